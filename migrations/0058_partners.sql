-- People from outside who sign in: mentors and people of partner organisations, one role for all. What they see follows from rows that link their account, never from the role alone.
alter table identity.account drop constraint account_role_check;
alter table identity.account add constraint account_role_check check (role in ('young-person', 'adviser', 'manager', 'board', 'data-officer', 'administrator', 'coordinator', 'partner'));

-- The words a right is spelled with are the program's; a right ends with a time and somebody, and is never changed otherwise.
create table pledge.organisation_person (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    organisation_id uuid not null,
    account_id      uuid not null references identity.account (id),
    name            text not null check (length(name) between 1 and 120),
    rights          text[] not null check (rights <@ array['post', 'see-applicants', 'manage-people']),
    added_at        timestamptz not null,
    added_by        uuid not null,
    ended_at        timestamptz,
    ended_by        uuid,
    constraint organisation_person_organisation foreign key (authority_id, organisation_id) references pledge.organisation (authority_id, id),
    constraint in_an_organisation_once exclude using btree (organisation_id with =, account_id with =) where (ended_at is null) deferrable initially deferred,
    constraint ended_by_somebody check ((ended_at is null) = (ended_by is null))
);
create index organisation_person_organisation_ix on pledge.organisation_person (authority_id, organisation_id);
create index organisation_person_account_ix on pledge.organisation_person (account_id) where ended_at is null;

-- Organisations in which the caller, a partner, has this right now; with null, any. One that ended gives none.
create function pledge.my_organisations(p_right text) returns uuid[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(p.organisation_id), '{}')
    from pledge.organisation_person p join pledge.organisation o on o.id = p.organisation_id and o.ended_on is null
    where p.account_id = pledge.account() and p.authority_id = pledge.authority() and pledge.actor() = 'partner' and p.ended_at is null
      and (p_right is null or p_right = any (p.rights))
$$;

-- Whether the id is an open account of a partner of this authority: a right is given to no other.
create function pledge.is_partner(p_account uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select from identity.account a where a.id = p_account and a.authority_id = pledge.authority() and a.role = 'partner' and a.closed_at is null)
$$;

-- The open account of a partner of this authority with this address, for whoever may add people: somebody may belong to several organisations.
create function pledge.partner_called(p_normalized text) returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.id from identity.account a
    where a.normalized_user_name = p_normalized and a.authority_id = pledge.authority() and a.role = 'partner' and a.closed_at is null
      and (pledge.actor() = 'coordinator' or cardinality(pledge.my_organisations('manage-people')) > 0)
$$;
revoke execute on function pledge.my_organisations(text), pledge.is_partner(uuid), pledge.partner_called(text) from public;
grant execute on function pledge.my_organisations(text), pledge.is_partner(uuid), pledge.partner_called(text) to pledge_app;

alter table pledge.organisation_person enable row level security;
create policy organisation_person_read on pledge.organisation_person for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'coordinator' then true
        when 'partner' then account_id = (select pledge.account()) or organisation_id = any ((select pledge.my_organisations(null))::uuid[])
        else false end);
create policy organisation_person_add on pledge.organisation_person for insert
    with check (authority_id = (select pledge.authority()) and added_by = (select pledge.account()) and ended_at is null and pledge.is_partner(account_id) and case (select pledge.actor())
        when 'coordinator' then true
        when 'partner' then organisation_id = any ((select pledge.my_organisations('manage-people'))::uuid[])
        else false end);
create policy organisation_person_end on pledge.organisation_person for update
    using (authority_id = (select pledge.authority()) and ended_at is null and case (select pledge.actor())
        when 'coordinator' then true
        when 'partner' then account_id = (select pledge.account()) or organisation_id = any ((select pledge.my_organisations('manage-people'))::uuid[])
        else false end)
    with check (authority_id = (select pledge.authority()) and ended_by = (select pledge.account()));
grant select, insert on pledge.organisation_person to pledge_app;
grant update (ended_at, ended_by) on pledge.organisation_person to pledge_app;

create policy organisation_read_by_its_people on pledge.organisation for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'partner' and id = any ((select pledge.my_organisations(null))::uuid[]));

-- Coordinators, and whoever manages the people of an organisation, make accounts of partners and of nobody else.
alter policy account_add on identity.account
    with check (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'administrator' then true
        when 'data-officer' then role = 'young-person'
        when 'coordinator' then role = 'partner'
        when 'partner' then role = 'partner' and password_hash is null and cardinality((select pledge.my_organisations('manage-people'))) > 0
        else false end);
-- What a coordinator sees of a partner's account: where its mails go, and whether an invitation would help. Nothing of how they sign in.
create function pledge.partner_account(p_account uuid) returns table (email text, awaits_invitation boolean) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.email, a.password_hash is null from identity.account a
    where a.id = p_account and a.authority_id = pledge.authority() and a.role = 'partner' and a.closed_at is null and pledge.actor() = 'coordinator'
$$;
-- An invitation that is sent again carries its time. Gives what makes its link work once; null, and nothing is written, when there is nobody to invite.
create function pledge.invited_again(p_account uuid, p_at timestamptz) returns text language sql security definer set search_path = pg_catalog, pg_temp as $$
    update identity.account set invited_at = p_at
    where id = p_account and authority_id = pledge.authority() and role = 'partner' and closed_at is null and password_hash is null and pledge.actor() = 'coordinator'
    returning security_stamp
$$;
revoke execute on function pledge.partner_account(uuid), pledge.invited_again(uuid, timestamptz) from public;
grant execute on function pledge.partner_account(uuid), pledge.invited_again(uuid, timestamptz) to pledge_app;

-- Who asks to become a partner, from outside and without an account. Decided once, by a coordinator.
create table pledge.joining_request (
    id                uuid primary key,
    authority_id      uuid not null references pledge.authority (id),
    organisation_name text not null check (length(organisation_name) between 1 and 120),
    person_name       text not null check (length(person_name) between 1 and 120),
    email             text not null check (length(email) between 3 and 254),
    phone             text check (length(phone) <= 40),
    why               text not null check (length(why) between 1 and 1000),
    asked_at          timestamptz not null,
    decision          text check (decision in ('accepted', 'turned-down')),
    decision_words    text check (length(decision_words) <= 500),
    organisation_id   uuid,
    decided_at        timestamptz,
    decided_by        uuid,
    constraint joining_request_organisation foreign key (authority_id, organisation_id) references pledge.organisation (authority_id, id),
    constraint decided_by_somebody check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)),
    constraint accepted_is_an_organisation check ((decision is not distinct from 'accepted') = (organisation_id is not null)),
    constraint turned_down_with_words check (decision is distinct from 'turned-down' or length(trim(decision_words)) > 0)
);
create index joining_request_ix on pledge.joining_request (authority_id, decided_at, asked_at);
create index joining_request_organisation_ix on pledge.joining_request (authority_id, organisation_id);
alter table pledge.joining_request enable row level security;
create policy joining_request_ask on pledge.joining_request for insert with check ((select pledge.actor()) = 'sign-in' and decision is null);
create policy joining_request_read on pledge.joining_request for select using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator');
create policy joining_request_decide on pledge.joining_request for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator' and decision is null)
    with check (authority_id = (select pledge.authority()) and decided_by = (select pledge.account()));
grant select, insert on pledge.joining_request to pledge_app;
grant update (decision, decision_words, organisation_id, decided_at, decided_by) on pledge.joining_request to pledge_app;

-- What an organisation said it would do. A line is superseded, never changed.
create table pledge.organisation_commitment (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    organisation_id uuid not null,
    kind            text not null check (kind in ('mentors', 'work-experience', 'internships', 'apprenticeships', 'jobs', 'interviews', 'priority', 'board')),
    how_many        integer not null check (how_many between 1 and 10000),
    by_day          date not null,
    words           text check (length(words) <= 500),
    recorded_at     timestamptz not null,
    recorded_by     uuid not null,
    superseded_at   timestamptz,
    superseded_by   uuid,
    constraint organisation_commitment_organisation foreign key (authority_id, organisation_id) references pledge.organisation (authority_id, id),
    constraint superseded_by_somebody check ((superseded_at is null) = (superseded_by is null))
);
create index organisation_commitment_organisation_ix on pledge.organisation_commitment (authority_id, organisation_id);
alter table pledge.organisation_commitment enable row level security;
create policy organisation_commitment_read on pledge.organisation_commitment for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'coordinator' then true
        when 'partner' then superseded_at is null and organisation_id = any ((select pledge.my_organisations(null))::uuid[])
        else false end);
create policy organisation_commitment_add on pledge.organisation_commitment for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator' and recorded_by = (select pledge.account()) and superseded_at is null);
create policy organisation_commitment_supersede on pledge.organisation_commitment for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator' and superseded_at is null)
    with check (authority_id = (select pledge.authority()) and superseded_by = (select pledge.account()));
grant select, insert on pledge.organisation_commitment to pledge_app;
grant update (superseded_at, superseded_by) on pledge.organisation_commitment to pledge_app;

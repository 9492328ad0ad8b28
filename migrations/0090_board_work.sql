-- What signatories promise and whether they do it, what the board decided, and who does what about it by when.

-- A commitment is a chain of lines: a correction supersedes the line before it. Without an organisation it is the council's own.
alter table pledge.organisation_commitment
    alter column organisation_id drop not null,
    add column commitment_id uuid,
    add column promise_key text check (length(promise_key) between 1 and 40),
    add column owner_id uuid,
    add column owner_name text check (length(owner_name) between 1 and 120),
    add constraint owner_has_a_name check ((owner_id is null) = (owner_name is null));
update pledge.organisation_commitment set commitment_id = id;
alter table pledge.organisation_commitment
    alter column commitment_id set not null,
    add constraint believed_once exclude using btree (commitment_id with =) where (superseded_at is null) deferrable initially deferred;
create index organisation_commitment_commitment_ix on pledge.organisation_commitment (commitment_id);
create index organisation_commitment_by_day_ix on pledge.organisation_commitment (authority_id, by_day) where superseded_at is null;
-- The version before this one writes lines without it.
create function pledge.organisation_commitment_begins() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    new.commitment_id := coalesce(new.commitment_id, new.id);
    return new;
end $$;
create trigger organisation_commitment_begins before insert on pledge.organisation_commitment for each row execute function pledge.organisation_commitment_begins();

alter policy organisation_commitment_read on pledge.organisation_commitment
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'coordinator' then true when 'board' then true when 'manager' then true when 'data-officer' then true when 'administrator' then true
        when 'job:plan-reminders' then true
        when 'partner' then superseded_at is null and organisation_id = any ((select pledge.my_organisations(null))::uuid[])
        else false end);
alter policy organisation_commitment_add on pledge.organisation_commitment
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('coordinator', 'manager', 'data-officer', 'administrator') and recorded_by = (select pledge.account()) and superseded_at is null);
alter policy organisation_commitment_supersede on pledge.organisation_commitment
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('coordinator', 'manager', 'data-officer', 'administrator') and superseded_at is null)
    with check (authority_id = (select pledge.authority()) and superseded_by = (select pledge.account()));

-- How far it is, in the words of whoever keeps it. The newest that is believed holds; one that was wrong is superseded.
create table pledge.commitment_update (
    id            uuid primary key,
    authority_id  uuid not null references pledge.authority (id),
    commitment_id uuid not null,
    done          integer not null check (done between 0 and 10000),
    words         text not null check (length(words) between 1 and 500),
    link          text check (length(link) <= 500 and link ~ '^https?://'),
    said_at       timestamptz not null,
    said_by       uuid not null,
    superseded_at timestamptz,
    superseded_by uuid,
    constraint superseded_by_somebody check ((superseded_at is null) = (superseded_by is null))
);
create index commitment_update_commitment_ix on pledge.commitment_update (authority_id, commitment_id, said_at);
alter table pledge.commitment_update enable row level security;
create policy commitment_update_read on pledge.commitment_update for select
    using (authority_id = (select pledge.authority()) and exists (select from pledge.organisation_commitment c where c.commitment_id = commitment_update.commitment_id));
create policy commitment_update_say on pledge.commitment_update for insert
    with check (authority_id = (select pledge.authority()) and said_by = (select pledge.account()) and superseded_at is null
        and exists (select from pledge.organisation_commitment c where c.commitment_id = commitment_update.commitment_id and c.superseded_at is null
            and ((select pledge.actor()) in ('coordinator', 'manager', 'data-officer', 'administrator', 'partner') or c.owner_id = (select pledge.account()))));
create policy commitment_update_supersede on pledge.commitment_update for update
    using (authority_id = (select pledge.authority()) and superseded_at is null
        and ((select pledge.actor()) in ('coordinator', 'manager', 'data-officer', 'administrator') or said_by = (select pledge.account())))
    with check (authority_id = (select pledge.authority()) and superseded_by = (select pledge.account()));
grant select, insert on pledge.commitment_update to pledge_app;
grant update (superseded_at, superseded_by) on pledge.commitment_update to pledge_app;

-- As before, for whoever reads commitments, and from the day on which the first line of a commitment was recorded: a correction begins nothing anew.
create or replace function pledge.commitments_kept(p_organisation uuid) returns table (commitment_id uuid, kept integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.id, case
        when c.organisation_id is null or c.by_day < r.since or c.kind in ('priority', 'board') then null
        when c.kind = 'mentors' then (select count(distinct m.id) from pledge.mentor m join pledge.mentor_step s on s.mentor_id = m.id and s.state = 'available' and s.superseded_at is null
            where m.authority_id = c.authority_id and m.organisation_id = c.organisation_id and m.state = 'available' and (s.recorded_at at time zone 'Europe/London')::date between r.since and c.by_day
              and not exists (select from pledge.mentor_step b where b.mentor_id = m.id and b.state = 'available' and b.superseded_at is null and (b.recorded_at at time zone 'Europe/London')::date < r.since))
        when c.kind = 'interviews' then (select count(distinct a.id) from pledge.job_application a join pledge.application_step s on s.application_id = a.id and s.act = 'interview'
            where a.post_authority_id = c.authority_id and a.organisation_id = c.organisation_id and (s.at at time zone 'Europe/London')::date between r.since and c.by_day)
        else (select count(*) from pledge.job_placement p
            where p.post_authority_id = c.authority_id and p.organisation_id = c.organisation_id
              and p.kind = any (case c.kind when 'apprenticeships' then array['apprenticeship'] when 'internships' then array['internship'] when 'work-experience' then array['work-experience'] else array['job', 'ring-fenced-interview'] end)
              and exists (select from pledge.placement_statement s where s.placement_id = p.id and s.about = 'started' and s.says and s.superseded_at is null and s.side in ('young-person', 'worker') and s.day between r.since and c.by_day)) end::integer
    from pledge.organisation_commitment c
    cross join lateral (select (min(f.recorded_at) at time zone 'Europe/London')::date as since from pledge.organisation_commitment f where f.commitment_id = c.commitment_id) r
    where c.authority_id = pledge.authority() and c.superseded_at is null and (p_organisation is null or c.organisation_id = p_organisation)
      and (pledge.actor() in ('coordinator', 'board', 'manager', 'data-officer', 'administrator', 'job:plan-reminders') or pledge.actor() = 'partner' and c.organisation_id = any (pledge.my_organisations(null)))
$$;

-- How far each commitment is that is believed: counted where it can be, else as whoever keeps it said last.
create function pledge.commitments_now() returns table (line_id uuid, done integer, is_counted boolean, words text, link text, said_at timestamptz)
language sql stable set search_path = pg_catalog, pg_temp as $$
    select c.id, coalesce(k.kept, u.done, 0), k.kept is not null, u.words, u.link, u.said_at
    from pledge.organisation_commitment c
    left join pledge.commitments_kept(null) k on k.commitment_id = c.id
    left join (select distinct on (x.commitment_id) x.* from pledge.commitment_update x where x.authority_id = pledge.authority() and x.superseded_at is null order by x.commitment_id, x.said_at desc) u on u.commitment_id = c.commitment_id
    where c.authority_id = pledge.authority() and c.superseded_at is null
$$;
revoke execute on function pledge.commitments_now() from public;
grant execute on function pledge.commitments_now() to pledge_app;

-- What the board wants done.
create table pledge.board_meeting (
    id           uuid primary key,
    authority_id uuid not null references pledge.authority (id),
    held_on      date not null,
    present      text check (length(present) <= 4000),
    apologies    text check (length(apologies) <= 2000),
    publication_id uuid,
    planned_at   timestamptz not null,
    planned_by   uuid not null,
    changed_at   timestamptz not null,
    changed_by   uuid not null,
    carried_from timestamptz,
    closed_at    timestamptz,
    closed_by    uuid,
    constraint one_meeting_a_day unique (authority_id, held_on),
    constraint closed_by_somebody check ((closed_at is null) = (closed_by is null)),
    constraint closed_with_who_came check (closed_at is null or length(trim(present)) > 0),
    constraint carried_to_an_end check (carried_from is null or carried_from <= closed_at)
);
alter table pledge.board_meeting enable row level security;
create policy board_meeting_read on pledge.board_meeting for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('board', 'manager', 'data-officer', 'administrator'));
create policy board_meeting_plan on pledge.board_meeting for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('manager', 'data-officer', 'administrator') and planned_by = (select pledge.account()) and closed_at is null);
-- Once closed it does not change any more.
create policy board_meeting_write on pledge.board_meeting for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('manager', 'data-officer', 'administrator') and closed_at is null)
    with check (authority_id = (select pledge.authority()) and changed_by = (select pledge.account()));
grant select, insert on pledge.board_meeting to pledge_app;
grant update (held_on, present, apologies, publication_id, changed_at, changed_by, carried_from, closed_at, closed_by) on pledge.board_meeting to pledge_app;

-- A decision, while the meeting is open; a correction, once it is closed.
create table pledge.board_meeting_line (
    id            uuid primary key,
    authority_id  uuid not null references pledge.authority (id),
    meeting_id    uuid not null references pledge.board_meeting (id),
    kind          text not null check (kind in ('decision', 'correction')),
    words         text not null check (length(words) between 1 and 1000),
    recorded_at   timestamptz not null,
    recorded_by   uuid not null,
    superseded_at timestamptz,
    superseded_by uuid,
    constraint superseded_by_somebody check ((superseded_at is null) = (superseded_by is null)),
    constraint corrections_stay check (kind = 'decision' or superseded_at is null)
);
create index board_meeting_line_ix on pledge.board_meeting_line (meeting_id, recorded_at);
alter table pledge.board_meeting_line enable row level security;
create policy board_meeting_line_read on pledge.board_meeting_line for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('board', 'manager', 'data-officer', 'administrator'));
create policy board_meeting_line_add on pledge.board_meeting_line for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('manager', 'data-officer', 'administrator') and recorded_by = (select pledge.account()) and superseded_at is null
        and exists (select from pledge.board_meeting m where m.id = meeting_id and (m.closed_at is null) = (kind = 'decision')));
create policy board_meeting_line_take_back on pledge.board_meeting_line for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('manager', 'data-officer', 'administrator') and kind = 'decision' and superseded_at is null
        and exists (select from pledge.board_meeting m where m.id = meeting_id and m.closed_at is null))
    with check (authority_id = (select pledge.authority()) and superseded_by = (select pledge.account()));
grant select, insert on pledge.board_meeting_line to pledge_app;
grant update (superseded_at, superseded_by) on pledge.board_meeting_line to pledge_app;

-- One thing to do, out of a figure, a promise or a decision. What it is never changes; how it stands is as its newest update says.
create table pledge.board_action (
    id           uuid primary key,
    authority_id uuid not null references pledge.authority (id),
    what         text not null check (length(what) between 1 and 500),
    indicator    text check (length(indicator) between 1 and 40),
    promise_key  text check (length(promise_key) between 1 and 40),
    decision_id  uuid references pledge.board_meeting_line (id),
    owner_id     uuid not null,
    owner_name   text not null check (length(owner_name) between 1 and 120),
    due_on       date not null,
    state        text not null check (state in ('open', 'done', 'dropped')),
    raised_at    timestamptz not null,
    raised_by    uuid not null,
    changed_at   timestamptz not null,
    changed_by   uuid not null,
    constraint out_of_something check (num_nonnulls(indicator, promise_key, decision_id) > 0)
);
create index board_action_due_ix on pledge.board_action (authority_id, state, due_on);
create index board_action_owner_ix on pledge.board_action (owner_id) where state = 'open';
create index board_action_decision_ix on pledge.board_action (decision_id);
alter table pledge.board_action enable row level security;
create policy board_action_read on pledge.board_action for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'board' then true when 'manager' then true when 'data-officer' then true when 'administrator' then true when 'job:plan-reminders' then true
        when 'coordinator' then owner_id = (select pledge.account()) when 'partner' then owner_id = (select pledge.account())
        else false end);
create policy board_action_raise on pledge.board_action for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('manager', 'data-officer', 'administrator') and raised_by = (select pledge.account()) and state = 'open');
create policy board_action_change on pledge.board_action for update
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'manager' then true when 'data-officer' then true when 'administrator' then true
        when 'board' then owner_id = (select pledge.account()) when 'coordinator' then owner_id = (select pledge.account()) when 'partner' then owner_id = (select pledge.account())
        else false end)
    with check (authority_id = (select pledge.authority()) and changed_by = (select pledge.account())
        and ((select pledge.actor()) in ('manager', 'data-officer', 'administrator') or owner_id = (select pledge.account())));
grant select, insert on pledge.board_action to pledge_app;
grant update (owner_id, owner_name, due_on, state, changed_at, changed_by) on pledge.board_action to pledge_app;

-- How an action stood from an instant on, and why. Only added to.
create table pledge.board_action_update (
    id           uuid primary key,
    authority_id uuid not null references pledge.authority (id),
    action_id    uuid not null references pledge.board_action (id),
    state        text not null check (state in ('open', 'done', 'dropped')),
    owner_name   text not null check (length(owner_name) between 1 and 120),
    due_on       date not null,
    words        text check (length(words) between 1 and 1000),
    said_at      timestamptz not null,
    said_by      uuid not null
);
create index board_action_update_ix on pledge.board_action_update (action_id, said_at);
alter table pledge.board_action_update enable row level security;
create policy board_action_update_read on pledge.board_action_update for select
    using (authority_id = (select pledge.authority()) and exists (select from pledge.board_action a where a.id = action_id));
create policy board_action_update_say on pledge.board_action_update for insert
    with check (authority_id = (select pledge.authority()) and said_by = (select pledge.account())
        and exists (select from pledge.board_action a where a.id = action_id and ((select pledge.actor()) in ('manager', 'data-officer', 'administrator') or a.owner_id = (select pledge.account()))));
grant select, insert on pledge.board_action_update to pledge_app;

-- Who can be named to keep a commitment or to do an action: staff who do not carry a caseload, and the people of an organisation, of every one with null.
create function pledge.who_can_own(p_organisation uuid) returns table (account_id uuid, name text, organisation_id uuid, organisation_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.id, s.display_name, null::uuid, null::text from pledge.staff_member s
    where s.authority_id = pledge.authority() and s.left_on is null and s.role <> 'adviser' and pledge.actor() in ('coordinator', 'manager', 'data-officer', 'administrator')
    union all
    select p.account_id, p.name, o.id, o.name from pledge.organisation_person p join pledge.organisation o on o.id = p.organisation_id and o.ended_on is null
    where p.authority_id = pledge.authority() and p.ended_at is null and (p_organisation is null or p.organisation_id = p_organisation) and pledge.actor() in ('coordinator', 'manager', 'data-officer', 'administrator')
$$;
-- What whoever wrote about a commitment or an action is called. To somebody from outside only people of their own organisation.
create function pledge.board_name(p_account uuid) returns text language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select x.name from (
        select s.display_name as name from pledge.staff_member s where s.id = p_account and s.authority_id = pledge.authority() and pledge.actor() in ('board', 'coordinator', 'manager', 'data-officer', 'administrator')
        union all
        (select p.name from pledge.organisation_person p where p.account_id = p_account and p.authority_id = pledge.authority()
            and (pledge.actor() in ('board', 'coordinator', 'manager', 'data-officer', 'administrator') or p.organisation_id = any (pledge.my_organisations(null))) order by p.ended_at desc nulls first limit 1)) x
    limit 1
$$;
-- The names of signatories; nothing else of the register of organisations.
create function pledge.signatories() returns table (id uuid, name text) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select o.id, o.name from pledge.organisation o
    where o.authority_id = pledge.authority() and (pledge.actor() in ('board', 'coordinator', 'manager', 'data-officer', 'administrator')
        or pledge.actor() = 'partner' and o.id = any (pledge.my_organisations(null)))
$$;
revoke execute on function pledge.who_can_own(uuid), pledge.board_name(uuid), pledge.signatories() from public;
grant execute on function pledge.who_can_own(uuid), pledge.board_name(uuid), pledge.signatories() to pledge_app;

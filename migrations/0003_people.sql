-- Young people, the care they had, the legal status that follows from it, and who their worker is when.
create table pledge.young_person (
    id            uuid primary key,
    authority_id  uuid not null references pledge.authority (id),
    child_id      text not null check (length(child_id) between 1 and 20),
    given_name    text check (length(given_name) <= 80),
    family_name   text check (length(family_name) <= 80),
    known_as      text check (length(known_as) <= 80),
    date_of_birth date not null check (date_of_birth between date '1900-01-01' and date '2100-01-01'),
    sex           text not null default 'U' check (sex in ('M', 'F', 'U')),
    ethnicity     text not null default 'NOBT',
    upn           text check (length(upn) <= 13),
    mother        boolean,
    uasc          boolean not null default false,
    disabled      boolean,
    locality      text check (length(locality) <= 60),
    added_at      timestamptz not null,
    constraint young_person_child_id_once unique (authority_id, child_id),
    constraint young_person_authority_id_key unique (authority_id, id)
);
alter table identity.account add constraint account_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id);

create table pledge.assignment (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    staff_member_id uuid not null,
    period_from     date not null,
    period_to       date,
    recorded_at     timestamptz not null,
    recorded_by     uuid,
    constraint assignment_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint assignment_staff_member foreign key (authority_id, staff_member_id) references pledge.staff_member (authority_id, id),
    constraint assignment_period check (period_to is null or period_to >= period_from),
    constraint one_worker_at_a_time exclude using gist (young_person_id with =, daterange(period_from, period_to) with &&)
);
create index assignment_staff_member_id_ix on pledge.assignment (staff_member_id, period_to);
create index assignment_young_person_id_ix on pledge.assignment (authority_id, young_person_id);

-- Whose records an adviser or a manager reaches today. Definer, because the policies that call it guard the tables it reads.
create function pledge.my_young_people() returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    -- plpgsql, because it keeps its plans: every policy of every table in a statement calls this once.
    case pledge.actor()
        when 'adviser' then return array(
            select a.young_person_id from pledge.assignment a
            where a.staff_member_id = pledge.account() and a.authority_id = pledge.authority()
              and a.period_from <= pledge.today() and (a.period_to is null or a.period_to > pledge.today()));
        when 'manager' then return array(
            select a.young_person_id from pledge.assignment a
            join pledge.staff_member s on s.id = a.staff_member_id
            join pledge.staff_member me on me.id = pledge.account() and (me.team_id = s.team_id or me.id = s.id)
            where a.authority_id = pledge.authority()
              and a.period_from <= pledge.today() and (a.period_to is null or a.period_to > pledge.today()));
        else return '{}'::uuid[];
    end case;
end
$$;

alter table pledge.young_person enable row level security;
create policy young_person_read on pledge.young_person for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then id = (select pledge.young_person())
        when 'adviser' then id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then id = any ((select pledge.my_young_people())::uuid[])
        when 'data-officer' then true
        when 'administrator' then true
        when 'job:plan-reminders' then true
        when 'job:import-903' then true
        else false end);
create policy young_person_send on pledge.young_person for select
    using ((select pledge.actor()) = 'job:send-messages');
create policy young_person_change on pledge.young_person for update
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'adviser' then id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then id = any ((select pledge.my_young_people())::uuid[])
        when 'data-officer' then true
        when 'job:import-903' then true
        else false end);
create policy young_person_add on pledge.young_person for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('data-officer', 'job:import-903'));
grant select, insert, update on pledge.young_person to pledge_app;

alter table pledge.assignment enable row level security;
create policy assignment_read on pledge.assignment for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'data-officer' then true
        when 'administrator' then true
        when 'job:plan-reminders' then true
        else false end);
create policy assignment_write on pledge.assignment
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('data-officer', 'administrator'))
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('data-officer', 'administrator'));
grant select, insert, update on pledge.assignment to pledge_app;

-- Episodes of care, from the SSDA903 episodes file. One row per episode and start day; a changed episode supersedes.
create table pledge.care_episode (
    id                  uuid primary key,
    authority_id        uuid not null references pledge.authority (id),
    young_person_id     uuid not null,
    decom               date not null,
    rne                 text,
    legal_status_code   text,
    cin                 text,
    place               text,
    place_provider      text,
    dec                 date,
    rec                 text,
    reason_place_change text,
    recorded_at         timestamptz not null,
    superseded_at       timestamptz,
    constraint care_episode_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint care_episode_ends_after_start check (dec is null or dec >= decom)
);
create unique index care_episode_once_ix on pledge.care_episode (young_person_id, decom) where superseded_at is null;
create index care_episode_young_person_id_ix on pledge.care_episode (authority_id, young_person_id);

-- Derived from episodes and age (Pledge.Domain, LegalStatus). Kept so that lists and figures can join it; a new derivation supersedes.
create table pledge.legal_status (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    status          text not null check (status in ('eligible', 'relevant', 'former-relevant', 'qualifying', 'none')),
    period_from     date not null,
    period_to       date,
    derived_at      timestamptz not null,
    superseded_at   timestamptz,
    constraint legal_status_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint legal_status_period check (period_to is null or period_to > period_from),
    constraint one_legal_status_at_a_time exclude using gist (young_person_id with =, daterange(period_from, period_to) with &&) where (superseded_at is null)
);
-- Of superseded rows too: figures are asked as known at an earlier instant.
create index legal_status_young_person_id_ix on pledge.legal_status (authority_id, young_person_id);

do $$
declare t text;
begin
    foreach t in array array['care_episode', 'legal_status'] loop
        execute format('alter table pledge.%I enable row level security', t);
        execute format($p$create policy %I on pledge.%I for select
            using (authority_id = (select pledge.authority()) and case (select pledge.actor())
                when 'young-person' then young_person_id = (select pledge.young_person())
                when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
                when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
                when 'data-officer' then true
                when 'job:plan-reminders' then true
                when 'job:import-903' then true
                else false end)$p$, t || '_read', t);
        execute format($p$create policy %I on pledge.%I
            using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('data-officer', 'job:import-903'))
            with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('data-officer', 'job:import-903'))$p$, t || '_write', t);
        execute format('grant select, insert, update on pledge.%I to pledge_app', t);
    end loop;
end $$;

-- The row scope (who is asking, for which authority, on which day), authorities, teams and staff. Every later policy stands on these functions.
create schema if not exists pledge;
grant usage on schema pledge to pledge_app;

-- Unset and empty both mean "nobody": a setting reads as an empty string once a session has used it.
create function pledge.actor() returns text language sql stable parallel safe
    return nullif(current_setting('pledge.actor', true), '');
create function pledge.authority() returns uuid language sql stable parallel safe
    return nullif(current_setting('pledge.authority_id', true), '')::uuid;
create function pledge.account() returns uuid language sql stable parallel safe
    return nullif(current_setting('pledge.account_id', true), '')::uuid;
create function pledge.young_person() returns uuid language sql stable parallel safe
    return nullif(current_setting('pledge.young_person_id', true), '')::uuid;
-- The London day by the program's clock, so that "today" means the same in a policy and in a rule.
create function pledge.today() returns date language sql stable parallel safe
    return nullif(current_setting('pledge.today', true), '')::date;

create table pledge.authority (
    id                           uuid primary key,
    name                         text not null check (length(name) between 1 and 120),
    short_name                   text not null check (length(short_name) between 1 and 60),
    staff_second_factor_required boolean not null default true,
    is_demonstration             boolean not null default false
);
alter table pledge.authority enable row level security;
create policy authority_own on pledge.authority for select
    using (id = (select pledge.authority()) or (select pledge.actor()) in ('sign-in', 'job:plan-reminders', 'job:send-messages', 'job:import-903'));
grant select on pledge.authority to pledge_app;

create table pledge.team (
    id           uuid primary key,
    authority_id uuid not null references pledge.authority (id),
    name         text not null check (length(name) between 1 and 80),
    constraint team_authority_id_key unique (authority_id, id),
    constraint team_name_once unique (authority_id, name)
);
alter table pledge.team enable row level security;
create policy team_read on pledge.team for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('adviser', 'manager', 'data-officer', 'administrator'));
create policy team_write on pledge.team
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'administrator')
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'administrator');
grant select, insert, update on pledge.team to pledge_app;

-- A worker as others see them: the name and how to reach them. How they sign in is identity.account, same id.
create table pledge.staff_member (
    id           uuid primary key,
    authority_id uuid not null references pledge.authority (id),
    team_id      uuid,
    role         text not null check (role in ('adviser', 'manager', 'board', 'data-officer', 'administrator')),
    display_name text not null check (length(display_name) between 1 and 120),
    work_email   text check (length(work_email) <= 254),
    work_phone   text check (length(work_phone) <= 40),
    left_on      date,
    constraint staff_member_authority_id_key unique (authority_id, id),
    constraint staff_member_team foreign key (authority_id, team_id) references pledge.team (authority_id, id)
);
create index staff_member_team_id_ix on pledge.staff_member (authority_id, team_id);
alter table pledge.staff_member enable row level security;
-- Young people see who the workers of their authority are: their worker, and whoever looked at their record, are named to them.
create policy staff_member_read on pledge.staff_member for select
    using (case (select pledge.actor())
        when 'young-person' then authority_id = (select pledge.authority())
        when 'adviser' then authority_id = (select pledge.authority())
        when 'manager' then authority_id = (select pledge.authority())
        when 'data-officer' then authority_id = (select pledge.authority())
        when 'administrator' then authority_id = (select pledge.authority())
        when 'board' then id = (select pledge.account())
        when 'job:plan-reminders' then authority_id = (select pledge.authority())
        when 'job:send-messages' then true
        else false end);
create policy staff_member_write on pledge.staff_member
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'administrator')
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'administrator');
grant select, insert, update on pledge.staff_member to pledge_app;

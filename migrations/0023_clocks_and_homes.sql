-- Every clock may have a length of the authority's own, with a history of who set it; a clock may be paused for one person; a home says who provides it
-- and what was weighed, and learning and work say where and how much.
alter table pledge.clock_setting add column working_days integer not null default 0 check (working_days between 0 and 60);
alter table pledge.clock_setting drop constraint counted_in_days_or_months;
alter table pledge.clock_setting add constraint counted_one_way check ((days <> 0)::integer + (months <> 0)::integer + (working_days <> 0)::integer = 1);
alter table pledge.clock_setting drop constraint clock_setting_rule_check;
alter table pledge.clock_setting add constraint clock_setting_rule_check check (rule in (
    'needs-assessment-due', 'first-visit-due', 'visit-due', 'contact-due', 'early-review-due', 'plan-review-due', 'review-asked-for', 'yearly-offer-due',
    'return-window-opens', 'return-window-closes'));
-- To go back to the product's own standard.
grant delete on pledge.clock_setting to pledge_app;

create table pledge.clock_setting_change (
    id           uuid primary key,
    authority_id uuid not null references pledge.authority (id),
    rule         text not null check (length(rule) between 1 and 40),
    band         text not null check (length(band) between 1 and 40),
    days         integer not null check (days between 0 and 366),
    months       integer not null check (months between 0 and 12),
    working_days integer not null check (working_days between 0 and 60),
    set_at       timestamptz not null,
    set_by       uuid not null
);
create index clock_setting_change_authority_id_ix on pledge.clock_setting_change (authority_id, set_at desc);
alter table pledge.clock_setting_change enable row level security;
create policy clock_setting_change_read on pledge.clock_setting_change for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'administrator');
create policy clock_setting_change_add on pledge.clock_setting_change for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'administrator' and set_by = (select pledge.account()));
grant select, insert on pledge.clock_setting_change to pledge_app;

create table pledge.clock_pause (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    rule            text not null check (rule in (
        'needs-assessment-due', 'first-visit-due', 'visit-due', 'contact-due', 'early-review-due', 'plan-review-due', 'review-asked-for', 'yearly-offer-due')),
    paused_from     date not null,
    paused_until    date not null,
    reason          text not null check (length(reason) between 1 and 500),
    paused_at       timestamptz not null,
    paused_by       uuid not null,
    ended_at        timestamptz,
    ended_by        uuid,
    constraint clock_pause_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint clock_pause_period check (paused_until > paused_from),
    constraint ended_pause_has_who_and_when check ((ended_at is null) = (ended_by is null)),
    -- Two people cannot pause the same clock at once: the second is told that somebody was first.
    constraint one_pause_at_a_time exclude using gist (young_person_id with =, rule with =, daterange(paused_from, paused_until, '[]') with &&) where (ended_at is null)
);
create index clock_pause_authority_id_ix on pledge.clock_pause (authority_id, young_person_id);
alter table pledge.clock_pause enable row level security;
create policy clock_pause_read on pledge.clock_pause for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'job:plan-reminders' then true
        else false end);
create policy clock_pause_add on pledge.clock_pause for insert
    with check (authority_id = (select pledge.authority()) and paused_by = (select pledge.account())
                and (select pledge.actor()) in ('adviser', 'manager') and young_person_id = any ((select pledge.my_young_people())::uuid[]));
create policy clock_pause_end on pledge.clock_pause for update
    using (authority_id = (select pledge.authority())
           and (select pledge.actor()) in ('adviser', 'manager') and young_person_id = any ((select pledge.my_young_people())::uuid[]));
-- Why and until when stay as they were written.
grant select, insert on pledge.clock_pause to pledge_app;
grant update (ended_at, ended_by) on pledge.clock_pause to pledge_app;

alter table pledge.fact
    add column provider         text check (length(provider) between 1 and 120),
    add column council_provided boolean,
    add column moved_in_on      date,
    add column move_reason      text check (length(move_reason) between 1 and 40),
    add column matters          jsonb check (jsonb_typeof(matters) = 'array' and length(matters::text) <= 20000),
    add column level            text check (length(level) between 1 and 40),
    add column hours_per_week   numeric(4, 1) check (hours_per_week between 0.5 and 80),
    add constraint only_homes_are_moved_into check (kind = 'home' or (council_provided is null and moved_in_on is null and move_reason is null and matters is null)),
    add constraint only_activities_have_hours check (kind = 'activity' or (level is null and hours_per_week is null)),
    add constraint being_in_touch_has_no_provider check (kind <> 'in-touch' or provider is null),
    add constraint moved_in_before_it_is_told check (moved_in_on <= period_from);

-- The background check (DBS) of somebody who works with a young person: its level and days, never what it says. Who recorded the version saw it.
alter table pledge.involved_professional
    add column check_level text check (check_level in ('basic', 'standard', 'enhanced', 'enhanced-barred')),
    add column check_issued_on date,
    add column check_again_by date,
    add constraint involved_professional_check_is_whole check (num_nonnulls(check_level, check_issued_on, check_again_by) in (0, 3)),
    add constraint involved_professional_check_ends_later check (check_again_by > check_issued_on);
-- What runs out, for the caseload and the planner of reminders.
create index involved_professional_check_ix on pledge.involved_professional (authority_id, check_again_by) where check_again_by is not null and superseded_at is null;
create policy involved_professional_reminders on pledge.involved_professional for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'job:plan-reminders');

-- Reminders: what people choose, what goes in one message instead of many, how far each authority was planned, and what the planner may look at to find what is due.

-- Only added: the newest row of an account is in force. Who has none has the hours and the wording everybody begins with.
create table pledge.reminder_setting (
    id           uuid primary key,
    authority_id uuid not null references pledge.authority (id),
    account_id   uuid not null references identity.account (id),
    opens        time not null check (opens >= '06:00'),
    closes       time not null check (closes <= '22:00'),
    paused_until date,
    discreet     boolean not null,
    off          text[] not null check (off <@ array['messages', 'plan', 'pledge']::text[]),
    chosen_at    timestamptz not null,
    constraint hours_leave_room check (closes >= opens + interval '2 hours')
);
create index reminder_setting_account_id_ix on pledge.reminder_setting (account_id, chosen_at desc, id desc);
alter table pledge.reminder_setting enable row level security;
create policy reminder_setting_read on pledge.reminder_setting for select
    using (case (select pledge.actor())
        when 'job:plan-reminders' then authority_id = (select pledge.authority())
        when 'job:send-messages' then true
        else account_id = (select pledge.account()) and authority_id = (select pledge.authority()) end);
create policy reminder_setting_choose on pledge.reminder_setting for insert
    with check (account_id = (select pledge.account()) and authority_id = (select pledge.authority()));
grant select, insert on pledge.reminder_setting to pledge_app;

-- A message that goes in another: it is settled when that one is.
alter table pledge.message add column digest_id uuid references pledge.message (id);
create index message_digest_id_ix on pledge.message (digest_id) where digest_id is not null;
alter table pledge.message drop constraint message_state_check;
alter table pledge.message add constraint message_state_check
    check (state in ('queued', 'claimed', 'sending', 'sent', 'failed', 'dropped', 'in-doubt', 'bundled'));
alter table pledge.message add constraint bundled_has_a_digest check ((state <> 'bundled') or digest_id is not null);
-- What the planner reads each time: everything that may still be called for.
create index message_planned_ix on pledge.message (authority_id, stale_at);

-- The planner also takes back what is no longer due, puts several in one, and says what it came too late for.
create policy message_plan on pledge.message for update
    using ((select pledge.actor()) = 'job:plan-reminders' and authority_id = (select pledge.authority()) and state in ('queued', 'bundled', 'dropped'))
    with check ((select pledge.actor()) = 'job:plan-reminders' and authority_id = (select pledge.authority()) and state in ('queued', 'bundled', 'dropped'));
create policy message_planned on pledge.message for insert
    with check ((select pledge.actor()) = 'job:plan-reminders' and authority_id = (select pledge.authority()) and (state = 'bundled' or (state = 'dropped' and outcome = 'missed')));

-- How far the reminders of an authority were planned.
create table pledge.reminder_plan (
    authority_id uuid primary key references pledge.authority (id),
    planned_on   date not null,
    finished_at  timestamptz not null
);
alter table pledge.reminder_plan enable row level security;
create policy reminder_plan_job on pledge.reminder_plan
    using ((select pledge.actor()) = 'job:plan-reminders' and authority_id = (select pledge.authority()))
    with check ((select pledge.actor()) = 'job:plan-reminders' and authority_id = (select pledge.authority()));
create policy reminder_plan_read on pledge.reminder_plan for select
    using ((select pledge.actor()) = 'administrator' and authority_id = (select pledge.authority()));
grant select, insert, update on pledge.reminder_plan to pledge_app;

-- What the planner looks at. It reads ids and days; what was written goes into no reminder.
do $$
declare t text;
begin
    foreach t in array array['plan_version', 'plan_voice', 'conversation', 'correction_request', 'leave_cover'] loop
        execute format($p$create policy %I on pledge.%I for select
            using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'job:plan-reminders')$p$, t || '_reminders', t);
    end loop;
end $$;

-- Who began to write something and left it, and when. Not what, and not about whom: nobody but its author reads a draft.
create function pledge.unfinished_drafts(p_from date, p_to date) returns table (account_id uuid, draft_key text, left_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select d.account_id, md5(d.form || d.subject_id::text), (d.saved_at at time zone 'Europe/London')::date
    from pledge.draft d
    where pledge.actor() = 'job:plan-reminders' and d.authority_id = pledge.authority() and d.body <> '{}'::jsonb
      and (d.saved_at at time zone 'Europe/London')::date between p_from and p_to
$$;

-- How far a message came that the caller may see: for one that went in another, as far as that one, which is about nobody and is its reader's alone.
create function pledge.state_of_message(p_message uuid) returns table (state text, outcome text, settled_at timestamptz, not_before timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select e.state, e.outcome, e.settled_at, e.not_before
    from pledge.message m join pledge.message e on e.id = case when m.state = 'bundled' then m.digest_id else m.id end
    where m.id = p_message and m.authority_id = pledge.authority()
      and (m.account_id = pledge.account() or (pledge.actor() in ('adviser', 'manager') and m.young_person_id = any (pledge.my_young_people())))
$$;

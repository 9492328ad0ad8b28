-- Local lengths of clocks, who wants which reminders, and the ledger: one row per (person, rule, occurrence, channel), written with the decision.
create table pledge.clock_setting (
    authority_id uuid not null references pledge.authority (id),
    rule         text not null check (rule in ('contact-due', 'plan-review-due')),
    band         text not null check (band in ('eligible', 'relevant', 'former-relevant-under21', 'former-relevant-from21')),
    days         integer not null check (days between 0 and 366),
    months       integer not null check (months between 0 and 12),
    primary key (authority_id, rule, band),
    constraint counted_in_days_or_months check ((days = 0) <> (months = 0))
);
alter table pledge.clock_setting enable row level security;
create policy clock_setting_read on pledge.clock_setting for select using (authority_id = (select pledge.authority()));
create policy clock_setting_write on pledge.clock_setting
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'administrator')
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'administrator');
grant select, insert, update on pledge.clock_setting to pledge_app;

-- The latest row per account and channel is the choice in force; none means yes.
create table pledge.reminder_choice (
    id           uuid primary key,
    authority_id uuid not null references pledge.authority (id),
    account_id   uuid not null references identity.account (id),
    channel      text not null check (channel in ('email')),
    wanted       boolean not null,
    chosen_at    timestamptz not null
);
create index reminder_choice_account_id_ix on pledge.reminder_choice (account_id, channel, chosen_at desc);
alter table pledge.reminder_choice enable row level security;
create policy reminder_choice_own on pledge.reminder_choice
    using (account_id = (select pledge.account()) and authority_id = (select pledge.authority()))
    with check (account_id = (select pledge.account()) and authority_id = (select pledge.authority()));
create policy reminder_choice_jobs on pledge.reminder_choice for select
    using ((select pledge.actor()) in ('job:plan-reminders', 'job:send-messages'));
create policy reminder_choice_stop on pledge.reminder_choice for insert
    with check ((select pledge.actor()) = 'sign-in');
grant select, insert on pledge.reminder_choice to pledge_app;

create table pledge.message (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    account_id      uuid not null references identity.account (id),
    young_person_id uuid,
    rule            text not null check (length(rule) between 1 and 60),
    occurrence      text not null check (length(occurrence) between 1 and 100),
    channel         text not null check (channel in ('email')),
    payload         bytea,
    state           text not null check (state in ('queued', 'claimed', 'sending', 'sent', 'failed', 'dropped', 'in-doubt')),
    decided_at      timestamptz not null,
    not_before      timestamptz not null,
    stale_at        timestamptz not null,
    claimed_by      text,
    lease_until     timestamptz,
    attempts        integer not null default 0,
    outcome         text check (length(outcome) <= 200),
    settled_at      timestamptz,
    constraint message_once unique (account_id, rule, occurrence, channel),
    constraint claimed_has_a_lease check ((state in ('claimed', 'sending')) = (lease_until is not null)),
    constraint settled_has_a_time check ((state in ('sent', 'failed', 'dropped', 'in-doubt')) = (settled_at is not null))
);
create index message_waiting_ix on pledge.message (not_before) where state in ('queued', 'claimed', 'sending');
create index message_authority_id_ix on pledge.message (authority_id, decided_at desc);
create index message_young_person_id_ix on pledge.message (young_person_id, decided_at desc);
alter table pledge.message enable row level security;
create policy message_read on pledge.message for select
    using (case (select pledge.actor())
        when 'young-person' then account_id = (select pledge.account())
        when 'adviser' then authority_id = (select pledge.authority()) and (account_id = (select pledge.account()) or young_person_id = any ((select pledge.my_young_people())::uuid[]))
        when 'manager' then authority_id = (select pledge.authority()) and (account_id = (select pledge.account()) or young_person_id = any ((select pledge.my_young_people())::uuid[]))
        when 'administrator' then authority_id = (select pledge.authority())
        when 'job:plan-reminders' then authority_id = (select pledge.authority())
        when 'job:send-messages' then true
        else false end);
-- Anyone signed in may cause a message (an invitation, a code). Only the sender changes one, and an administrator where the sender cannot know.
create policy message_queue on pledge.message for insert
    with check (state = 'queued' and ((select pledge.actor()) = 'sign-in' or (authority_id = (select pledge.authority()) and (select pledge.actor()) is not null)));
create policy message_send on pledge.message for update
    using ((select pledge.actor()) = 'job:send-messages') with check ((select pledge.actor()) = 'job:send-messages');
create policy message_settle on pledge.message for update
    using ((select pledge.actor()) = 'administrator' and authority_id = (select pledge.authority()) and state in ('in-doubt', 'failed'))
    with check ((select pledge.actor()) = 'administrator' and authority_id = (select pledge.authority()) and state in ('queued', 'sent', 'dropped'));
grant select, insert, update on pledge.message to pledge_app;

-- Whom a worker's message about their young person goes to: the id of the open account and nothing else of it; null when there is none.
create function pledge.account_of_young_person(p_young_person uuid) returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.id from identity.account a
    where a.young_person_id = p_young_person and a.authority_id = pledge.authority() and a.closed_at is null
      and pledge.actor() in ('adviser', 'manager') and p_young_person = any (pledge.my_young_people())
$$;

-- Senders wait for this; they hear it when the transaction that queued something commits, and not if it does not.
create function pledge.wake_senders() returns trigger language plpgsql as $$
begin
    perform pg_notify('pledge_message', '');
    return null;
end $$;
create trigger message_queued after insert on pledge.message for each statement execute function pledge.wake_senders();

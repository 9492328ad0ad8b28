-- A private link for somebody's calendar program: it reads a young person's appointments and dates until they end it. Only a hash of the link is kept.
create table pledge.calendar_feed (
    id           uuid primary key,
    authority_id uuid not null references pledge.authority (id),
    account_id   uuid not null references identity.account (id),
    token_hash   bytea not null check (length(token_hash) = 32),
    made_at      timestamptz not null,
    ended_at     timestamptz check (ended_at >= made_at),
    constraint calendar_feed_token unique (token_hash)
);
create unique index calendar_feed_one_at_a_time on pledge.calendar_feed (account_id) where ended_at is null;
alter table pledge.calendar_feed enable row level security;
create policy calendar_feed_read on pledge.calendar_feed for select
    using ((select pledge.actor()) = 'young-person' and authority_id = (select pledge.authority()) and account_id = (select pledge.account()));
create policy calendar_feed_make on pledge.calendar_feed for insert
    with check ((select pledge.actor()) = 'young-person' and authority_id = (select pledge.authority()) and account_id = (select pledge.account()));
create policy calendar_feed_end on pledge.calendar_feed for update
    using ((select pledge.actor()) = 'young-person' and authority_id = (select pledge.authority()) and account_id = (select pledge.account()))
    with check (ended_at is not null);
grant select, insert, update (ended_at) on pledge.calendar_feed to pledge_app;

-- Enters the scope of whoever made the link, for reading only: nothing can be written until the transaction ends. Null when the link is none, was ended, or its account was closed.
create function pledge.enter_by_calendar(p_hash bytea, p_today date) returns table (feed uuid, account uuid, young_person uuid)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    v record;
begin
    select f.id as feed, a.id, a.authority_id, a.young_person_id into v
    from pledge.calendar_feed f join identity.account a on a.id = f.account_id
    where f.token_hash = p_hash and f.ended_at is null and a.closed_at is null and a.role = 'young-person' and a.young_person_id is not null;
    if v.feed is null then
        return;
    end if;
    perform set_config('pledge.actor', 'young-person', true), set_config('pledge.account_id', v.id::text, true), set_config('pledge.authority_id', v.authority_id::text, true),
            set_config('pledge.young_person_id', v.young_person_id::text, true), set_config('pledge.today', p_today::text, true), set_config('transaction_read_only', 'on', true);
    return query select v.feed, v.id, v.young_person_id;
end $$;

-- Appointments are a kind of their own to choose by.
alter table pledge.reminder_setting drop constraint reminder_setting_off_check;
alter table pledge.reminder_setting add constraint reminder_setting_off_check check (off <@ array['messages', 'plan', 'pledge', 'appointments']::text[]);

-- The planner finds what is coming.
create policy appointment_plan on pledge.appointment for select
    using ((select pledge.actor()) = 'job:plan-reminders' and authority_id = (select pledge.authority()));

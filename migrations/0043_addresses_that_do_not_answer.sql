-- An address that a carrier refuses for good is not written to until somebody says that it is right: whoever looks after the person hears of it. People change their own.

-- Only added: the newest row of an account and channel is in force; none means that nothing is known against it.
create table pledge.address_standing (
    id              uuid primary key,
    number          bigint generated always as identity,
    authority_id    uuid not null references pledge.authority (id),
    account_id      uuid not null references identity.account (id),
    young_person_id uuid,
    channel         text not null check (channel in ('email', 'text')),
    is_stopped      boolean not null,
    reason          text not null check (length(reason) between 1 and 200),
    message_id      uuid references pledge.message (id),
    since           timestamptz not null,
    said_by         uuid
);
create index address_standing_account_id_ix on pledge.address_standing (account_id, channel, number desc);
create index address_standing_authority_id_ix on pledge.address_standing (authority_id, since desc);
create index address_standing_young_person_id_ix on pledge.address_standing (young_person_id) where young_person_id is not null;
create index address_standing_message_id_ix on pledge.address_standing (message_id) where message_id is not null;
alter table pledge.address_standing enable row level security;
create policy address_standing_read on pledge.address_standing for select
    using (case (select pledge.actor())
        when 'adviser' then authority_id = (select pledge.authority()) and (account_id = (select pledge.account()) or young_person_id = any ((select pledge.young_people_i_may_read())::uuid[]))
        when 'manager' then authority_id = (select pledge.authority()) and (account_id = (select pledge.account()) or young_person_id = any ((select pledge.young_people_i_may_read())::uuid[]))
        when 'administrator' then authority_id = (select pledge.authority())
        when 'job:plan-reminders' then authority_id = (select pledge.authority())
        when 'job:send-messages' then true
        else account_id = (select pledge.account()) and authority_id = (select pledge.authority()) end);
grant select on pledge.address_standing to pledge_app;

-- When the carrier was given it: a receipt about an earlier hand-over says nothing of an address found good since.
alter table pledge.message add column handed_at timestamptz;

-- Whether an account's address of a channel is stopped now.
create function pledge.is_stopped(p_account uuid, p_channel text) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce((select s.is_stopped from pledge.address_standing s where s.account_id = p_account and s.channel = p_channel order by s.number desc limit 1), false)
$$;
revoke execute on function pledge.is_stopped(uuid, text) from public;

-- The carrier of this message says that there is no such address, or that it takes nothing. Said twice it counts once. A code for another address says nothing of this one.
create function pledge.stop_address(p_message uuid, p_reason text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() is null or pledge.actor() not in ('job:send-messages', 'job:note-deliveries') then
        return false;
    end if;
    -- Several mails to one person may come back at once.
    perform pg_advisory_xact_lock(hashtextextended(m.account_id::text, 923)) from pledge.message m where m.id = p_message;
    insert into pledge.address_standing (id, authority_id, account_id, young_person_id, channel, is_stopped, reason, message_id, since)
    select gen_random_uuid(), m.authority_id, m.account_id, a.young_person_id, m.channel, true, p_reason, m.id, p_now
    from pledge.message m join identity.account a on a.id = m.account_id
    where m.id = p_message and m.rule not in ('address-code', 'address-changed') and not pledge.is_stopped(m.account_id, m.channel)
      and not exists (select from pledge.address_standing s where s.account_id = m.account_id and s.channel = m.channel and s.since >= coalesce(m.handed_at, p_now));
    return found;
end $$;

-- Somebody says that a stopped address is right, or proved it: what waits goes, and so does the message by which it was found out, unless it is too late for it.
-- Their own by whoever has it; a young person's by those who look after them; anybody's by an administrator; at sign-in by the code that arrived there.
create function pledge.address_is_good(p_account uuid, p_channel text, p_reason text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_account record;
    v_message uuid;
begin
    select a.authority_id, a.young_person_id into v_account from identity.account a where a.id = p_account;
    if not found or (case pledge.actor()
            when 'sign-in' then p_reason = 'signed-in'
            when 'administrator' then v_account.authority_id = pledge.authority()
            when 'adviser' then p_account = pledge.account() or v_account.young_person_id = any (pledge.my_young_people())
            when 'manager' then p_account = pledge.account() or v_account.young_person_id = any (pledge.my_young_people())
            else p_account = pledge.account() end) is not true
       or not pledge.is_stopped(p_account, p_channel) then
        return false;
    end if;
    select s.message_id into v_message from pledge.address_standing s where s.account_id = p_account and s.channel = p_channel order by s.number desc limit 1;
    insert into pledge.address_standing (id, authority_id, account_id, young_person_id, channel, is_stopped, reason, since, said_by)
    values (gen_random_uuid(), v_account.authority_id, p_account, v_account.young_person_id, p_channel, false, p_reason, p_now, pledge.account());
    update pledge.message m set not_before = p_now, outcome = null
    where m.account_id = p_account and m.channel = p_channel and m.state = 'queued' and m.outcome = 'address-stopped';
    update pledge.message m
    set state = 'queued', not_before = p_now, outcome = 'sent-again', attempts = 0, claimed_by = null, settled_at = null, delivery = null, delivery_at = null, handed_at = null
    where m.id = v_message and m.state = 'failed' and m.stale_at > p_now and m.rule not in ('sign-in-code', 'address-code', 'address-changed');
    perform pg_notify('pledge_message', '');
    return true;
end $$;

-- What Pledge writes to when it cannot reach a young person, for whoever is to ask them whether it is right. Nobody's while it is not stopped.
create function pledge.stopped_address_of(p_young_person uuid, p_channel text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select case p_channel when 'email' then a.email else a.phone_number end
    from identity.account a
    where a.young_person_id = p_young_person and a.authority_id = pledge.authority() and a.closed_at is null
      and pledge.actor() in ('adviser', 'manager') and p_young_person = any (pledge.my_young_people())
      and pledge.is_stopped(a.id, p_channel)
$$;

-- As before; and a mail that cannot be delivered for good stops its address.
create or replace function pledge.note_delivery(p_message uuid, p_delivery text, p_at timestamptz, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() is distinct from 'job:note-deliveries' then
        return false;
    end if;
    update pledge.message m
    set delivery = p_delivery, delivery_at = p_at,
        state = case when p_delivery = 'delivered' then 'sent' else 'failed' end, outcome = p_delivery,
        settled_at = p_now, lease_until = null, payload = case when p_delivery = 'delivered' then null else m.payload end
    where m.id = p_message and m.handed_to = 'notify'
      and (m.state in ('sending', 'in-doubt', 'sent', 'failed') or (m.state in ('queued', 'claimed') and p_delivery = 'delivered'))
      and (m.delivery_at is null or p_at > m.delivery_at or (p_at = m.delivery_at and p_delivery = 'delivered' and m.delivery <> 'delivered'));
    if not found then
        return false;
    end if;
    if p_delivery = 'failed-for-good' then
        perform pledge.stop_address(p_message, p_delivery, p_now);
    end if;
    return true;
end $$;

-- A new address, until the code that was sent to it comes back. Only a hash of the code is kept.
create table identity.new_address (
    id         uuid primary key,
    account_id uuid not null references identity.account (id),
    channel    text not null check (channel in ('email', 'text')),
    address    text not null check (length(address) <= 254),
    code_hash  bytea not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    tries      integer not null default 0 check (tries between 0 and 20),
    used_at    timestamptz
);
create index new_address_account_id_ix on identity.new_address (account_id, created_at desc);
alter table identity.new_address enable row level security;
create policy new_address_own on identity.new_address
    using (account_id = (select pledge.account())) with check (account_id = (select pledge.account()));
grant select, insert, update, delete on identity.new_address to pledge_app;

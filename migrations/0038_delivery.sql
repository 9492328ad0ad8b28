-- Who was given a message to carry, and what they said became of it later. Handing over and arriving are two things.
alter table pledge.message
    add column handed_to   text check (handed_to in ('smtp', 'notify', 'folder')),
    add column delivery    text check (delivery in ('delivered', 'failed-for-now', 'failed-for-good')),
    add column delivery_at timestamptz,
    add constraint delivery_has_a_time check ((delivery is null) = (delivery_at is null));
create index message_in_doubt_ix on pledge.message (settled_at) where state = 'in-doubt';

-- A receipt. It may come twice, late, or before the answer to the hand-over: the newest word holds, and of two words of one instant the good one.
-- A receipt proves that the message was taken, so it also settles a doubt. What waits for another try is only ended by the news that it arrived.
create function pledge.note_delivery(p_message uuid, p_delivery text, p_at timestamptz, p_now timestamptz) returns boolean
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
    return found;
end $$;

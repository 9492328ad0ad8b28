-- What an account is told of itself (codes, invitations, its copy, what it began to write) is nobody else's, not of whoever works with its owner either.
create function pledge.is_theirs_alone(p_rule text) returns boolean language sql immutable as
$$ select p_rule in ('sign-in-code', 'address-code', 'address-changed', 'invitation', 'record-ready', 'draft-unfinished') $$;
alter policy message_read on pledge.message
    using (case (select pledge.actor())
        when 'young-person' then account_id = (select pledge.account())
        when 'adviser' then authority_id = (select pledge.authority())
            and (account_id = (select pledge.account()) or (young_person_id = any ((select pledge.my_young_people())::uuid[]) and not pledge.is_theirs_alone(rule)))
        when 'manager' then authority_id = (select pledge.authority())
            and (account_id = (select pledge.account()) or (young_person_id = any ((select pledge.my_young_people())::uuid[]) and not pledge.is_theirs_alone(rule)))
        when 'administrator' then authority_id = (select pledge.authority())
        when 'job:plan-reminders' then authority_id = (select pledge.authority())
        when 'job:send-messages' then true
        else false end);

-- The page of a stop link, which nobody is signed in to read, knows whether there is anything left to stop.
create function pledge.mails_are_stopped(p_account uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select pledge.actor() = 'sign-in'
       and coalesce((select not c.wanted from pledge.reminder_choice c where c.account_id = p_account and c.channel = 'email' order by c.chosen_at desc, c.id desc limit 1), false)
$$;
revoke execute on function pledge.mails_are_stopped(uuid) from public;
grant execute on function pledge.mails_are_stopped(uuid) to pledge_app;

-- A pause ends within four weeks, whoever writes it.
alter table pledge.rise_pause add constraint pause_is_decided_again check (until <= (said_at at time zone 'Europe/London')::date + 28);

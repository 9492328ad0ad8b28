-- Whoever works with a young person sees that their address takes nothing for as long as it does. Whether an account is still open, pages may not see; this says it of no other.

create function pledge.stopped_addresses(p_from date, p_to date) returns table (id uuid, young_person_id uuid, day date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.id, s.young_person_id, d.day
    from (select distinct on (n.account_id, n.channel) n.id, n.account_id, n.young_person_id, n.is_stopped, n.since from pledge.address_standing n
          where n.authority_id = pledge.authority() and n.young_person_id is not null order by n.account_id, n.channel, n.number desc) s
    join identity.account a on a.id = s.account_id and a.closed_at is null
    cross join lateral (select (s.since at time zone 'Europe/London')::date as day) d
    where s.is_stopped and d.day between p_from and p_to
      and (pledge.actor() = 'job:plan-reminders'
           or (pledge.actor() in ('adviser', 'manager') and s.young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])))
$$;
revoke execute on function pledge.stopped_addresses(date, date) from public;
grant execute on function pledge.stopped_addresses(date, date) to pledge_app;

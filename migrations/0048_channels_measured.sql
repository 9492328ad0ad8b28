-- How each channel is doing, for monitoring: a carrier of texts that stalls must not hide behind mails that flow.
create function pledge.channel_health(p_now timestamptz) returns table (
    channel text, waiting bigint, due bigint, oldest_due_seconds double precision, sent_last_minute bigint, sent_last_hour bigint, failed_last_hour bigint,
    failed_open bigint, in_doubt bigint, latency_seconds double precision, plan_lag_seconds double precision, stops bigint, addresses_stopped bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.channel, coalesce(w.waiting, 0), coalesce(w.due, 0), coalesce(w.oldest, 0), coalesce(r.sent_last_minute, 0), coalesce(r.sent_last_hour, 0), coalesce(r.failed_last_hour, 0),
           coalesce(o.failed_open, 0), coalesce(o.in_doubt, 0), coalesce(r.latency, 0), p.lag, s.stops, a.stopped
    from (values ('email'), ('text')) c (channel)
    left join (select m.channel, count(*) as waiting, count(*) filter (where m.not_before <= p_now) as due,
                      extract(epoch from p_now - min(m.not_before) filter (where m.not_before <= p_now))::double precision as oldest
               from pledge.message m where m.state in ('queued', 'claimed', 'sending') group by m.channel) w on w.channel = c.channel
    left join (select m.channel, count(*) filter (where m.state = 'sent' and m.settled_at > p_now - interval '1 minute') as sent_last_minute,
                      count(*) filter (where m.state = 'sent') as sent_last_hour, count(*) filter (where m.state = 'failed') as failed_last_hour,
                      (percentile_cont(0.95) within group (order by extract(epoch from m.settled_at - m.not_before)) filter (where m.state = 'sent'))::double precision as latency
               from pledge.message m where m.settled_at > p_now - interval '1 hour' and m.settled_at <= p_now group by m.channel) r on r.channel = c.channel
    left join (select m.channel, count(*) filter (where m.state = 'failed') as failed_open, count(*) filter (where m.state = 'in-doubt') as in_doubt
               from pledge.message m where m.state in ('failed', 'in-doubt') group by m.channel) o on o.channel = c.channel
    cross join (select coalesce(extract(epoch from p_now - min(q.finished_at)), 0)::double precision as lag from pledge.reminder_plan q) p
    cross join lateral (select count(*) as stops from (select distinct on (x.authority_id, x.channel) x.is_off from pledge.channel_switch x where x.channel in (c.channel, 'all')
                        order by x.authority_id, x.channel, x.set_at desc, x.id desc) n where n.is_off) s
    cross join lateral (select count(*) as stopped from (select distinct on (t.account_id) t.is_stopped from pledge.address_standing t where t.channel = c.channel
                        order by t.account_id, t.number desc) n where n.is_stopped) a
    where pledge.actor() = 'job:measure'
$$;
drop function pledge.message_health(timestamptz);

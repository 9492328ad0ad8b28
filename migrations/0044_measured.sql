-- How messages and plans are doing in the whole installation: counts and seconds, of nobody. Read each time the operator's monitoring asks.
create function pledge.message_health(p_now timestamptz) returns table (
    waiting bigint, due bigint, oldest_due_seconds double precision, sent_last_minute bigint, sent_last_hour bigint, failed_last_hour bigint,
    failed_open bigint, in_doubt bigint, latency_seconds double precision, plan_lag_seconds double precision, channels_off bigint, addresses_stopped bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select w.waiting, w.due, w.oldest, r.sent_last_minute, r.sent_last_hour, r.failed_last_hour, o.failed_open, o.in_doubt, r.latency, p.lag, s.off, a.stopped
    from (select count(*) as waiting, count(*) filter (where m.not_before <= p_now) as due,
                 coalesce(extract(epoch from p_now - min(m.not_before) filter (where m.not_before <= p_now)), 0)::double precision as oldest
          from pledge.message m where m.state in ('queued', 'claimed', 'sending')) w
    cross join (select count(*) filter (where m.state = 'sent' and m.settled_at > p_now - interval '1 minute') as sent_last_minute,
                       count(*) filter (where m.state = 'sent') as sent_last_hour, count(*) filter (where m.state = 'failed') as failed_last_hour,
                       coalesce(percentile_cont(0.95) within group (order by extract(epoch from m.settled_at - m.not_before)) filter (where m.state = 'sent'), 0)::double precision as latency
                from pledge.message m where m.settled_at > p_now - interval '1 hour' and m.settled_at <= p_now) r
    cross join (select count(*) filter (where m.state = 'failed') as failed_open, count(*) filter (where m.state = 'in-doubt') as in_doubt
                from pledge.message m where m.state in ('failed', 'in-doubt')) o
    cross join (select coalesce(extract(epoch from p_now - min(q.finished_at)), 0)::double precision as lag from pledge.reminder_plan q) p
    cross join (select count(*) as off from (select distinct on (c.authority_id, c.channel) c.is_off from pledge.channel_switch c order by c.authority_id, c.channel, c.set_at desc, c.id desc) n where n.is_off) s
    cross join (select count(*) as stopped from (select distinct on (t.account_id, t.channel) t.is_stopped from pledge.address_standing t order by t.account_id, t.channel, t.number desc) n where n.is_stopped) a
    where pledge.actor() = 'job:measure'
$$;
-- What waits for an administrator, however long the ledger is.
create index message_unsettled_ix on pledge.message (state) where state in ('failed', 'in-doubt');
-- What is due next, and whose claim ran out, however much waits.
create index message_next_ix on pledge.message (not_before, id) where state in ('queued', 'claimed');
create index message_leased_ix on pledge.message (lease_until) where state in ('claimed', 'sending');

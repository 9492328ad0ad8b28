-- Feedback on which a coordinator decided: read again for a while, and told to whoever comes second. Not whose it is.
create function pledge.feedback_decided(one uuid, since date) returns table (id uuid, title text, organisation_name text, feedback text, back text, at timestamptz, who text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.id, a.title, a.organisation_name, t.feedback, case when t.passed_at is null then t.back end, s.at, m.display_name
    from pledge.turning_down t join pledge.job_application a on a.id = t.application_id
    cross join lateral (select x.at, x.by from pledge.application_step x where x.application_id = a.id and x.act in ('feedback-passed', 'feedback-sent-back') order by x.at desc limit 1) s
    left join pledge.staff_member m on m.id = s.by
    where pledge.actor() = 'coordinator' and t.post_authority_id = pledge.authority() and (t.passed_at is not null or t.back is not null)
      and (one is null and (s.at at time zone 'Europe/London')::date >= since or a.id = one)
$$;
revoke execute on function pledge.feedback_decided(uuid, date) from public;
grant execute on function pledge.feedback_decided(uuid, date) to pledge_app;

-- The two days an inspector asks of every care leaver: when the plan they had on a day began or was last reviewed, and when we were last in contact, by that day.
-- A data officer learns the days and nothing of what was planned or said.
create function pledge.days_of_plan_and_contact(p_on date) returns table (young_person_id uuid, plan_on date, contact_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select y.id, p.plan_on, c.contact_on
    from pledge.young_person y
    left join (select g.young_person_id, max(greatest(g.started_on, r.reviewed_on)) as plan_on
               from pledge.pathway_plan g left join pledge.plan_review r on r.authority_id = g.authority_id and r.plan_id = g.id and r.reviewed_on <= p_on
               where g.authority_id = (select pledge.authority()) and g.started_on <= p_on and (g.ended_on is null or g.ended_on > p_on)
               group by 1) p on p.young_person_id = y.id
    left join (select k.young_person_id, max(k.occurred_on) as contact_on from pledge.contact k
               where k.authority_id = (select pledge.authority()) and k.outcome = 'made' and k.superseded_at is null and k.occurred_on <= p_on
               group by 1) c on c.young_person_id = y.id
    where y.authority_id = (select pledge.authority()) and (select pledge.actor()) = 'data-officer'
$$;
revoke execute on function pledge.days_of_plan_and_contact(date) from public;
grant execute on function pledge.days_of_plan_and_contact(date) to pledge_app;

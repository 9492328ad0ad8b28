-- A fact that only ended after a day was not put right for that day, though its line was written anew.
create function pledge.says_the_same_until(f pledge.fact, p_on date) returns boolean language sql stable set search_path = pg_catalog, pg_temp as $$
    select (f.period_to is null or f.period_to > p_on) and exists (
        select from pledge.fact o
        where o.young_person_id = f.young_person_id and o.authority_id = f.authority_id and o.id <> f.id and o.kind = f.kind and o.code = f.code and o.suitable is not distinct from f.suitable
          and o.period_from = f.period_from and (o.period_to is null or o.period_to > p_on) and (o.superseded_at is null) <> (f.superseded_at is null))
$$;
revoke execute on function pledge.says_the_same_until(pledge.fact, date) from public;
grant execute on function pledge.says_the_same_until(pledge.fact, date) to pledge_app;

create or replace function pledge.facts_corrected(p_on date, p_since timestamptz, p_until timestamptz) returns integer language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select (
        (select count(*) from pledge.fact f where f.authority_id = pledge.authority() and f.period_from <= p_on and (f.period_to is null or f.period_to > (p_on - interval '15 months')::date)
            and (f.recorded_at <= p_until and (f.recorded_at > p_since and f.superseded_at is null or f.recorded_at <= p_since and f.superseded_at > p_since and f.superseded_at <= p_until))
            and not pledge.says_the_same_until(f, p_on))
        + (select count(*) from pledge.contact c where c.authority_id = pledge.authority() and c.occurred_on <= p_on and c.occurred_on > (p_on - interval '1 year')::date
            and c.recorded_at <= p_until and (c.recorded_at > p_since and c.superseded_at is null or c.recorded_at <= p_since and c.superseded_at > p_since and c.superseded_at <= p_until)))::integer
    where pledge.actor() in ('manager', 'data-officer', 'administrator')
$$;

-- The board counts as the yearly return does: where nothing held on a birthday, what was known before it goes before what came after.
create or replace function pledge.outcome_cells(p_after date, p_to date, p_known_at timestamptz)
returns table (age integer, in_touch text, activity text, accommodation text, suitable boolean, people bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
    v_authority uuid := pledge.authority();
begin
    if pledge.actor() in ('board', 'manager', 'data-officer', 'administrator') is not true then
        return;
    end if;
    return query
    with age as materialized (
        -- A day more on either side than the years say, for those born on 29 February.
        select a as age, (p_after - make_interval(years => a))::date - 2 as born_after, (p_to - make_interval(years => a))::date + 1 as born_to
        from generate_series(17, 21) a
    ),
    cohort as (
        select y.id, a.age, b.birthday
        from age a
        join pledge.young_person y on y.authority_id = v_authority and y.date_of_birth > a.born_after and y.date_of_birth <= a.born_to
        cross join lateral (select pledge.birthday(y.date_of_birth, a.age) as birthday offset 0) b
        where b.birthday > p_after and b.birthday <= p_to
          and exists (select from pledge.legal_status s where s.authority_id = v_authority and s.young_person_id = y.id
                        and s.derived_at <= p_known_at and (s.superseded_at is null or s.superseded_at > p_known_at)
                        and s.status in ('relevant', 'former-relevant')
                        and s.period_from <= b.birthday and (s.period_to is null or s.period_to > b.birthday))
    ),
    -- Of the facts near a birthday: what held on it; else the last that ended in the three months before; else the first that began in the month after.
    position as (
        select distinct on (c.id, c.age, f.kind) c.id, c.age, f.kind, f.code, f.suitable
        from cohort c
        left join pledge.fact f on f.authority_id = v_authority and f.young_person_id = c.id
          and f.recorded_at <= p_known_at and (f.superseded_at is null or f.superseded_at > p_known_at)
          and f.period_from <= (c.birthday + interval '1 month')::date
          and (f.period_to is null or f.period_to > (c.birthday - interval '3 months')::date)
        order by c.id, c.age, f.kind,
                 case when f.period_from > c.birthday then 2 when f.period_to <= c.birthday then 1 else 0 end,
                 case when f.period_from > c.birthday then f.period_from end, f.period_from desc
    ),
    person as (
        select p.age, max(p.code) filter (where p.kind = 'in-touch') as in_touch, max(p.code) filter (where p.kind = 'activity') as activity,
               max(p.code) filter (where p.kind = 'home') as accommodation, bool_and(p.suitable) filter (where p.kind = 'home') as suitable
        from position p group by p.id, p.age
    )
    select p.age, p.in_touch, p.activity, p.accommodation, p.suitable, count(*) from person p group by 1, 2, 3, 4, 5;
end $$;

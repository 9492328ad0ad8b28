-- The effect of other weights on suggestions of posts: what young people who want suggestions look for, as far as it may be used, for the program to count with. No page shows a row of it.
create function pledge.work_seekers(most integer)
    returns table (young_person_id uuid, age integer, kinds text[], fields text[], easting integer, northing integer, travel_km integer, hours_least integer, hours_most integer, least_pay integer, can_start_on date,
        has text[], support text[], not_used text[])
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select y.id, extract(year from age(pledge.today(), y.date_of_birth))::integer, case when 'work-kinds' = any (w.not_used) then '{}' else w.kinds end, case when 'fields' = any (w.not_used) then '{}' else w.fields end,
        o.easting, o.northing, case when 'near' = any (w.not_used) then null else w.travel_km end, case when 'hours' = any (w.not_used) then null else w.hours_least end, case when 'hours' = any (w.not_used) then null else w.hours_most end,
        case when 'pay' = any (w.not_used) then null else w.least_pay end, case when 'start' = any (w.not_used) then null else w.can_start_on end, case when 'requirements' = any (w.not_used) then '{}' else w.has end,
        case when 'support' = any (w.not_used) then '{}' else w.support end, w.not_used
    from pledge.work_wish w
    join pledge.young_person y on y.id = w.young_person_id
    left join pledge.outcode o on o.outcode = w.outcode and not 'near' = any (w.not_used)
    where pledge.actor() = 'coordinator' and w.authority_id = pledge.authority() and w.written_by_side = 'young-person' and w.superseded_at is null and w.is_looking
    order by w.written_at, w.id limit most
$$;
revoke execute on function pledge.work_seekers(integer) from public;
grant execute on function pledge.work_seekers(integer) to pledge_app;

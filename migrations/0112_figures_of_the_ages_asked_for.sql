-- A figure works out only the ages that it counts and tells apart only the codes that it looks at, and characteristics that do not change with the day are
-- looked up once for each person: half of the time for a trend of twelve quarters by ethnicity.
drop function pledge.figure_cells(text[], date[], timestamptz, text[]);
drop function pledge.figure_rows(text[], date[], timestamptz);

create function pledge.figure_rows(p_families text[], p_days date[], p_known_at timestamptz, p_from_age integer, p_to_age integer)
returns table (family text, on_day date, young_person_id uuid, worker_id uuid, held_on date, age integer, in_touch text, activity text, home text, outcome text, part text, people integer)
language plpgsql stable rows 50000 security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_sort = on set jit = off as $$
#variable_conflict use_column
declare
    v_authority uuid := pledge.authority();
    v_first date := (select min(d) - interval '1 year' from unnest(p_days) d);
    v_last date := (select max(d) from unnest(p_days) d);
begin
    if 'birthday' = any (p_families) then
        return query
        with age as materialized (
            -- A day more on either side than the years say, for those born on 29 February.
            select a as age, (v_first - make_interval(years => a))::date - 2 as born_after, (v_last - make_interval(years => a))::date + 1 as born_to
            from generate_series(greatest(p_from_age, 17), least(p_to_age, 21)) a
        ),
        -- How far around a birthday a fact counts: three months before and one after, or what the authority set for the clocks of the return.
        span as materialized (
            select b.band, make_interval(months => coalesce(o.months, 3), days => coalesce(o.days, 0)) as before, make_interval(months => coalesce(c.months, 1), days => coalesce(c.days, 0)) as after
            from (values ('relevant'), ('former-relevant-under21'), ('former-relevant-from21')) b(band)
            left join pledge.clock_setting o on o.authority_id = v_authority and o.band = b.band and o.rule = 'return-window-opens'
            left join pledge.clock_setting c on c.authority_id = v_authority and c.band = b.band and c.rule = 'return-window-closes'
        ),
        -- People and statuses are read once each and not once for every age.
        own as materialized (
            select y.id, y.date_of_birth from pledge.young_person y
            where y.authority_id = v_authority and y.date_of_birth > (select min(a.born_after) from age a) and y.date_of_birth <= (select max(a.born_to) from age a)
        ),
        standing as materialized (
            select s.young_person_id, s.status, s.period_from, s.period_to from pledge.legal_status s
            where s.authority_id = v_authority and s.derived_at <= p_known_at and (s.superseded_at is null or s.superseded_at > p_known_at)
              and s.status in ('relevant', 'former-relevant')
        ),
        cohort as materialized (
            select y.id, y.date_of_birth, a.age, b.birthday, (b.birthday - w.before)::date as opens, (b.birthday + w.after)::date as closes
            from own y
            join standing s on s.young_person_id = y.id
            join age a on y.date_of_birth > a.born_after and y.date_of_birth <= a.born_to
            cross join lateral (select pledge.birthday(y.date_of_birth, a.age) as birthday offset 0) b
            join span w on w.band = case when s.status = 'relevant' then 'relevant' when a.age < 21 then 'former-relevant-under21' else 'former-relevant-from21' end
            where b.birthday > v_first and b.birthday <= v_last and s.period_from <= b.birthday and (s.period_to is null or s.period_to > b.birthday)
        ),
        -- Of the facts near a birthday: what held on it; else the last that ended before it; else the first that began after it.
        position as (
            select distinct on (c.id, c.age, f.kind) c.id, c.age, c.birthday, c.date_of_birth, f.kind, f.code, f.suitable
            from cohort c
            left join pledge.fact f on f.authority_id = v_authority and f.young_person_id = c.id
              and f.recorded_at <= p_known_at and (f.superseded_at is null or f.superseded_at > p_known_at)
              and f.period_from <= c.closes and (f.period_to is null or f.period_to > c.opens)
            order by c.id, c.age, f.kind,
                     case when f.period_from > c.birthday then 2 when f.period_to <= c.birthday then 1 else 0 end,
                     case when f.period_from > c.birthday then f.period_from end, f.period_from desc
        ),
        person as (
            select p.id, p.age, p.birthday, p.date_of_birth, max(p.code) filter (where p.kind = 'in-touch') as in_touch, max(p.code) filter (where p.kind = 'activity') as activity,
                   max(p.code || case p.suitable when true then '1' when false then '2' else '' end) filter (where p.kind = 'home') as home
            from position p group by 1, 2, 3, 4
        ),
        -- Those of 19 and 20 were in foster care until they were 18, with the rights that follow, or not.
        told as materialized (
            select p.*, case when p.age in (19, 20) then case when exists (
                select from pledge.care_episode e cross join lateral (select pledge.birthday(p.date_of_birth, 18) as at18) b
                where e.authority_id = v_authority and e.young_person_id = p.id and e.recorded_at <= p_known_at and (e.superseded_at is null or e.superseded_at > p_known_at)
                  and e.decom < b.at18 and (e.dec is null or e.dec >= b.at18) and e.place like 'U%'
                  and exists (select from pledge.legal_status s where s.authority_id = v_authority and s.young_person_id = p.id
                    and s.derived_at <= p_known_at and (s.superseded_at is null or s.superseded_at > p_known_at)
                    and s.status = 'eligible' and s.period_from < b.at18 and (s.period_to is null or s.period_to >= b.at18)))
            then 'fostered' else 'not-fostered' end end as outcome
            from person p
        )
        select 'birthday', d.on_day, t.id, null::uuid, t.birthday, t.age, coalesce(t.in_touch, '0'), coalesce(t.activity, '0'), coalesce(t.home, '0'), t.outcome, null::text, 1
        from told t join unnest(p_days) d(on_day) on t.birthday > (d.on_day - interval '1 year')::date and t.birthday <= d.on_day;
    end if;

    if 'older' = any (p_families) then
        return query
        select 'older', d.on_day, y.id, null::uuid, b.birthday - 1, a.age, null::text, null::text, null::text,
               case when exists (select from pledge.contact k where k.young_person_id = y.id and k.outcome = 'made' and k.occurred_on > (d.on_day - interval '1 year')::date and k.occurred_on <= d.on_day
                                   and k.recorded_at <= p_known_at and (k.superseded_at is null or k.superseded_at > p_known_at)) then 'supported' else 'no-contact' end, null::text, 1
        from generate_series(greatest(p_from_age, 22), least(p_to_age, 25)) a(age)
        join pledge.young_person y on y.authority_id = v_authority and y.date_of_birth > (v_first - make_interval(years => a.age))::date - 2 and y.date_of_birth <= (v_last - make_interval(years => a.age))::date + 1
        cross join lateral (select pledge.birthday(y.date_of_birth, a.age) as birthday offset 0) b
        -- The rights end on the 25th birthday, so that the day before it is asked.
        join pledge.legal_status s on s.authority_id = v_authority and s.young_person_id = y.id
          and s.derived_at <= p_known_at and (s.superseded_at is null or s.superseded_at > p_known_at)
          and s.status = 'former-relevant' and s.period_from < b.birthday and (s.period_to is null or s.period_to >= b.birthday)
        join unnest(p_days) d(on_day) on b.birthday > (d.on_day - interval '1 year')::date and b.birthday <= d.on_day;
    end if;

    if p_families && array['contact', 'plan', 'agreement', 'changes', 'load', 'home'] then
        return query
        with asked as materialized (select d as on_day, (d - interval '1 year')::date as year_ago, pledge.day_after(d) as ends_at from unnest(p_days) d),
        -- Everybody with a right to support on the day.
        right_holder as materialized (
            select d.on_day, d.ends_at, y.id, extract(year from age(d.on_day, y.date_of_birth))::integer as age
            from asked d
            join pledge.legal_status s on s.authority_id = v_authority and s.status in ('eligible', 'relevant', 'former-relevant')
              and s.derived_at <= p_known_at and (s.superseded_at is null or s.superseded_at > p_known_at)
              and s.period_from <= d.on_day and (s.period_to is null or s.period_to > d.on_day)
            join pledge.young_person y on y.id = s.young_person_id
        ),
        planned as materialized (
            select r.on_day, r.ends_at, r.id, r.age, p.started_on from right_holder r
            left join lateral (
                select max(p.started_on) as started_on from pledge.pathway_plan p
                where p.young_person_id = r.id and p.started_on <= r.on_day and (p.ended_on is null or p.ended_on > r.on_day) and p.recorded_at <= p_known_at) p on true
            where p_families && array['plan', 'agreement'] and r.age < 21
        ),
        turn as materialized (
            select a.young_person_id, a.staff_member_id, a.period_from, a.period_to, lag(a.staff_member_id) over (partition by a.young_person_id order by a.period_from) as before
            from pledge.assignment a where a.authority_id = v_authority and a.recorded_at <= p_known_at and p_families && array['changes', 'load']
        ),
        holder as materialized (
            select r.on_day, r.id, r.age, t.staff_member_id from right_holder r
            join turn t on t.young_person_id = r.id and t.period_from <= r.on_day and (t.period_to is null or t.period_to > r.on_day) where 'load' = any (p_families)
        )
        select 'contact', r.on_day, r.id, null::uuid, r.on_day, r.age, null::text, null::text, null::text,
               case when k.on_day is null then 'never' when k.on_day >= r.on_day - 56 then 'in-time' else 'late' end, null::text, 1
        from right_holder r
        left join lateral (
            select k.occurred_on as on_day from pledge.contact k
            where k.young_person_id = r.id and k.outcome = 'made' and k.occurred_on <= r.on_day and k.recorded_at <= p_known_at and (k.superseded_at is null or k.superseded_at > p_known_at)
            order by k.occurred_on desc limit 1) k on true
        where 'contact' = any (p_families)
        union all
        select 'plan', p.on_day, p.id, null, p.on_day, p.age, null, null, null,
               case when p.started_on is null then 'no-plan' when (greatest(p.started_on, v.on_day) + interval '6 months')::date >= p.on_day then 'in-time' else 'late' end, null, 1
        from planned p
        left join lateral (select max(v.reviewed_on) as on_day from pledge.plan_review v where v.young_person_id = p.id and v.reviewed_on <= p.on_day and v.recorded_at <= p_known_at) v on true
        where 'plan' = any (p_families)
        union all
        select 'agreement', p.on_day, p.id, null, p.on_day, p.age, null, null, null,
               case when p.started_on is null then 'no-plan' when v.id is null then 'on-paper' else coalesce(s.answer, 'not-asked') end, null, 1
        from planned p
        left join lateral (
            select v.id from pledge.plan_version v
            where v.authority_id = v_authority and v.young_person_id = p.id and v.approved_at < p.ends_at and v.approved_at <= p_known_at order by v.number desc limit 1) v on true
        left join lateral (
            select s.answer from pledge.plan_voice s
            where s.version_id = v.id and s.matter is null and s.answer is not null and s.recorded_at < p.ends_at and s.recorded_at <= p_known_at order by s.recorded_at desc, s.id desc limit 1) s on true
        where 'agreement' = any (p_families)
        union all
        select 'changes', r.on_day, r.id, null, r.on_day, r.age, null, null, null, case when w.first_on <= r.on_day then coalesce(c.times, 0)::text else 'no-worker' end, null, 1
        from right_holder r
        left join (select t.young_person_id, min(t.period_from) as first_on from turn t group by 1) w on w.young_person_id = r.id
        left join (
            select d.on_day, t.young_person_id, count(*) as times from turn t join asked d on t.period_from > d.year_ago and t.period_from <= d.on_day
            where t.before <> t.staff_member_id group by 1, 2) c on c.on_day = r.on_day and c.young_person_id = r.id
        where 'changes' = any (p_families)
        union all
        select 'load', h.on_day, h.id, h.staff_member_id, h.on_day, h.age, null, null, null, 'case', null, 1 from holder h
        union all
        select distinct 'load', h.on_day, null::uuid, h.staff_member_id, h.on_day, null::integer, null, null, null, 'worker', null, 1 from holder h
        union all
        select 'home', r.on_day, r.id, null, r.on_day, r.age, null, null, coalesce(f.code || case f.suitable when true then '1' when false then '2' else '' end, '0'), null, null, 1
        from right_holder r
        left join pledge.fact f on f.authority_id = v_authority and f.young_person_id = r.id and f.kind = 'home'
          and f.recorded_at <= p_known_at and (f.superseded_at is null or f.superseded_at > p_known_at)
          and f.period_from <= r.on_day and (f.period_to is null or f.period_to > r.on_day)
        where 'home' = any (p_families);
    end if;

    if 'visit' = any (p_families) then
        return query
        with move as materialized (
            select distinct on (f.young_person_id, m.on_day) f.young_person_id, m.on_day, y.date_of_birth
            from pledge.fact f
            cross join lateral (select coalesce(f.moved_in_on, f.period_from) as on_day) m
            join pledge.legal_status s on s.authority_id = v_authority and s.young_person_id = f.young_person_id
              and s.derived_at <= p_known_at and (s.superseded_at is null or s.superseded_at > p_known_at)
              and s.status in ('relevant', 'former-relevant') and s.period_from <= m.on_day and (s.period_to is null or s.period_to > m.on_day)
            join pledge.young_person y on y.id = f.young_person_id
            where f.authority_id = v_authority and f.kind = 'home' and f.recorded_at <= p_known_at and (f.superseded_at is null or f.superseded_at > p_known_at)
              and m.on_day > v_first and m.on_day <= v_last
              -- As the clocks of visits do: where nobody recorded who provides it, these kinds of home of a relevant child are the authority's.
              and coalesce(f.council_provided, s.status = 'relevant' and f.code in ('C', 'D', 'E'))
        )
        select 'visit', d.on_day, m.young_person_id, null::uuid, m.on_day, extract(year from age(m.on_day, m.date_of_birth))::integer, null::text, null::text, null::text,
               case when exists (select from pledge.contact k where k.young_person_id = m.young_person_id and k.outcome = 'made' and k.channel = 'face-to-face'
                                   and k.occurred_on between m.on_day and least(m.on_day + 7, d.on_day) and k.recorded_at <= p_known_at and (k.superseded_at is null or k.superseded_at > p_known_at)) then 'visited'
                    when m.on_day + 7 >= d.on_day then 'not-due' else 'not-visited' end, null::text, 1
        from move m join unnest(p_days) d(on_day) on m.on_day > (d.on_day - interval '1 year')::date and m.on_day <= d.on_day;
    end if;

    if 'voice' = any (p_families) then
        return query
        with said as materialized (
            select a.young_person_id, a.promise_key, a.value, a.answered_at, lead(a.answered_at) over (partition by a.young_person_id, a.promise_key order by a.answered_at, a.id) as next_at
            from pledge.answer a where a.authority_id = v_authority and a.answered_at <= p_known_at and a.answered_at < pledge.day_after(v_last)
        )
        select 'voice', d.on_day, a.young_person_id, null::uuid, d.on_day, extract(year from age(d.on_day, y.date_of_birth))::integer, null::text, null::text, null::text, a.value, a.promise_key, 1
        from (select d as on_day, pledge.day_after((d - interval '1 year')::date) as begins_at, pledge.day_after(d) as ends_at from unnest(p_days) d) d
        join said a on a.answered_at >= d.begins_at and a.answered_at < d.ends_at and (a.next_at is null or a.next_at >= d.ends_at)
        join pledge.young_person y on y.id = a.young_person_id;
    end if;

    if 'view' = any (p_families) then
        return query
        with said as materialized (
            select a.young_person_id, a.promise_key, a.value, a.recorded_at, lead(a.recorded_at) over (partition by a.young_person_id, a.promise_key order by a.recorded_at, a.id) as next_at
            from pledge.worker_view a where a.authority_id = v_authority and a.recorded_at <= p_known_at and a.recorded_at < pledge.day_after(v_last)
        )
        select 'view', d.on_day, a.young_person_id, null::uuid, d.on_day, extract(year from age(d.on_day, y.date_of_birth))::integer, null::text, null::text, null::text, a.value, a.promise_key, 1
        from (select d as on_day, pledge.day_after((d - interval '1 year')::date) as begins_at, pledge.day_after(d) as ends_at from unnest(p_days) d) d
        join said a on a.recorded_at >= d.begins_at and a.recorded_at < d.ends_at and (a.next_at is null or a.next_at >= d.ends_at)
        join pledge.young_person y on y.id = a.young_person_id;
    end if;

    if 'mentoring' = any (p_families) then
        return query
        select 'mentoring', d.on_day, m.young_person_id, null::uuid, d.on_day, extract(year from age(d.on_day, y.date_of_birth))::integer, null::text, null::text, null::text,
               case when m.ended_on is null or m.ended_on > d.on_day then 'active' when m.end_kind = 'as-planned' then 'ended-as-planned' else 'ended-early' end, null::text, 1
        from pledge.mentor_match m
        join pledge.young_person y on y.id = m.young_person_id
        join unnest(p_days) d(on_day) on m.started_at < pledge.day_after(d.on_day) and (m.ended_on is null or m.ended_on > (d.on_day - interval '1 year')::date)
        where m.authority_id = v_authority and m.started_at <= p_known_at;
    end if;

    if 'opportunity' = any (p_families) then
        return query
        with place as materialized (
            select p.young_person_id, p.authority_id, p.organisation_name, pledge.placement_started_on(p.id) as started_on, pledge.placement_over_on(p.id) as over_on
            from pledge.job_placement p where p.post_authority_id = v_authority and p.taken_at <= p_known_at
        )
        select 'opportunity', d.on_day, null::uuid, null::uuid, d.on_day, null::integer, null::text, null::text, null::text, 'offered', o.organisation_name, o.places
        from pledge.opportunity o join unnest(p_days) d(on_day) on o.published_on > (d.on_day - interval '1 year')::date and o.published_on <= d.on_day
        where o.authority_id = v_authority
        union all
        select 'opportunity', d.on_day, y.id, null, d.on_day, extract(year from age(d.on_day, y.date_of_birth))::integer, null, null, null, e.outcome, p.organisation_name, 1
        from place p
        left join pledge.young_person y on y.id = p.young_person_id and y.authority_id = v_authority
        cross join lateral (values ('taken-up', p.started_on), ('kept-13-weeks', case when p.over_on is null or p.over_on > p.started_on + 91 then p.started_on + 91 end)) e(outcome, on_day)
        join unnest(p_days) d(on_day) on e.on_day > (d.on_day - interval '1 year')::date and e.on_day <= d.on_day;
    end if;
end $$;

revoke execute on function pledge.figure_rows(text[], date[], timestamptz, integer, integer) from public;

-- Ages are of whole years; codes are 'activity' and 'home', and a code that is not asked for is null.
create function pledge.figure_cells(p_families text[], p_days date[], p_known_at timestamptz, p_by text[],
    p_from_age integer default 0, p_to_age integer default 200, p_codes text[] default array['activity', 'home'])
returns table (family text, on_day date, age integer, in_touch text, activity text, home text, outcome text, part text,
               ethnicity text, sex text, locality text, disability text, ehcp text, uasc text, legal_status text, area text, people integer)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
-- Sixteen columns of text are put together by hashing: sorting them would take most of the time.
set enable_sort = off set jit = off as $$
#variable_conflict use_column
declare
    v_authority uuid := pledge.authority();
    v_nobody uuid := '00000000-0000-0000-0000-000000000000';
    v_activity boolean := 'activity' = any (p_codes);
    v_home boolean := 'home' = any (p_codes);
    -- Characteristics that are those of a day.
    v_dated boolean := p_by && array['locality', 'legal-status', 'area'];
    v_own text[] := (select a.outcodes from pledge.authority_area a where a.authority_id = pledge.authority() and a.set_at <= p_known_at order by a.set_at desc, a.id desc limit 1);
begin
    if pledge.actor() in ('manager', 'data-officer', 'administrator') is not true then
        return;
    end if;
    return query
    with counted as materialized (
        select r.family, r.on_day, r.age, r.in_touch, case when v_activity then r.activity end as activity, case when v_home then r.home end as home, r.outcome, r.part, r.people,
               r.young_person_id, r.worker_id, r.held_on, coalesce(r.young_person_id, v_nobody) as who, coalesce(r.worker_id, v_nobody) as whose
        from pledge.figure_rows(p_families, p_days, p_known_at, p_from_age, p_to_age) r
        where r.age is null or r.age between p_from_age and p_to_age
    ),
    dated as materialized (
        select s.who, s.whose, s.held_on,
               case when 'locality' = any (p_by) then coalesce(t.name, 'unknown') end as locality,
               case when 'legal-status' = any (p_by) then coalesce(l.status, 'unknown') end as legal_status,
               case when 'area' = any (p_by) then case when v_own is null or h.outcode is null then 'unknown' when h.outcode = any (v_own) then 'in' else 'out' end end as area
        from (select distinct c.young_person_id, c.worker_id, c.who, c.whose, c.held_on from counted c where v_dated) s
        left join lateral (
            select a.staff_member_id from pledge.assignment a
            where 'locality' = any (p_by) and s.worker_id is null and a.authority_id = v_authority and a.young_person_id = s.young_person_id and a.recorded_at <= p_known_at
              and a.period_from <= s.held_on and (a.period_to is null or a.period_to > s.held_on) limit 1) w on true
        left join pledge.staff_member m on 'locality' = any (p_by) and m.id = coalesce(s.worker_id, w.staff_member_id)
        left join pledge.team t on t.id = m.team_id
        left join lateral (
            select l.status from pledge.legal_status l
            where 'legal-status' = any (p_by) and l.authority_id = v_authority and l.young_person_id = s.young_person_id
              and l.derived_at <= p_known_at and (l.superseded_at is null or l.superseded_at > p_known_at)
              and l.period_from <= s.held_on and (l.period_to is null or l.period_to > s.held_on) limit 1) l on true
        left join lateral (
            select h.outcode from pledge.fact h
            where 'area' = any (p_by) and h.authority_id = v_authority and h.young_person_id = s.young_person_id and h.kind = 'home'
              and h.recorded_at <= p_known_at and (h.superseded_at is null or h.superseded_at > p_known_at)
              and h.period_from <= s.held_on and (h.period_to is null or h.period_to > s.held_on) limit 1) h on true
    ),
    person as materialized (
        select y.id,
               case when 'ethnicity' = any (p_by) then y.ethnicity end as ethnicity,
               case when 'sex' = any (p_by) then y.sex end as sex,
               case when 'disability' = any (p_by) then case y.disabled when true then 'yes' when false then 'no' else 'unknown' end end as disability,
               case when 'ehcp' = any (p_by) then case y.ehcp when true then 'yes' when false then 'no' else 'unknown' end end as ehcp,
               case when 'uasc' = any (p_by) then case y.uasc when true then 'yes' when false then 'no' else 'unknown' end end as uasc
        from pledge.young_person y where y.authority_id = v_authority and p_by && array['ethnicity', 'sex', 'disability', 'ehcp', 'uasc']
    )
    select c.family, c.on_day, c.age, c.in_touch, c.activity, c.home, c.outcome, c.part,
           p.ethnicity, p.sex, d.locality, p.disability, p.ehcp, p.uasc, d.legal_status, d.area, sum(c.people)::integer
    from counted c
    left join person p on p.id = c.young_person_id
    left join dated d on d.who = c.who and d.whose = c.whose and d.held_on = c.held_on
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16;
end $$;

-- What the board reads: targets, and counts without people. These functions are the only door from personal data to the board.
create table pledge.indicator_target (
    id           uuid primary key,
    authority_id uuid not null references pledge.authority (id),
    indicator    text not null check (indicator in ('CL-ACC-1718', 'CL-ACC-1921', 'CL-EET-1718', 'CL-EET-1921')),
    period_from  date not null,
    period_to    date,
    target       numeric(5, 1) not null check (target between 0 and 100),
    tolerance    numeric(4, 1) not null check (tolerance between 0 and 100),
    set_at       timestamptz not null,
    set_by       uuid,
    constraint one_target_at_a_time exclude using gist (authority_id with =, indicator with =, daterange(period_from, period_to) with &&)
);
create index indicator_target_authority_id_ix on pledge.indicator_target (authority_id, indicator);
alter table pledge.indicator_target enable row level security;
create policy indicator_target_read on pledge.indicator_target for select using (authority_id = (select pledge.authority()));
create policy indicator_target_write on pledge.indicator_target
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'administrator')
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'administrator');
grant select, insert, update on pledge.indicator_target to pledge_app;

create function pledge.birthday(born date, age integer) returns date language sql immutable parallel safe
    return (born + make_interval(years => age))::date
        + case when extract(month from born) = 2 and extract(day from born) = 29
                and extract(day from (born + make_interval(years => age))::date) = 28 then 1 else 0 end;

-- The cohort of a year by what held on or around each birthday (17 to 21), counted. Day range (p_after, p_to]; facts as known at p_known_at.
create function pledge.outcome_cells(p_after date, p_to date, p_known_at timestamptz)
returns table (age integer, in_touch text, activity text, accommodation text, suitable boolean, people bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with cohort as (
        select y.authority_id, y.id, a.age, b.birthday
        from pledge.young_person y
        cross join lateral generate_series(
            greatest(17, (extract(year from p_after) - extract(year from y.date_of_birth))::integer),
            least(21, (extract(year from p_to) - extract(year from y.date_of_birth))::integer)) as a(age)
        cross join lateral (select pledge.birthday(y.date_of_birth, a.age) as birthday offset 0) b
        where y.authority_id = pledge.authority()
          and pledge.actor() in ('board', 'manager', 'data-officer', 'administrator')
          and b.birthday > p_after and b.birthday <= p_to
          and exists (select from pledge.legal_status s where s.authority_id = y.authority_id and s.young_person_id = y.id
                        and s.derived_at <= p_known_at and (s.superseded_at is null or s.superseded_at > p_known_at)
                        and s.status in ('relevant', 'former-relevant')
                        and s.period_from <= b.birthday and (s.period_to is null or s.period_to > b.birthday))
    ),
    -- Of the facts near a birthday: what held on it; else the first that began in the month after; else the last that ended in the three months before.
    position as (
        select distinct on (c.id, c.age, f.kind) c.id, c.age, f.kind, f.code, f.suitable
        from cohort c
        left join pledge.fact f on f.authority_id = c.authority_id and f.young_person_id = c.id
          and f.recorded_at <= p_known_at and (f.superseded_at is null or f.superseded_at > p_known_at)
          and f.period_from <= (c.birthday + interval '1 month')::date
          and (f.period_to is null or f.period_to > (c.birthday - interval '3 months')::date)
        order by c.id, c.age, f.kind,
                 case when f.period_from <= c.birthday and (f.period_to is null or f.period_to > c.birthday) then 0
                      when f.period_from > c.birthday then 1 else 2 end,
                 case when f.period_from > c.birthday then f.period_from end, f.period_from desc
    ),
    person as (
        select p.age, max(p.code) filter (where p.kind = 'in-touch') as in_touch, max(p.code) filter (where p.kind = 'activity') as activity,
               max(p.code) filter (where p.kind = 'home') as accommodation, bool_and(p.suitable) filter (where p.kind = 'home') as suitable
        from position p group by p.id, p.age
    )
    select p.age, p.in_touch, p.activity, p.accommodation, p.suitable, count(*) from person p group by 1, 2, 3, 4, 5
$$;

-- How many young people gave which answer to which promise, by their latest answer as at the end of the day p_before starts.
create function pledge.promise_counts(p_before timestamptz)
returns table (promise_key text, value text, people bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select x.promise_key, x.value, count(*) from (
        select distinct on (a.young_person_id, a.promise_key) a.promise_key, a.value
        from pledge.answer a
        where a.authority_id = pledge.authority() and a.answered_at < p_before
          and pledge.actor() in ('board', 'manager', 'data-officer', 'administrator')
        order by a.young_person_id, a.promise_key, a.answered_at desc) x
    group by 1, 2
$$;

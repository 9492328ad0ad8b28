-- Suggestions of posts: what is live as a narrow table that is quick to go through, and for one young person those that fit best by a rough count, to be scored by the domain.

-- A bit for each code by its hash: two sets without a common bit share nothing. Codes that fall on one bit cost a little of the rough count and nothing else.
create function pledge.bits_of(codes text[]) returns bigint language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp as $$
    select coalesce(bit_or(1::bigint << (('x' || substr(md5(c), 5, 4))::bit(16)::integer & 63)), 0) from unnest(codes) c
$$;

-- Exactly the posts that are live, as they were last approved. Triggers keep it; nobody but the function below reads it.
create table pledge.live_opportunity (
    opportunity_id  uuid primary key references pledge.opportunity (id),
    authority_id    uuid not null references pledge.authority (id),
    organisation_id uuid not null,
    others_from     date,
    closes_on       date not null,
    kind_bits       bigint not null,
    outcode         text,
    is_remote       boolean not null,
    field_bits      bigint not null,
    support_bits    bigint not null,
    essential_bits  bigint not null,
    hours_least     integer,
    hours_most      integer,
    hourly_pence    integer,
    starts_on       date,
    least_age       integer,
    is_for_care     boolean not null
);
create index live_opportunity_authority_ix on pledge.live_opportunity (authority_id, closes_on);
create index live_opportunity_others_ix on pledge.live_opportunity (others_from, closes_on) where others_from is not null;

-- Always by key, also where the tables were empty when its statements were planned.
create function pledge.keep_live_opportunity() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare o pledge.opportunity;
begin
    if tg_table_name = 'opportunity' then
        o := new;
    else
        select * into o from pledge.opportunity x where x.id = new.opportunity_id;
    end if;
    delete from pledge.live_opportunity l where l.opportunity_id = o.id;
    if o.state = 'live' then
        insert into pledge.live_opportunity
        select o.id, o.authority_id, o.organisation_id, o.others_from, o.closes_on, pledge.bits_of(array[v.kind]), v.outcode, v.is_remote, pledge.bits_of(v.fields), pledge.bits_of(v.support), pledge.bits_of(v.essential),
            floor(coalesce(v.hours_least, v.hours_most))::integer, ceil(coalesce(v.hours_most, v.hours_least))::integer,
            case v.pay_unit when 'hour' then v.pay_pence when 'week' then floor(v.pay_pence / coalesce(v.hours_most, v.hours_least)) when 'month' then floor(v.pay_pence * 12::numeric / 52 / coalesce(v.hours_most, v.hours_least))
                when 'year' then floor(v.pay_pence / 52.0 / coalesce(v.hours_most, v.hours_least)) end,
            v.starts_on, v.least_age, coalesce(v.kept_places >= v.places, false)
        from pledge.opportunity_version v where v.opportunity_id = o.id and v.number = o.published_version;
    end if;
    return null;
end $$;
create trigger keep_live_opportunity after insert or update of state, published_version, closes_on, others_from on pledge.opportunity for each row execute function pledge.keep_live_opportunity();
-- A post is written before its version.
create trigger keep_live_opportunity after insert on pledge.opportunity_version for each row when (new.state = 'approved') execute function pledge.keep_live_opportunity();
update pledge.opportunity set state = state where state = 'live';

-- The 300 live posts that fit a young person best by a rough count, for the domain to score. They alone are asked for, and by them alone; what they put away or applied for is left out.
-- Among posts that fit alike each young person has an order of their own. Of one employer no more than 20 are given, so that a big one does not crowd out the rest.
create function pledge.work_for(whose uuid, weights double precision[])
    returns table (id uuid, authority_id uuid, organisation_id uuid, organisation_name text, title text, kind text, fields text[], pay_pence integer, pay_unit text, hours_least numeric, hours_most numeric, starts_on date,
        closes_on date, others_from date, is_remote boolean, area text, easting integer, northing integer, essential text[], nice text[], support text[], least_age integer, audience text, places integer, kept_places integer, taken integer)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    w pledge.work_wish;
    here pledge.outcode;
    mine uuid := pledge.authority();
    day date := pledge.today();
    age integer;
    gone uuid[];
    kinds_wanted bigint;
    likes bigint;
    needs bigint;
    lacks bigint := 0;
    reach float8;
    own_order bigint := hashtextextended(whose::text, 0);
    -- What weighs how much; nothing for what was not said or may not be used.
    w_kind float8; w_field float8; w_near float8; w_hours float8; w_support float8; w_pay float8; w_start float8;
    says_care boolean;
    is_strict boolean;
    best uuid[];
    most_fields float8;
    most_support float8;
    want_least integer;
    want_most integer;
    want_pay float8;
    want_start date;
begin
    if pledge.actor() is distinct from 'young-person' or whose is distinct from pledge.young_person() then
        return;
    end if;
    select * into w from pledge.work_wish x where x.young_person_id = whose and x.authority_id = mine and x.written_by_side = 'young-person' and x.superseded_at is null and x.is_looking;
    if not found then
        return;
    end if;
    select extract(year from age(day, y.date_of_birth))::integer into age from pledge.young_person y where y.id = whose;
    gone := array(select h.opportunity_id from pledge.hidden_opportunity h where h.young_person_id = whose and h.ended_at is null
        union select a.opportunity_id from pledge.job_application a where a.young_person_id = whose);
    if not 'near' = any (w.not_used) then
        select * into here from pledge.outcode o where o.outcode = w.outcode;
    end if;
    reach := 1000.0 * greatest(1, coalesce(w.travel_km, 0));
    kinds_wanted := pledge.bits_of(w.kinds);
    likes := pledge.bits_of(w.fields);
    needs := pledge.bits_of(w.support);
    if not 'requirements' = any (w.not_used) and w.has <> '{}' then
        lacks := ~ pledge.bits_of(w.has);
    end if;
    most_fields := least(2, greatest(1, bit_count(likes::bit(64))));
    most_support := least(2, greatest(1, bit_count(needs::bit(64))));
    says_care := not 'care-experience' = any (w.not_used);
    want_least := coalesce(w.hours_least, 1);
    want_most := coalesce(w.hours_most, 48);
    want_pay := coalesce(w.least_pay, 1);
    want_start := w.can_start_on;
    w_kind := case when w.kinds = '{}' or 'work-kinds' = any (w.not_used) then 0 else weights[1] end;
    w_field := case when likes = 0 or 'fields' = any (w.not_used) then 0 else weights[2] / most_fields end;
    w_near := case when here.outcode is null then 0 else weights[3] end;
    w_hours := case when coalesce(w.hours_least, w.hours_most) is null or 'hours' = any (w.not_used) then 0 else weights[4] end;
    w_support := case when needs = 0 or 'support' = any (w.not_used) then 0 else weights[5] / most_support end;
    w_pay := case when w.least_pay is null or 'pay' = any (w.not_used) then 0 else weights[6] end;
    w_start := case when w.can_start_on is null or 'start' = any (w.not_used) then 0 else weights[7] end;
    -- First among those of a kind and a field that they look for; among all where that leaves too few.
    foreach is_strict in array array[true, false] loop
        best := array(
            with near as materialized (
                select c.outcode, sqrt((c.easting - here.easting)::float8 ^ 2 + (c.northing - here.northing)::float8 ^ 2) as metres from pledge.outcode c where here.outcode is not null
            )
            select x.opportunity_id
            from (
                select n.*, row_number() over (partition by n.organisation_id order by n.rough desc, n.turn) as number
                from (
                    select l.opportunity_id, l.organisation_id, uuid_hash_extended(l.opportunity_id, own_order) as turn,
                        w_kind * (l.kind_bits & kinds_wanted <> 0)::integer + w_field * least(2, bit_count((l.field_bits & likes)::bit(64))) + w_support * least(2, bit_count((l.support_bits & needs)::bit(64)))
                        + w_near * (1 - coalesce(m.metres, 0) / reach)
                        + w_hours * case when l.hours_least is null then 0 else 1 - least(10, greatest(0, l.hours_least - want_most, want_least - l.hours_most)) / 10::float8 end
                        + w_pay * case when l.hourly_pence >= want_pay then 1 else coalesce(l.hourly_pence, 0) / want_pay end
                        + w_start * case when l.starts_on < want_start then greatest(0, 1 - (want_start - l.starts_on) / 90::float8) else 1 end as rough
                    from pledge.live_opportunity l left join near m on m.outcode = l.outcode
                    where (not is_strict or (w_kind = 0 or l.kind_bits & kinds_wanted <> 0) and (w_field = 0 or l.field_bits & likes <> 0))
                      and l.closes_on >= day and (l.authority_id = mine or l.others_from <= day) and l.essential_bits & lacks = 0 and (l.least_age is null or l.least_age <= age)
                      and (not l.is_for_care or says_care) and (m.metres is null or m.metres <= reach) and l.opportunity_id <> all (gone)
                    order by rough desc, turn limit 1500
                ) n
            ) x
            where x.number <= 20 order by x.rough desc, x.turn limit 300);
        exit when cardinality(best) = 300;
    end loop;
    return query
    select p.id, p.authority_id, p.organisation_id, p.organisation_name, v.title, v.kind, v.fields, v.pay_pence, v.pay_unit, v.hours_least, v.hours_most, v.starts_on,
        p.closes_on, p.others_from, v.is_remote, v.area, o.easting, o.northing, v.essential, v.nice, v.support, v.least_age, v.audience, p.places, v.kept_places, t.taken
    from unnest(best) b
    join pledge.opportunity p on p.id = b
    join pledge.opportunity_version v on v.opportunity_id = p.id and v.number = p.published_version
    left join pledge.outcode o on o.outcode = v.outcode
    cross join lateral (select count(*)::integer as taken from pledge.job_application a where a.opportunity_id = p.id and a.state = 'accepted') t
    where t.taken < p.places;
end
$$;
revoke execute on function pledge.work_for(uuid, double precision[]) from public;
grant execute on function pledge.work_for(uuid, double precision[]) to pledge_app;

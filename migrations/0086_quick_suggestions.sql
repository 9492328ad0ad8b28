-- Suggestions and the list of posts, quick also in a big city: both go through narrow rows, and only what they give is read whole.

-- What a mentor chose as bits (see pledge.bits_of), without what they keep from matching; and where they are, if they say how far they go.
alter table pledge.mentor
    add column hope_bits bigint not null generated always as (case when 'hopes' = any (not_used) then 0 else pledge.bits_of(helps) end) stored,
    add column interest_bits bigint not null generated always as (case when 'interests' = any (not_used) then 0 else pledge.bits_of(interests) end) stored,
    add column time_bits bigint not null generated always as (case when 'times' = any (not_used) then 0 else pledge.bits_of(times) end) stored,
    add column kind_bits bigint not null generated always as (case when 'kind' = any (not_used) then 0 else pledge.bits_of(kinds) end) stored,
    add column background_bits bigint not null generated always as (case when 'background' = any (not_used) then 0 else pledge.bits_of(backgrounds) end) stored,
    add column language_bits bigint not null generated always as (case when 'language' = any (not_used) then 0 else pledge.bits_of(languages) end) stored,
    add column gender_bits bigint not null generated always as (case when 'gender' = any (not_used) or gender is null then 0 else pledge.bits_of(array[gender]) end) stored,
    add column goes_from text generated always as (case when 'near' <> all (not_used) and travel_km is not null then outcode end) stored;
drop index pledge.mentor_suggestable_ix;
create index mentor_suggestable_ix on pledge.mentor (authority_id)
    include (id, hope_bits, interest_bits, time_bits, kind_bits, background_bits, language_bits, gender_bits, goes_from, travel_km) where state = 'available' and agrees_to_be_suggested;

-- As pledge.mentors_for (0070), which the version before calls, with how much hopes, interests, times, near, kind and background count, in this order.
-- The rough count is the domain's score but for choices whose bits fall together, so the hundred best are enough; whoever is too far is left out as well.
create function pledge.mentors_for(whose uuid, meeting_on date, everybody boolean, weights double precision[])
    returns table (mentor_id uuid, called text, state text, places integer, taken integer, birth_year integer, agrees boolean, level text, accepted boolean, issued_on date, recheck_due_on date, trained_until date,
        kinds text[], gender text, backgrounds text[], languages text[], easting integer, northing integer, travel_km integer, times text[], interests text[], helps text[], not_used text[], not_shown text[], is_never boolean)
    -- Planned for what was asked: what was not said then costs nothing in any row, and the partial index is seen to hold everybody.
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
    w pledge.mentor_wish;
    here pledge.outcode;
    all_of_them boolean := everybody and pledge.actor() = 'coordinator';
    nevers uuid[];
    asked uuid[];
    mine uuid := pledge.authority();
    day date := pledge.today();
    hopes bigint; likes bigint; free bigint; kinds_wanted bigint; backgrounds_wanted bigint; genders_wanted bigint; languages_wanted bigint;
    most_hopes integer; most_likes integer;
    reach float8;
    own_order bigint := hashtextextended(whose::text, 0);
    is_strict boolean;
    whole float8;
    best uuid[];
    roughs float8[];
begin
    if not (pledge.actor() = 'coordinator' and pledge.looks_for_mentor(whose) or pledge.actor() = 'young-person' and whose = pledge.young_person()) then
        return;
    end if;
    select * into w from pledge.mentor_wish x where x.young_person_id = whose and x.written_by_side = 'young-person' and x.superseded_at is null;
    hopes := case when 'hopes' <> all (w.not_used) then pledge.bits_of(w.hopes) else 0 end;
    likes := case when 'interests' <> all (w.not_used) then pledge.bits_of(w.interests) else 0 end;
    free := case when 'times' <> all (w.not_used) then pledge.bits_of(w.times) else 0 end;
    kinds_wanted := case when 'kind' <> all (w.not_used) then pledge.bits_of(w.kinds) else 0 end;
    backgrounds_wanted := case when 'background' <> all (w.not_used) then pledge.bits_of(w.backgrounds) else 0 end;
    genders_wanted := case when 'gender' <> all (w.not_used) then pledge.bits_of(w.genders) else 0 end;
    languages_wanted := case when 'language' <> all (w.not_used) then pledge.bits_of(w.languages) else 0 end;
    most_hopes := least(3, greatest(1, bit_count(hopes::bit(64))));
    most_likes := least(3, greatest(1, bit_count(likes::bit(64))));
    if 'near' <> all (w.not_used) and w.travel_km is not null then
        select * into here from pledge.outcode o where o.outcode = w.outcode;
    end if;
    reach := 1000.0 * w.travel_km;
    nevers := array(select x.mentor_id from pledge.mentor_never x where x.young_person_id = whose and x.ended_at is null
        union select x.mentor_id from pledge.mentor_proposal x where x.young_person_id = whose and x.state = 'declined');
    asked := array(select x.mentor_id from pledge.mentor_proposal x where x.young_person_id = whose and x.state = 'open' and x.expires_on >= day);
    whole := case when hopes = 0 then 0 else weights[1] end + case when likes = 0 then 0 else weights[2] end + case when free = 0 then 0 else weights[3] end + case when here.outcode is null then 0 else weights[4] end
        + case when kinds_wanted = 0 then 0 else weights[5] end + case when backgrounds_wanted = 0 then 0 else weights[6] end;
    -- First those who share a hope and an interest: where there are enough of them that nobody else can come before, nobody else is counted.
    foreach is_strict in array array[not all_of_them, false] loop
        select array_agg(x.id order by x.rough desc, x.turn, x.id), array_agg(x.rough order by x.rough desc) into best, roughs
        from (
            with far as materialized (
                select o.outcode, sqrt((o.easting - here.easting)::float8 ^ 2 + (o.northing - here.northing)::float8 ^ 2) as metres from pledge.outcode o where here.outcode is not null
            )
            select n.id, uuid_hash_extended(n.id, own_order) as turn,
                weights[1] * (case when hopes = 0 then 0 else least(most_hopes, bit_count((n.hope_bits & hopes)::bit(64))) / most_hopes::float8 end)
                + weights[2] * (case when likes = 0 then 0 else least(most_likes, bit_count((n.interest_bits & likes)::bit(64))) / most_likes::float8 end)
                + weights[3] * (case when n.time_bits & free <> 0 then 1 else 0 end)
                + weights[4] * (case when far.metres is null then 0 else greatest(0, 1 - far.metres / greatest(1, least(reach, 1000.0::float8 * n.travel_km))) end)
                + weights[5] * (case when n.kind_bits & kinds_wanted <> 0 then 1 else 0 end) + weights[6] * (case when n.background_bits & backgrounds_wanted <> 0 then 1 else 0 end) as rough
            from pledge.mentor n left join far on far.outcode = n.goes_from
            where n.authority_id = mine and n.id <> all (asked)
              and (all_of_them and n.state in ('approved', 'available', 'paused')
                or n.state = 'available' and n.agrees_to_be_suggested and n.id <> all (nevers)
                   and (not is_strict or (hopes = 0 or n.hope_bits & hopes <> 0) and (likes = 0 or n.interest_bits & likes <> 0))
                   and (genders_wanted = 0 or n.gender_bits & genders_wanted <> 0) and (languages_wanted = 0 or n.language_bits & languages_wanted <> 0)
                   and (far.metres is null or far.metres <= least(reach, 1000.0::float8 * n.travel_km)))
            order by rough desc, turn, n.id
            limit case when all_of_them then 2000 else 800 end
        ) x;
        exit when not is_strict or roughs[100] >= whole - least(case when hopes = 0 then whole else weights[1] end, case when likes = 0 then whole else weights[2] end);
    end loop;
    return query
    select m.mentor_id, m.called, m.state, m.places, m.taken, m.birth_year, m.agrees, m.level, m.accepted, m.issued_on, m.recheck_due_on, m.trained_until,
        m.kinds, m.gender, m.backgrounds, m.languages, o.easting, o.northing, m.travel_km, m.times, m.interests, m.helps, m.not_used, m.not_shown, m.mentor_id = any (nevers)
    from unnest(best) with ordinality b (id, turn) cross join lateral (select x.* from pledge.mentor_standing x where x.mentor_id = b.id) m left join pledge.outcode o on o.outcode = m.outcode
    where all_of_them or meeting_on between m.meets_from and m.meets_until
    order by b.turn limit case when all_of_them then 2000 else 100 end;
end
$$;
revoke execute on function pledge.mentors_for(uuid, date, boolean, double precision[]) from public;
grant execute on function pledge.mentors_for(uuid, date, boolean, double precision[]) to pledge_app;

-- What is live, as before (0080), with the columns of one width first, which makes it quicker to go through, and with all that the list of posts asks. Who may see which is what pledge.opportunity says.
drop table pledge.live_opportunity;
create table pledge.live_opportunity (
    opportunity_id   uuid primary key references pledge.opportunity (id),
    authority_id     uuid not null references pledge.authority (id),
    organisation_id  uuid not null,
    kind_bits        bigint not null,
    field_bits       bigint not null,
    support_bits     bigint not null,
    essential_bits   bigint not null,
    closes_on        date not null,
    is_for_care      boolean not null,
    is_for_ours      boolean not null,
    is_remote        boolean not null,
    -- Since when people of its authority see it; a change of what it says makes nothing new.
    seen_from        timestamptz not null,
    others_from      date,
    others_seen_from timestamptz,
    least_age        integer,
    hours_least      integer,
    hours_most       integer,
    hourly_pence     integer,
    starts_on        date,
    outcode          text,
    kind             text not null,
    fields           text[] not null,
    version          integer not null,
    organisation_words tsvector not null
);
create index live_opportunity_authority_ix on pledge.live_opportunity (authority_id, closes_on);
create index live_opportunity_others_ix on pledge.live_opportunity (others_from, closes_on) where others_from is not null;
alter table pledge.live_opportunity enable row level security;
create policy live_opportunity_read on pledge.live_opportunity for select
    using ((select pledge.actor()) in ('young-person', 'adviser', 'manager', 'job:plan-reminders') and (authority_id = (select pledge.authority()) or others_from <= (select pledge.today())));
grant select on pledge.live_opportunity to pledge_app;

-- Always by key, also where the tables were empty when its statements were planned.
create or replace function pledge.keep_live_opportunity() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
declare o pledge.opportunity;
begin
    if tg_table_name = 'opportunity' then
        o := new;
    else
        select * into o from pledge.opportunity x where x.id = new.opportunity_id;
    end if;
    delete from pledge.live_opportunity l where l.opportunity_id = o.id;
    if o.state = 'live' then
        insert into pledge.live_opportunity (opportunity_id, authority_id, organisation_id, kind_bits, field_bits, support_bits, essential_bits, closes_on, is_for_care, is_for_ours, is_remote, seen_from, others_from, others_seen_from,
            least_age, hours_least, hours_most, hourly_pence, starts_on, outcode, kind, fields, version, organisation_words)
        select o.id, o.authority_id, o.organisation_id, pledge.bits_of(array[v.kind]), pledge.bits_of(v.fields), pledge.bits_of(v.support), pledge.bits_of(v.essential), o.closes_on, coalesce(v.kept_places >= v.places, false),
            v.audience in ('only', 'first'), v.is_remote, f.seen_from, o.others_from, case when o.others_from > o.published_on then o.others_from::timestamp at time zone 'Europe/London' when o.others_from is not null then f.seen_from end,
            v.least_age, floor(coalesce(v.hours_least, v.hours_most))::integer, ceil(coalesce(v.hours_most, v.hours_least))::integer,
            case v.pay_unit when 'hour' then v.pay_pence when 'week' then floor(v.pay_pence / coalesce(v.hours_most, v.hours_least)) when 'month' then floor(v.pay_pence * 12::numeric / 52 / coalesce(v.hours_most, v.hours_least))
                when 'year' then floor(v.pay_pence / 52.0 / coalesce(v.hours_most, v.hours_least)) end,
            v.starts_on, v.outcode, v.kind, v.fields, v.number, to_tsvector('english', o.organisation_name)
        from pledge.opportunity_version v
        cross join lateral (select case when (v.decided_at at time zone 'Europe/London')::date = o.published_on then v.decided_at else o.published_on::timestamp at time zone 'Europe/London' end as seen_from) f
        where v.opportunity_id = o.id and v.number = o.published_version;
    end if;
    return null;
end $$;
drop trigger keep_live_opportunity on pledge.opportunity_version;
-- A post is written before its version, and its version may be decided after it.
create trigger keep_live_opportunity after insert or update on pledge.opportunity_version for each row when (new.state = 'approved') execute function pledge.keep_live_opportunity();
update pledge.opportunity set state = state where state = 'live';

-- As before (0080), but posts of other kinds and fields are gone through only where one of them could still come before.
create or replace function pledge.work_for(whose uuid, weights double precision[])
    returns table (id uuid, authority_id uuid, organisation_id uuid, organisation_name text, title text, kind text, fields text[], pay_pence integer, pay_unit text, hours_least numeric, hours_most numeric, starts_on date,
        closes_on date, others_from date, is_remote boolean, area text, easting integer, northing integer, essential text[], nice text[], support text[], least_age integer, audience text, places integer, kept_places integer, taken integer)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan as $$
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
    least_met integer;
    whole float8;
    best uuid[];
    roughs float8[];
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
    whole := w_kind + w_field * most_fields + w_near + w_hours + w_support * most_support + w_pay + w_start;
    -- First those of a kind and a field that they look for, then of one of the two, then all: where there are enough of them that nothing else can come before, nothing else is counted.
    foreach least_met in array array[2, 1, 0] loop
        select array_agg(y.opportunity_id order by y.rough desc, y.turn), array_agg(y.rough order by y.rough desc) into best, roughs
        from (
            with near as materialized (
                select c.outcode, sqrt((c.easting - here.easting)::float8 ^ 2 + (c.northing - here.northing)::float8 ^ 2) as metres from pledge.outcode c where here.outcode is not null
            )
            select x.opportunity_id, x.rough, x.turn
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
                    where (least_met = 0 or (w_kind = 0 or l.kind_bits & kinds_wanted <> 0)::integer + (w_field = 0 or l.field_bits & likes <> 0)::integer >= least_met)
                      and l.closes_on >= day and (l.authority_id = mine or l.others_from <= day) and l.essential_bits & lacks = 0 and (l.least_age is null or l.least_age <= age)
                      and (not l.is_for_care or says_care) and (m.metres is null or m.metres <= reach) and l.opportunity_id <> all (gone)
                    order by rough desc, turn limit 1500
                ) n
            ) x
            where x.number <= 20 order by x.rough desc, x.turn limit 150
        ) y;
        exit when roughs[60] >= whole - case least_met when 2 then least(case when w_kind = 0 then whole else w_kind end, case when w_field = 0 then whole else w_field * most_fields end) else w_kind + w_field * most_fields end;
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

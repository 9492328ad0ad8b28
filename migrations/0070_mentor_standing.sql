-- One place says whom a mentor may meet and when: under the suggestions of one young person (mentors_for) and under a round.
-- meets_from to meets_until are the days of a first meeting for which check and courses hold, of a mentor who is available, agrees to be suggested and has a free place; null for all others.
create view pledge.mentor_standing with (security_invoker = true) as
    select m.id as mentor_id, m.authority_id, pledge.first_word(m.name) as called, m.state, m.places, t.taken, m.birth_year, m.agrees_to_be_suggested as agrees, c.level, coalesce(c.outcome = 'accepted', false) as accepted,
        c.issued_on, c.recheck_due_on, r.until as trained_until, m.kinds, m.gender, m.backgrounds, m.languages, m.outcode, m.travel_km, m.times, m.interests, m.helps, m.not_used, m.not_shown,
        case when m.state = 'available' and m.agrees_to_be_suggested and c.outcome = 'accepted' and t.taken < m.places then c.issued_on end as meets_from,
        case when m.state = 'available' and m.agrees_to_be_suggested and c.outcome = 'accepted' and t.taken < m.places and r.until is not null then least(c.recheck_due_on, r.until) end as meets_until
    from pledge.mentor m
    left join lateral (select x.* from pledge.mentor_clearance x where x.mentor_id = m.id and x.superseded_at is null limit 1) c on true
    cross join lateral (select case when count(*) = 3 then min(x.valid_until) end as until from pledge.mentor_training x where x.mentor_id = m.id and x.superseded_at is null) r
    cross join lateral (select ((select count(*) from pledge.mentor_match x where x.mentor_id = m.id and x.ended_on is null)
        + (select count(*) from pledge.mentor_proposal x where x.mentor_id = m.id and x.state = 'open' and x.expires_on >= (select pledge.today())))::integer as taken) t;
grant select on pledge.mentor_standing to pledge_app;

-- As before (0062), on top of the view. Whoever was asked already is left out, so their own proposal takes no place here.
create or replace function pledge.mentors_for(whose uuid, meeting_on date, everybody boolean)
    returns table (mentor_id uuid, called text, state text, places integer, taken integer, birth_year integer, agrees boolean, level text, accepted boolean, issued_on date, recheck_due_on date, trained_until date,
        kinds text[], gender text, backgrounds text[], languages text[], easting integer, northing integer, travel_km integer, times text[], interests text[], helps text[], not_used text[], not_shown text[], is_never boolean)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    w pledge.mentor_wish;
    here pledge.outcode;
    all_of_them boolean := everybody and pledge.actor() = 'coordinator';
    nevers uuid[];
    asked uuid[];
    mine uuid := pledge.authority();
    day date := pledge.today();
    hopes text[];
    likes text[];
    free text[];
    kinds_wanted text[];
    reach float8;
    turn bigint := hashtextextended(whose::text, 0);
begin
    if not (pledge.actor() = 'coordinator' and pledge.looks_for_mentor(whose) or pledge.actor() = 'young-person' and whose = pledge.young_person()) then
        return;
    end if;
    select * into w from pledge.mentor_wish x where x.young_person_id = whose and x.written_by_side = 'young-person' and x.superseded_at is null;
    hopes := case when 'hopes' = any (w.not_used) then '{}' else coalesce(w.hopes, '{}') end;
    likes := case when 'interests' = any (w.not_used) then '{}' else coalesce(w.interests, '{}') end;
    free := case when 'times' = any (w.not_used) then '{}' else coalesce(w.times, '{}') end;
    kinds_wanted := case when 'kind' = any (w.not_used) then '{}' else coalesce(w.kinds, '{}') end;
    reach := 1000.0 * greatest(1, coalesce(w.travel_km, 50));
    if not 'near' = any (coalesce(w.not_used, '{}')) then
        select * into here from pledge.outcode o where o.outcode = w.outcode;
    end if;
    nevers := array(select x.mentor_id from pledge.mentor_never x where x.young_person_id = whose and x.ended_at is null
        union select x.mentor_id from pledge.mentor_proposal x where x.young_person_id = whose and x.state = 'declined');
    asked := array(select x.mentor_id from pledge.mentor_proposal x where x.young_person_id = whose and x.state = 'open' and x.expires_on >= day);
    return query
    select m.mentor_id, m.called, m.state, m.places, m.taken, m.birth_year, m.agrees, m.level, m.accepted, m.issued_on, m.recheck_due_on, m.trained_until,
        m.kinds, m.gender, m.backgrounds, m.languages, near.easting, near.northing, m.travel_km, m.times, m.interests, m.helps, m.not_used, m.not_shown, m.mentor_id = any (nevers)
    from (
        select n.id, o.easting, o.northing
        from pledge.mentor n left join pledge.outcode o on o.outcode = n.outcode
        where n.authority_id = mine and n.id <> all (asked)
          and (all_of_them and n.state in ('approved', 'available', 'paused')
            or n.state = 'available' and n.agrees_to_be_suggested and n.id <> all (nevers)
               and (w.genders is null or w.genders = '{}' or 'gender' = any (w.not_used) or (n.gender = any (w.genders) and not 'gender' = any (n.not_used)))
               and (w.languages is null or w.languages = '{}' or 'language' = any (w.not_used) or (n.languages && w.languages and not 'language' = any (n.not_used))))
        -- What weighs most in the score, roughly; the domain scores what is left.
        order by 30 * (n.helps && hopes and 'hopes' <> all (n.not_used))::integer + 15 * (n.helps @> hopes and 'hopes' <> all (n.not_used))::integer + 20 * (n.interests && likes and 'interests' <> all (n.not_used))::integer + 10 * (n.interests @> likes and 'interests' <> all (n.not_used))::integer + 15 * (n.times && free and 'times' <> all (n.not_used))::integer
            + 8 * (n.kinds && kinds_wanted and 'kind' <> all (n.not_used))::integer + case when 'near' <> all (n.not_used) then coalesce(greatest(0, 15 - 15 * sqrt((o.easting - here.easting)::float8 ^ 2 + (o.northing - here.northing)::float8 ^ 2) / reach), 0) else 0 end desc,
            uuid_hash_extended(n.id, turn), n.id
        limit case when all_of_them then 2000 else 800 end
    ) near
    cross join lateral (select x.* from pledge.mentor_standing x where x.mentor_id = near.id) m
    where all_of_them or meeting_on between m.meets_from and m.meets_until
    limit case when all_of_them then 2000 else 200 end;
end
$$;

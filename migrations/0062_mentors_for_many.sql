-- Suggestions stay quick however many mentors there are. As before (0057), but of the mentors who pass what one row tells, only the 800 that fit best by a rough count are asked for their check, courses and places,
-- and the first 200 of whom that holds are given to be scored; 2,000 where a coordinator also sees whom a rule keeps out. Among those who fit alike each young person has an order of their own, so that nobody is always last.
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
    select m.id, pledge.first_word(m.name), m.state, m.places, t.taken, m.birth_year, m.agrees_to_be_suggested, c.level, coalesce(c.outcome = 'accepted', false), c.issued_on, c.recheck_due_on, r.until,
        m.kinds, m.gender, m.backgrounds, m.languages, near.easting, near.northing, m.travel_km, m.times, m.interests, m.helps, m.not_used, m.not_shown, m.id = any (nevers)
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
    cross join lateral (select x.* from pledge.mentor x where x.id = near.id) m
    left join lateral (select x.* from pledge.mentor_clearance x where x.mentor_id = m.id and x.superseded_at is null limit 1) c on true
    cross join lateral (select case when count(*) = 3 then min(x.valid_until) end as until from pledge.mentor_training x where x.mentor_id = m.id and x.superseded_at is null) r
    cross join lateral (select ((select count(*) from pledge.mentor_match x where x.mentor_id = m.id and x.ended_on is null)
        + (select count(*) from pledge.mentor_proposal x where x.mentor_id = m.id and x.state = 'open' and x.expires_on >= day and x.young_person_id <> whose))::integer as taken) t
    where all_of_them or c.outcome = 'accepted' and c.issued_on <= meeting_on and c.recheck_due_on >= meeting_on and r.until >= meeting_on and t.taken < m.places
    limit case when all_of_them then 2000 else 200 end;
end
$$;

-- Safeguards of mentoring: stopping and "never" close what is open, the second yes asks every rule again, what a mentor told of themselves is kept by version, and what a side may do in a match has its bounds here too.

-- A proposal also closes because the young person stopped looking, or because somebody said that the two are not to meet.
alter table pledge.mentor_proposal drop constraint mentor_proposal_closed_because_check;
alter table pledge.mentor_proposal add constraint mentor_proposal_closed_because_check check (closed_because in ('mentor-is-full', 'has-a-mentor', 'expired', 'not-looking', 'ruled-out'));

-- Closes open proposals, in the order in which whoever makes a match does.
create function pledge.close_proposals(whose uuid, mentor uuid, because text, said_at timestamptz) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    -- Whoever answers for this young person waits, or is waited for.
    perform from pledge.young_person y where y.id = whose for no key update;
    update pledge.mentor_proposal p set state = 'closed', closed_because = case when p.expires_on < pledge.today() then 'expired' else because end, decided_at = said_at
        where p.id in (select q.id from pledge.mentor_proposal q where q.young_person_id = whose and (mentor is null or q.mentor_id = mentor) and q.state = 'open' order by q.id for update);
end
$$;
revoke execute on function pledge.close_proposals(uuid, uuid, text, timestamptz) from public;

create function pledge.mentor_wish_stops() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if new.written_by_side = 'young-person' and not new.is_looking and pledge.actor() is not null then
        perform pledge.close_proposals(new.young_person_id, null, 'not-looking', new.written_at);
    end if;
    return null;
end
$$;
create trigger mentor_wish_stops after insert on pledge.mentor_wish for each row execute function pledge.mentor_wish_stops();

create function pledge.mentor_never_closes() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() is not null then
        perform pledge.close_proposals(new.young_person_id, new.mentor_id, 'ruled-out', new.set_at);
    end if;
    return null;
end
$$;
create trigger mentor_never_closes after insert on pledge.mentor_never for each row execute function pledge.mentor_never_closes();

-- The rule that stands between two, of those that can change while a proposal is open; null when none does. The domain asks the same before anybody is proposed.
create function pledge.stands_between(whose uuid, mentor uuid) returns text language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select case
        when not pledge.looks_for_mentor(whose) then 'proposed_to_somebody_who_looks'
        when exists (select from pledge.mentor_never n where n.young_person_id = whose and n.mentor_id = mentor and n.ended_at is null) then 'never_together'
        when exists (
            select from pledge.mentor_wish w join pledge.mentor m on m.id = mentor
            where w.young_person_id = whose and w.written_by_side = 'young-person' and w.superseded_at is null
              and (w.genders <> '{}' and not 'gender' = any (w.not_used) and (m.gender is null or m.gender <> all (w.genders) or 'gender' = any (m.not_used))
                or w.languages <> '{}' and not 'language' = any (w.not_used) and (not m.languages && w.languages or 'language' = any (m.not_used)))) then 'what_was_asked_for' end
$$;
revoke execute on function pledge.stands_between(uuid, uuid) from public;

create or replace function pledge.mentor_proposal_made() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    bar text;
begin
    if pledge.actor() is null then
        return new;
    end if;
    -- Whoever says "never", or stops looking, at this moment is waited for.
    perform from pledge.young_person y where y.id = new.young_person_id and y.authority_id = new.authority_id for no key update;
    update pledge.mentor_proposal p set state = 'closed', closed_because = 'expired', decided_at = new.made_at
        where p.young_person_id = new.young_person_id and p.mentor_id = new.mentor_id and p.state = 'open' and p.expires_on < pledge.today();
    bar := pledge.stands_between(new.young_person_id, new.mentor_id);
    if bar is not null then
        raise exception using errcode = '23P01', message = 'The two are not to be proposed to each other', constraint = bar;
    end if;
    new.young_person_called := (select coalesce(nullif(btrim(y.known_as), ''), y.given_name, '') from pledge.young_person y where y.id = new.young_person_id and y.authority_id = new.authority_id);
    new.mentor_called := (select pledge.first_word(m.name) from pledge.mentor m where m.id = new.mentor_id and m.authority_id = new.authority_id and m.state = 'available' and m.agrees_to_be_suggested);
    if new.mentor_called is null then
        raise exception using errcode = '23P01', message = 'The mentor is not available', constraint = 'proposed_mentor_is_available';
    end if;
    return new;
end
$$;

-- As before (0057), and every rule that may have changed since the proposal was made is asked again.
create or replace function pledge.mentor_proposal_answered() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    places_of integer;
    free integer;
    bar text;
begin
    if pledge.actor() = 'young-person' and (new.mentor_says is distinct from old.mentor_says or new.meeting_on is distinct from old.meeting_on)
        or pledge.actor() = 'coordinator' and new.young_person_says is distinct from old.young_person_says then
        raise exception using errcode = '42501', message = 'Nobody answers for the other side';
    end if;
    if old.state <> 'open' or new.state <> 'matched' or pledge.actor() is null then
        return new;
    end if;
    if new.expires_on < pledge.today() then
        raise exception using errcode = '23P01', message = 'The proposal ran out', constraint = 'proposal_is_answered_in_time';
    end if;
    select m.places into places_of from pledge.mentor m where m.id = new.mentor_id and m.state = 'available' for no key update;
    bar := pledge.stands_between(new.young_person_id, new.mentor_id);
    if bar is not null then
        raise exception using errcode = '23P01', message = 'The two are not to meet', constraint = bar;
    end if;
    select min(n) into free from generate_series(1, places_of) n where not exists (select from pledge.mentor_match x where x.mentor_id = new.mentor_id and x.place = n and x.ended_on is null);
    if free is null then
        raise exception using errcode = '23P01', message = 'The mentor has no free place', constraint = 'mentor_has_a_free_place';
    end if;
    if not exists (select from pledge.mentor_clearance c where c.mentor_id = new.mentor_id and c.superseded_at is null and c.outcome = 'accepted' and new.meeting_on between c.issued_on and c.recheck_due_on)
        or (select count(*) from pledge.mentor_training t where t.mentor_id = new.mentor_id and t.superseded_at is null and t.valid_until >= new.meeting_on) < 3 then
        raise exception using errcode = '23P01', message = 'A check or a course does not last until they meet', constraint = 'mentor_is_cleared';
    end if;
    insert into pledge.mentor_match (id, authority_id, young_person_id, mentor_id, proposal_id, place, meeting_on, started_at)
        values (gen_random_uuid(), new.authority_id, new.young_person_id, new.mentor_id, new.id, free, new.meeting_on, new.decided_at);
    update pledge.mentor_proposal p set state = 'closed', closed_because = case when p.young_person_id = new.young_person_id then 'has-a-mentor' else 'mentor-is-full' end, decided_at = new.decided_at
        where p.id in (select q.id from pledge.mentor_proposal q
            where q.state = 'open' and q.id <> new.id and (q.young_person_id = new.young_person_id
                or q.mentor_id = new.mentor_id and (select count(*) from pledge.mentor_match x where x.mentor_id = new.mentor_id and x.ended_on is null) >= places_of)
            order by q.id for update);
    return new;
end
$$;

-- A meeting that was written down by mistake is taken out by whoever wrote it down.
alter policy mentor_meeting_change on pledge.mentor_meeting
    with check (coalesce(withdrawn_by, outcome_by) = (select pledge.account()) and (withdrawn_at is null or side = case (select pledge.actor()) when 'partner' then 'mentor' else 'young-person' end));

-- A mentor ends their own break, or one whose days are over; the young person ends any.
alter policy mentor_pause_end on pledge.mentor_pause
    using (authority_id = (select pledge.authority()) and ended_at is null and case (select pledge.actor())
        when 'young-person' then match_id = any ((select pledge.my_own_matches(true))::uuid[])
        when 'partner' then match_id = any ((select pledge.my_matches(true))::uuid[]) and (side = 'mentor' or until_on <= (select pledge.today()))
        when 'coordinator' then true
        else false end);

-- An end counts as planned when there was time to get used to it. What ended before this rule stays as it was said.
alter table pledge.mentor_match add constraint planned_in_time
    check (end_kind is distinct from 'as-planned' or coalesce(ending_on <= ended_on and (ending_planned_at at time zone 'Europe/London')::date <= ended_on - 14, false)) not valid;

-- A goodbye stays as it was sent, and a mentor sends none after an end that was not planned.
drop policy mentor_goodbye_supersede on pledge.mentor_goodbye;
revoke update (superseded_at) on pledge.mentor_goodbye from pledge_app;
alter policy mentor_goodbye_write on pledge.mentor_goodbye
    with check (authority_id = (select pledge.authority()) and said_by = (select pledge.account()) and superseded_at is null and case (select pledge.actor())
        when 'young-person' then match_id = any ((select pledge.my_own_matches(false))::uuid[]) and side = 'young-person'
        when 'partner' then match_id = any ((select pledge.my_matches(false))::uuid[]) and side = 'mentor'
            and exists (select from pledge.mentor_match m where m.id = match_id and (m.ended_on is null or m.end_kind = 'as-planned'))
        else false end);

-- What a mentor told of themselves, as it stood: kept with every change, whoever makes it. Reasons of a proposal go by what stood when it was made.
create table pledge.mentor_told (
    id           uuid primary key,
    authority_id uuid not null,
    mentor_id    uuid not null,
    number       integer not null check (number > 0),
    places       integer not null,
    gender       text,
    birth_year   integer,
    outcode      text,
    travel_km    integer,
    kinds        text[] not null,
    backgrounds  text[] not null,
    languages    text[] not null,
    times        text[] not null,
    interests    text[] not null,
    helps        text[] not null,
    not_used     text[] not null,
    not_shown    text[] not null,
    told_at      timestamptz not null,
    told_by      uuid not null,
    constraint mentor_told_mentor foreign key (authority_id, mentor_id) references pledge.mentor (authority_id, id),
    constraint mentor_told_number_once unique (mentor_id, number)
);
create index mentor_told_mentor_id_ix on pledge.mentor_told (authority_id, mentor_id);
alter table pledge.mentor_told enable row level security;
create policy mentor_told_read on pledge.mentor_told for select using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator');
grant select on pledge.mentor_told to pledge_app;

create function pledge.mentor_told_is_kept() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' or (new.places, new.gender, new.birth_year, new.outcode, new.travel_km, new.kinds, new.backgrounds, new.languages, new.times, new.interests, new.helps, new.not_used, new.not_shown)
            is distinct from (old.places, old.gender, old.birth_year, old.outcode, old.travel_km, old.kinds, old.backgrounds, old.languages, old.times, old.interests, old.helps, old.not_used, old.not_shown) then
        insert into pledge.mentor_told (id, authority_id, mentor_id, number, places, gender, birth_year, outcode, travel_km, kinds, backgrounds, languages, times, interests, helps, not_used, not_shown, told_at, told_by)
        select gen_random_uuid(), new.authority_id, new.id, 1 + coalesce(max(t.number), 0), new.places, new.gender, new.birth_year, new.outcode, new.travel_km, new.kinds, new.backgrounds, new.languages,
            new.times, new.interests, new.helps, new.not_used, new.not_shown, new.changed_at, new.changed_by
        from pledge.mentor_told t where t.mentor_id = new.id;
    end if;
    return null;
end
$$;
create trigger mentor_told_is_kept after insert or update on pledge.mentor for each row execute function pledge.mentor_told_is_kept();
insert into pledge.mentor_told (id, authority_id, mentor_id, number, places, gender, birth_year, outcode, travel_km, kinds, backgrounds, languages, times, interests, helps, not_used, not_shown, told_at, told_by)
select gen_random_uuid(), m.authority_id, m.id, 1, m.places, m.gender, m.birth_year, m.outcode, m.travel_km, m.kinds, m.backgrounds, m.languages, m.times, m.interests, m.helps, m.not_used, m.not_shown, m.changed_at, m.changed_by
from pledge.mentor m;

-- The mentor of an open proposal as they told of themselves when it was made, or first; for the two whom it is about. What they keep back since is not in it.
create function pledge.proposed_mentor(proposal uuid)
    returns table (mentor_id uuid, called text, state text, places integer, taken integer, birth_year integer, agrees boolean, level text, accepted boolean, issued_on date, recheck_due_on date, trained_until date,
        kinds text[], gender text, backgrounds text[], languages text[], easting integer, northing integer, travel_km integer, times text[], interests text[], helps text[], not_used text[], not_shown text[], is_never boolean)
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select m.id, p.mentor_called, m.state, t.places, 0, t.birth_year, true, null::text, false, null::date, null::date, null::date,
        t.kinds, t.gender, t.backgrounds, t.languages, o.easting, o.northing, t.travel_km, t.times, t.interests, t.helps, t.not_used || m.not_used, t.not_shown || m.not_shown, false
    from pledge.mentor_proposal p
    join pledge.mentor m on m.id = p.mentor_id
    cross join lateral (select x.* from pledge.mentor_told x where x.mentor_id = m.id order by x.told_at <= p.made_at desc, case when x.told_at <= p.made_at then -x.number else x.number end limit 1) t
    left join pledge.outcode o on o.outcode = t.outcode
    where p.id = proposal and p.authority_id = pledge.authority() and p.state = 'open'
      and (p.mentor_id = pledge.my_mentor() or pledge.actor() = 'young-person' and p.young_person_id = pledge.young_person())
$$;
revoke execute on function pledge.proposed_mentor(uuid) from public;
grant execute on function pledge.proposed_mentor(uuid) to pledge_app;

-- Whom young people ask for goes by what a mentor is: once they are approved, a coordinator changes it.
create or replace function pledge.mentor_keeps_own() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() = 'partner' and ((new.state, new.name, new.organisation_id) is distinct from (old.state, old.name, old.organisation_id)
        or old.state in ('approved', 'available', 'paused') and (new.gender, new.birth_year) is distinct from (old.gender, old.birth_year)) then
        raise exception using errcode = '42501', message = 'This is not the mentor''s own to change';
    end if;
    return new;
end
$$;

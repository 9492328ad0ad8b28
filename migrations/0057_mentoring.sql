-- Mentoring: what a young person is looking for, whom they are not to meet, proposals to which both say yes, and the matches that come of them.

-- What they look for. A row of the young person holds; one of their worker is a draft until they say that it is right. Replaced, never erased.
create table pledge.mentor_wish (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    written_by_side text not null check (written_by_side in ('young-person', 'worker')),
    is_looking      boolean not null,
    words           text check (length(words) between 1 and 1000),
    kinds           text[] not null,
    genders         text[] not null,
    backgrounds     text[] not null,
    languages       text[] not null,
    outcode         text check (length(outcode) between 2 and 4),
    travel_km       integer check (travel_km between 0 and 200),
    times           text[] not null,
    interests       text[] not null,
    hopes           text[] not null,
    not_used        text[] not null,
    not_shown       text[] not null,
    written_at      timestamptz not null,
    written_by      uuid not null,
    superseded_at   timestamptz,
    constraint mentor_wish_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint mentor_wish_known check (superseded_at is null or superseded_at >= written_at)
);
create unique index one_mentor_wish_of_a_side on pledge.mentor_wish (young_person_id, written_by_side) where superseded_at is null;
create index mentor_wish_young_person_id_ix on pledge.mentor_wish (authority_id, young_person_id);
create index mentor_wish_looking_ix on pledge.mentor_wish (authority_id) where superseded_at is null and is_looking and written_by_side = 'young-person';

-- Who is not to meet whom. Each side reads its own; the coordinator reads both.
create table pledge.mentor_never (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    mentor_id       uuid not null,
    side            text not null check (side in ('young-person', 'coordinator')),
    reason          text check (length(reason) between 1 and 500),
    set_at          timestamptz not null,
    set_by          uuid not null,
    ended_at        timestamptz,
    ended_by        uuid,
    constraint mentor_never_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint mentor_never_mentor foreign key (authority_id, mentor_id) references pledge.mentor (authority_id, id),
    constraint mentor_never_ended_by_somebody check ((ended_at is null) = (ended_by is null))
);
create unique index mentor_never_once on pledge.mentor_never (young_person_id, mentor_id, side) where ended_at is null;
create index mentor_never_mentor_id_ix on pledge.mentor_never (authority_id, mentor_id);

-- A young person and a mentor who might meet, until both said yes or one said no. What each is called stands here, because neither reads the other's row.
create table pledge.mentor_proposal (
    id                  uuid primary key,
    authority_id        uuid not null references pledge.authority (id),
    young_person_id     uuid not null,
    mentor_id           uuid not null,
    young_person_called text not null check (length(young_person_called) <= 80),
    mentor_called       text not null check (length(mentor_called) <= 80),
    made_by_side        text not null check (made_by_side in ('young-person', 'coordinator')),
    made_at             timestamptz not null,
    made_by             uuid not null,
    expires_on          date not null,
    meeting_on          date,
    young_person_says   text check (young_person_says in ('yes', 'no')),
    mentor_says         text check (mentor_says in ('yes', 'no')),
    state               text not null check (state in ('open', 'matched', 'declined', 'closed')),
    closed_because      text check (closed_because in ('mentor-is-full', 'has-a-mentor', 'expired')),
    decided_at          timestamptz,
    constraint mentor_proposal_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint mentor_proposal_mentor foreign key (authority_id, mentor_id) references pledge.mentor (authority_id, id),
    constraint mentor_proposal_authority_id_key unique (authority_id, young_person_id, id),
    -- The first meeting has a day before anybody is matched.
    constraint a_mentors_yes_has_a_day check (mentor_says is distinct from 'yes' or meeting_on is not null),
    constraint matched_is_yes_and_yes check ((state = 'matched') = (coalesce(young_person_says, '') = 'yes' and coalesce(mentor_says, '') = 'yes')),
    constraint declined_is_a_no check ((state = 'declined') = (coalesce(young_person_says, '') = 'no' or coalesce(mentor_says, '') = 'no')),
    constraint closed_says_why check ((state = 'closed') = (closed_because is not null)),
    constraint open_is_undecided check ((state = 'open') = (decided_at is null))
);
create unique index one_open_proposal_of_a_pair on pledge.mentor_proposal (young_person_id, mentor_id) where state = 'open';
create index mentor_proposal_young_person_id_ix on pledge.mentor_proposal (authority_id, young_person_id);
create index mentor_proposal_mentor_id_ix on pledge.mentor_proposal (authority_id, mentor_id) where state = 'open';
create index mentor_proposal_state_ix on pledge.mentor_proposal (authority_id, state, made_at);

-- What each side said, and why: the young person's words are not for the mentor, nor the mentor's for them.
create table pledge.mentor_answer (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    proposal_id     uuid not null,
    side            text not null check (side in ('young-person', 'mentor')),
    says            text not null check (says in ('yes', 'no')),
    reason          text check (length(reason) between 1 and 500),
    said_at         timestamptz not null,
    said_by         uuid not null,
    constraint mentor_answer_proposal foreign key (authority_id, young_person_id, proposal_id) references pledge.mentor_proposal (authority_id, young_person_id, id),
    constraint one_answer_of_a_side unique (proposal_id, side)
);
create index mentor_answer_young_person_id_ix on pledge.mentor_answer (authority_id, young_person_id);

-- A match has one of the mentor's places, numbered from 1, while it runs.
create table pledge.mentor_match (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    mentor_id       uuid not null,
    proposal_id     uuid not null,
    place           integer not null check (place between 1 and 10),
    meeting_on      date not null,
    started_at      timestamptz not null,
    ended_on        date,
    end_reason      text check (length(end_reason) between 1 and 500),
    ended_by        uuid,
    constraint mentor_match_proposal foreign key (authority_id, young_person_id, proposal_id) references pledge.mentor_proposal (authority_id, young_person_id, id),
    constraint mentor_match_mentor foreign key (authority_id, mentor_id) references pledge.mentor (authority_id, id),
    constraint one_match_of_a_proposal unique (proposal_id),
    constraint an_ending_has_a_reason check ((ended_on is null) = (ended_by is null) and (ended_on is null) = (end_reason is null))
);
create unique index one_match_of_a_place on pledge.mentor_match (mentor_id, place) where ended_on is null;
create unique index one_mentor_at_a_time on pledge.mentor_match (young_person_id) where ended_on is null;
create index mentor_match_young_person_id_ix on pledge.mentor_match (authority_id, young_person_id);

-- When somebody looks again for a young person who waits. Only added; the newest holds.
create table pledge.mentor_waiting (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    look_again_on   date not null,
    said_at         timestamptz not null,
    said_by         uuid not null,
    constraint mentor_waiting_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id)
);
create index mentor_waiting_young_person_id_ix on pledge.mentor_waiting (authority_id, young_person_id, said_at desc);

-- Reading. A coordinator never reads a wish: what of it was released comes from the functions below.
do $$
declare t text; extra text;
begin
    foreach t in array array['mentor_wish', 'mentor_never', 'mentor_proposal', 'mentor_answer', 'mentor_match', 'mentor_waiting'] loop
        execute format('alter table pledge.%I enable row level security', t);
        execute format('grant select, insert on pledge.%I to pledge_app', t);
        extra := case when t in ('mentor_never', 'mentor_answer') then ' and side = ''young-person''' else '' end;
        execute format($p$create policy %I on pledge.%I for select
            using (authority_id = (select pledge.authority()) and case (select pledge.actor())
                when 'young-person' then young_person_id = (select pledge.young_person())%s
                when 'adviser' then %s
                when 'manager' then %s
                when 'coordinator' then %s
                when 'job:plan-reminders' then %s
                else false end)$p$, t || '_read', t, extra,
            case when t = 'mentor_never' then 'false' else 'young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])' || extra end,
            case when t = 'mentor_never' then 'false' else 'young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])' || extra end,
            case when t = 'mentor_wish' then 'false' else 'true' end,
            case when t in ('mentor_proposal', 'mentor_match') then 'true' else 'false' end);
    end loop;
end $$;
revoke insert on pledge.mentor_match from pledge_app;

create policy mentor_wish_write on pledge.mentor_wish for insert
    with check (authority_id = (select pledge.authority()) and written_by = (select pledge.account()) and superseded_at is null and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person()) and written_by_side = 'young-person'
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[]) and written_by_side = 'worker'
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[]) and written_by_side = 'worker'
        else false end);
-- A worker replaces a draft, never what the young person said.
create policy mentor_wish_supersede on pledge.mentor_wish for update
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end)
    with check ((select pledge.actor()) = 'young-person' or written_by_side = 'worker');
grant update (superseded_at) on pledge.mentor_wish to pledge_app;

create policy mentor_never_write on pledge.mentor_never for insert
    with check (authority_id = (select pledge.authority()) and set_by = (select pledge.account()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person()) and side = 'young-person'
        when 'coordinator' then side = 'coordinator'
        else false end);
create policy mentor_never_end on pledge.mentor_never for update
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person()) and side = 'young-person'
        when 'coordinator' then side = 'coordinator'
        else false end)
    with check (ended_by = (select pledge.account()));
grant update (ended_at, ended_by) on pledge.mentor_never to pledge_app;

create policy mentor_proposal_make on pledge.mentor_proposal for insert
    with check (authority_id = (select pledge.authority()) and made_by = (select pledge.account()) and state = 'open' and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person()) and made_by_side = 'young-person' and young_person_says = 'yes' and mentor_says is null
        when 'coordinator' then made_by_side = 'coordinator' and young_person_says is null and mentor_says is null
        else false end);
create policy mentor_proposal_answer on pledge.mentor_proposal for update
    using (authority_id = (select pledge.authority()) and state = 'open' and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'coordinator' then true
        else false end)
    with check (true);
grant update (young_person_says, mentor_says, meeting_on, state, decided_at) on pledge.mentor_proposal to pledge_app;

create policy mentor_answer_write on pledge.mentor_answer for insert
    with check (authority_id = (select pledge.authority()) and said_by = (select pledge.account()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person()) and side = 'young-person'
        when 'coordinator' then side = 'mentor'
        else false end);

create policy mentor_match_end on pledge.mentor_match for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator')
    with check (ended_by = (select pledge.account()));
grant update (ended_on, end_reason, ended_by) on pledge.mentor_match to pledge_app;

create policy mentor_waiting_write on pledge.mentor_waiting for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator' and said_by = (select pledge.account()));

create index mentor_suggestable_ix on pledge.mentor (authority_id, gender) where state = 'available' and agrees_to_be_suggested;

create function pledge.first_word(name text) returns text language sql immutable parallel safe return split_part(btrim(name), ' ', 1);

-- Whether they said that they look for a mentor, and have none.
create function pledge.looks_for_mentor(whose uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select from pledge.mentor_wish w where w.young_person_id = whose and w.authority_id = pledge.authority() and w.written_by_side = 'young-person' and w.superseded_at is null and w.is_looking)
       and not exists (select from pledge.mentor_match m where m.young_person_id = whose and m.ended_on is null)
$$;

-- Young people who look for a mentor and have none, for the coordinator: what matching may use of what they said, with what may not be told to a mentor.
create function pledge.mentor_seekers(meeting_on date, one uuid)
    returns table (young_person_id uuid, called text, age integer, since timestamptz, words text, kinds text[], genders text[], backgrounds text[], languages text[], easting integer, northing integer,
        travel_km integer, times text[], interests text[], hopes text[], not_used text[], not_shown text[], look_again_on date)
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select y.id, coalesce(nullif(btrim(y.known_as), ''), y.given_name, ''), extract(year from age(meeting_on, y.date_of_birth))::integer,
        (select min(x.written_at) from pledge.mentor_wish x where x.young_person_id = y.id and x.written_by_side = 'young-person' and x.is_looking
            and x.written_at > coalesce((select max(n.written_at) from pledge.mentor_wish n where n.young_person_id = y.id and n.written_by_side = 'young-person' and not n.is_looking), '-infinity')),
        case when 'words' = any (w.not_used) then null else w.words end,
        case when 'kind' = any (w.not_used) then '{}' else w.kinds end, case when 'gender' = any (w.not_used) then '{}' else w.genders end,
        case when 'background' = any (w.not_used) then '{}' else w.backgrounds end, case when 'language' = any (w.not_used) then '{}' else w.languages end,
        case when 'near' = any (w.not_used) then null else o.easting end, case when 'near' = any (w.not_used) then null else o.northing end, case when 'near' = any (w.not_used) then null else w.travel_km end,
        case when 'times' = any (w.not_used) then '{}' else w.times end, case when 'interests' = any (w.not_used) then '{}' else w.interests end,
        case when 'hopes' = any (w.not_used) then '{}' else w.hopes end, w.not_used, w.not_shown,
        (select a.look_again_on from pledge.mentor_waiting a where a.young_person_id = y.id order by a.said_at desc, a.id desc limit 1)
    from pledge.mentor_wish w
    join pledge.young_person y on y.id = w.young_person_id
    left join pledge.outcode o on o.outcode = w.outcode
    where pledge.actor() = 'coordinator' and w.authority_id = pledge.authority() and w.written_by_side = 'young-person' and w.superseded_at is null and w.is_looking
      and (one is null or y.id = one)
      and not exists (select from pledge.mentor_match m where m.young_person_id = y.id and m.ended_on is null)
$$;

-- Mentors who might be suggested to one young person on a day: to that young person themselves, or to the coordinator. No address, no number, no family name.
-- What any young person may ask for and what lapses is left out here already; the domain asks all of it again, and the rest.
-- With everybody, for the coordinator alone, also those whom a rule keeps out, so that the domain can say which.
create function pledge.mentors_for(whose uuid, meeting_on date, everybody boolean)
    returns table (mentor_id uuid, called text, state text, places integer, taken integer, birth_year integer, agrees boolean, level text, accepted boolean, issued_on date, recheck_due_on date, trained_until date,
        kinds text[], gender text, backgrounds text[], languages text[], easting integer, northing integer, travel_km integer, times text[], interests text[], helps text[], not_used text[], not_shown text[], is_never boolean)
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select m.id, pledge.first_word(m.name), m.state, m.places, t.taken, m.birth_year, m.agrees_to_be_suggested, c.level, coalesce(c.outcome = 'accepted', false), c.issued_on, c.recheck_due_on, r.until,
        m.kinds, m.gender, m.backgrounds, m.languages, o.easting, o.northing, m.travel_km, m.times, m.interests, m.helps, m.not_used, m.not_shown, n.is_never
    from pledge.mentor m
    left join pledge.mentor_clearance c on c.mentor_id = m.id and c.superseded_at is null
    left join pledge.outcode o on o.outcode = m.outcode
    left join pledge.mentor_wish w on w.young_person_id = whose and w.written_by_side = 'young-person' and w.superseded_at is null
    cross join lateral (select case when count(*) = 3 then min(x.valid_until) end as until from pledge.mentor_training x where x.mentor_id = m.id and x.superseded_at is null) r
    cross join lateral (select ((select count(*) from pledge.mentor_match x where x.mentor_id = m.id and x.ended_on is null)
        + (select count(*) from pledge.mentor_proposal x where x.mentor_id = m.id and x.state = 'open' and x.expires_on >= pledge.today() and x.young_person_id <> whose))::integer as taken) t
    cross join lateral (select exists (select from pledge.mentor_never x where x.young_person_id = whose and x.mentor_id = m.id and x.ended_at is null)
        or exists (select from pledge.mentor_proposal x where x.young_person_id = whose and x.mentor_id = m.id and x.state = 'declined') as is_never) n
    where m.authority_id = pledge.authority()
      and (pledge.actor() = 'coordinator' and pledge.looks_for_mentor(whose) or pledge.actor() = 'young-person' and whose = pledge.young_person())
      and not exists (select from pledge.mentor_proposal x where x.young_person_id = whose and x.mentor_id = m.id and x.state = 'open' and x.expires_on >= pledge.today())
      and (everybody and pledge.actor() = 'coordinator' and m.state in ('approved', 'available', 'paused')
        or m.state = 'available' and m.agrees_to_be_suggested and c.outcome = 'accepted' and c.issued_on <= meeting_on and c.recheck_due_on >= meeting_on and r.until >= meeting_on
           and t.taken < m.places and not n.is_never
           and (coalesce(w.genders, '{}') = '{}' or 'gender' = any (w.not_used) or (m.gender = any (w.genders) and not 'gender' = any (m.not_used)))
           and (coalesce(w.languages, '{}') = '{}' or 'language' = any (w.not_used) or (m.languages && w.languages and not 'language' = any (m.not_used))))
$$;

-- What each is called is written by the database, and a proposal that ran out makes way. Loading and mending by the owner, with nobody in scope, is left alone.
create function pledge.mentor_proposal_made() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() is null then
        return new;
    end if;
    update pledge.mentor_proposal p set state = 'closed', closed_because = 'expired', decided_at = new.made_at
        where p.young_person_id = new.young_person_id and p.mentor_id = new.mentor_id and p.state = 'open' and p.expires_on < pledge.today();
    if not pledge.looks_for_mentor(new.young_person_id) then
        raise exception using errcode = '23P01', message = 'Nobody is proposed to somebody who is not looking', constraint = 'proposed_to_somebody_who_looks';
    end if;
    new.young_person_called := (select coalesce(nullif(btrim(y.known_as), ''), y.given_name, '') from pledge.young_person y where y.id = new.young_person_id and y.authority_id = new.authority_id);
    new.mentor_called := (select pledge.first_word(m.name) from pledge.mentor m where m.id = new.mentor_id and m.authority_id = new.authority_id and m.state = 'available' and m.agrees_to_be_suggested);
    if new.mentor_called is null then
        raise exception using errcode = '23P01', message = 'The mentor is not available', constraint = 'proposed_mentor_is_available';
    end if;
    return new;
end
$$;
create trigger mentor_proposal_made before insert on pledge.mentor_proposal for each row execute function pledge.mentor_proposal_made();

-- Whoever answers waits for others who answer for the same young person or the same mentor: always first the one, then the other.
create function pledge.lock_for_match(proposal uuid) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform from pledge.young_person y where y.id = (select p.young_person_id from pledge.mentor_proposal p where p.id = proposal and p.authority_id = pledge.authority()) for no key update;
    perform from pledge.mentor m where m.id = (select p.mentor_id from pledge.mentor_proposal p where p.id = proposal and p.authority_id = pledge.authority()) for no key update;
end
$$;

-- The second yes makes the match, in the same statement: with the lowest free place, if there is one and the mentor may meet anybody on that day. What else was open for the two is closed.
create function pledge.mentor_proposal_answered() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    places_of integer;
    free integer;
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
create trigger mentor_proposal_answered before update on pledge.mentor_proposal for each row execute function pledge.mentor_proposal_answered();

-- Asked by the functions above alone.
revoke execute on function pledge.looks_for_mentor(uuid) from public;
revoke execute on function pledge.mentor_seekers(date, uuid), pledge.mentors_for(uuid, date, boolean), pledge.lock_for_match(uuid) from public;
grant execute on function pledge.mentor_seekers(date, uuid), pledge.mentors_for(uuid, date, boolean), pledge.lock_for_match(uuid) to pledge_app;

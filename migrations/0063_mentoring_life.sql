-- The life of a match: what was agreed, meetings, breaks, how it goes, its end, and worries.
alter table pledge.mentor_match
    add column ending_on date,
    add column ending_planned_at timestamptz,
    add column ending_planned_by uuid,
    add column end_kind text check (end_kind in ('as-planned', 'young-person-stops', 'mentor-stops', 'coordinator-ends')),
    add constraint mentor_match_of_young_person unique (authority_id, young_person_id, id),
    add constraint planned_by_somebody check ((ending_on is null) = (ending_planned_by is null) and (ending_on is null) = (ending_planned_at is null));
alter table pledge.mentor_match drop constraint an_ending_has_a_reason;
alter table pledge.mentor_match add constraint an_ending_has_a_reason check ((ended_on is null) = (ended_by is null) and (ended_on is null) = (end_reason is null and end_kind is null));
grant update (ending_on, ending_planned_at, ending_planned_by, end_kind) on pledge.mentor_match to pledge_app;

-- What the two agreed. A version is superseded by the next, and holds once both said yes to it.
create table pledge.mentor_agreement (
    id                  uuid primary key,
    authority_id        uuid not null references pledge.authority (id),
    young_person_id     uuid not null,
    match_id            uuid not null,
    side                text not null check (side in ('young-person', 'mentor')),
    what_we_do          text not null check (length(what_we_do) between 1 and 1000),
    how_often           text not null check (how_often in ('weekly', 'fortnightly', 'monthly')),
    until_on            date not null,
    goals               text check (length(goals) between 1 and 1000),
    written_at          timestamptz not null,
    written_by          uuid not null,
    young_person_yes_at timestamptz,
    mentor_yes_at       timestamptz,
    superseded_at       timestamptz,
    constraint mentor_agreement_match foreign key (authority_id, young_person_id, match_id) references pledge.mentor_match (authority_id, young_person_id, id)
);
create unique index one_agreement_of_a_match on pledge.mentor_agreement (match_id) where superseded_at is null;

-- A meeting that is planned, or was. What came of it is said once; a mistake is withdrawn and stays readable.
create table pledge.mentor_meeting (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    match_id        uuid not null,
    side            text not null check (side in ('young-person', 'mentor')),
    on_day          date not null,
    place           text check (length(place) between 1 and 120),
    recorded_at     timestamptz not null,
    recorded_by     uuid not null,
    outcome         text check (outcome in ('made', 'missed', 'called-off')),
    outcome_at      timestamptz,
    outcome_by      uuid,
    withdrawn_at    timestamptz,
    withdrawn_by    uuid,
    constraint mentor_meeting_match foreign key (authority_id, young_person_id, match_id) references pledge.mentor_match (authority_id, young_person_id, id),
    constraint mentor_meeting_of_young_person unique (authority_id, young_person_id, id),
    constraint outcome_by_somebody check ((outcome is null) = (outcome_at is null) and (outcome is null) = (outcome_by is null)),
    constraint withdrawn_by_somebody check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index mentor_meeting_match_ix on pledge.mentor_meeting (match_id, on_day);

-- How it is for one side: of a meeting, or of an ending. Never for the other side.
create table pledge.mentor_feeling (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    match_id        uuid not null,
    meeting_id      uuid,
    side            text not null check (side in ('young-person', 'mentor')),
    feeling         integer check (feeling between 1 and 5),
    words           text check (length(words) between 1 and 1000),
    said_at         timestamptz not null,
    said_by         uuid not null,
    superseded_at   timestamptz,
    constraint mentor_feeling_match foreign key (authority_id, young_person_id, match_id) references pledge.mentor_match (authority_id, young_person_id, id),
    constraint mentor_feeling_meeting foreign key (authority_id, young_person_id, meeting_id) references pledge.mentor_meeting (authority_id, young_person_id, id),
    constraint says_something check (feeling is not null or words is not null)
);
create unique index one_feeling_of_a_side on pledge.mentor_feeling (match_id, coalesce(meeting_id, match_id), side) where superseded_at is null;
create index mentor_feeling_meeting_ix on pledge.mentor_feeling (authority_id, young_person_id, meeting_id);

-- A coordinator asked one side how it goes. For coordinators alone.
create table pledge.mentor_check_in (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    match_id        uuid not null,
    side            text not null check (side in ('young-person', 'mentor')),
    months          integer not null check (months in (1, 3, 6, 12)),
    done_on         date not null,
    going           text not null check (going in ('well', 'mixed', 'worried')),
    words           text check (length(words) between 1 and 2000),
    recorded_at     timestamptz not null,
    recorded_by     uuid not null,
    superseded_at   timestamptz,
    constraint mentor_check_in_match foreign key (authority_id, young_person_id, match_id) references pledge.mentor_match (authority_id, young_person_id, id)
);
create unique index one_check_in_of_a_side on pledge.mentor_check_in (match_id, side, months) where superseded_at is null;

create table pledge.mentor_pause (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    match_id        uuid not null,
    side            text not null check (side in ('young-person', 'mentor', 'coordinator')),
    from_on         date not null,
    until_on        date not null check (until_on > from_on),
    reason          text not null check (length(reason) between 1 and 500),
    set_at          timestamptz not null,
    set_by          uuid not null,
    ended_at        timestamptz,
    ended_by        uuid,
    constraint mentor_pause_match foreign key (authority_id, young_person_id, match_id) references pledge.mentor_match (authority_id, young_person_id, id),
    constraint ended_by_somebody check ((ended_at is null) = (ended_by is null))
);
create unique index one_mentor_break_at_a_time on pledge.mentor_pause (match_id) where ended_at is null;

-- What one side says to the other when it ends.
create table pledge.mentor_goodbye (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    match_id        uuid not null,
    side            text not null check (side in ('young-person', 'mentor')),
    went_well       text check (length(went_well) between 1 and 1000),
    words           text check (length(words) between 1 and 1000),
    said_at         timestamptz not null,
    said_by         uuid not null,
    superseded_at   timestamptz,
    constraint mentor_goodbye_match foreign key (authority_id, young_person_id, match_id) references pledge.mentor_match (authority_id, young_person_id, id),
    constraint says_something check (went_well is not null or words is not null)
);
create unique index one_goodbye_of_a_side on pledge.mentor_goodbye (match_id, side) where superseded_at is null;

-- Somebody is worried. Never changed, never deleted, by nobody: only that it was read is written beside it, once.
create table pledge.mentor_concern (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    match_id        uuid not null,
    side            text not null check (side in ('young-person', 'mentor', 'coordinator')),
    words           text not null check (length(words) between 1 and 2000),
    raised_at       timestamptz not null,
    raised_by       uuid not null,
    read_at         timestamptz,
    read_by         uuid,
    constraint mentor_concern_match foreign key (authority_id, young_person_id, match_id) references pledge.mentor_match (authority_id, young_person_id, id),
    constraint mentor_concern_of_young_person unique (authority_id, young_person_id, id),
    constraint read_by_somebody check ((read_at is null) = (read_by is null))
);
create index mentor_concern_match_ix on pledge.mentor_concern (match_id);
create index mentor_concern_unread_ix on pledge.mentor_concern (authority_id, raised_at) where read_at is null;

-- What was done about it. Only added.
create table pledge.mentor_concern_note (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    concern_id      uuid not null,
    words           text not null check (length(words) between 1 and 2000),
    written_at      timestamptz not null,
    written_by      uuid not null,
    constraint mentor_concern_note_concern foreign key (authority_id, young_person_id, concern_id) references pledge.mentor_concern (authority_id, young_person_id, id)
);

create function pledge.mentor_concern_stays() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'DELETE' then
        raise exception using errcode = '42501', message = 'A worry is never deleted';
    end if;
    if tg_table_name = 'mentor_concern' then
        if (to_jsonb(new) - 'read_at' - 'read_by') is distinct from (to_jsonb(old) - 'read_at' - 'read_by') or old.read_at is not null then
            raise exception using errcode = '42501', message = 'A worry stays as it was said';
        end if;
        return new;
    end if;
    raise exception using errcode = '42501', message = 'What was done stays as it was written';
end
$$;
create trigger mentor_concern_stays before update or delete on pledge.mentor_concern for each row execute function pledge.mentor_concern_stays();
create trigger mentor_concern_note_stays before update or delete on pledge.mentor_concern_note for each row execute function pledge.mentor_concern_stays();

-- Matches of the mentor who is signed in: those that run, or also those that ended in the last 30 days.
create function pledge.my_matches(running boolean) returns uuid[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(m.id), '{}') from pledge.mentor_match m where m.mentor_id = pledge.my_mentor() and (m.ended_on is null or not running and m.ended_on >= pledge.today() - 30)
$$;
-- Of the young person who is signed in, likewise.
create function pledge.my_own_matches(running boolean) returns uuid[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(m.id), '{}') from pledge.mentor_match m where m.young_person_id = pledge.young_person() and pledge.actor() = 'young-person' and (m.ended_on is null or not running)
$$;
revoke execute on function pledge.my_matches(boolean), pledge.my_own_matches(boolean) from public;
grant execute on function pledge.my_matches(boolean), pledge.my_own_matches(boolean) to pledge_app;

do $$
declare
    t text; is_seen_by_worker boolean; is_planned boolean; own text; theirs text;
begin
    foreach t in array array['mentor_agreement', 'mentor_meeting', 'mentor_feeling', 'mentor_check_in', 'mentor_pause', 'mentor_goodbye', 'mentor_concern', 'mentor_concern_note'] loop
        execute format('alter table pledge.%I enable row level security', t);
        execute format('grant select, insert on pledge.%I to pledge_app', t);
        execute format('create index %I on pledge.%I (authority_id, young_person_id)', t || '_young_person_id_ix', t);
        is_seen_by_worker := t in ('mentor_agreement', 'mentor_meeting', 'mentor_pause', 'mentor_concern', 'mentor_concern_note');
        is_planned := t in ('mentor_agreement', 'mentor_meeting', 'mentor_check_in', 'mentor_pause', 'mentor_concern');
        own := case
            when t in ('mentor_agreement', 'mentor_meeting', 'mentor_pause', 'mentor_goodbye') then 'young_person_id = (select pledge.young_person())'
            when t = 'mentor_feeling' then 'young_person_id = (select pledge.young_person()) and side = ''young-person'''
            when t = 'mentor_concern' then 'young_person_id = (select pledge.young_person()) and raised_by = (select pledge.account())' else 'false' end;
        theirs := case
            when t in ('mentor_agreement', 'mentor_meeting', 'mentor_pause', 'mentor_goodbye') then 'match_id = any ((select pledge.my_matches(false))::uuid[])'
            when t = 'mentor_feeling' then 'match_id = any ((select pledge.my_matches(false))::uuid[]) and side = ''mentor'''
            when t = 'mentor_concern' then 'match_id = any ((select pledge.my_matches(false))::uuid[]) and raised_by = (select pledge.account())' else 'false' end;
        execute format($p$create policy %I on pledge.%I for select
            using (authority_id = (select pledge.authority()) and case (select pledge.actor())
                when 'young-person' then %s
                when 'partner' then %s
                when 'adviser' then %s
                when 'manager' then %s
                when 'coordinator' then true
                when 'job:plan-reminders' then %s
                else false end)$p$, t || '_read', t, own, theirs,
            case when is_seen_by_worker then 'young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])' else 'false' end,
            case when is_seen_by_worker then 'young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])' else 'false' end, case when is_planned then 'true' else 'false' end);
    end loop;
end $$;

-- Writing: each side in its own name, while the match runs; a goodbye and how it was also in the 30 days after.
create policy mentor_agreement_write on pledge.mentor_agreement for insert
    with check (authority_id = (select pledge.authority()) and written_by = (select pledge.account()) and superseded_at is null and case (select pledge.actor())
        when 'young-person' then match_id = any ((select pledge.my_own_matches(true))::uuid[]) and side = 'young-person' and mentor_yes_at is null
        when 'partner' then match_id = any ((select pledge.my_matches(true))::uuid[]) and side = 'mentor' and young_person_yes_at is null
        else false end);
create policy mentor_agreement_change on pledge.mentor_agreement for update
    using (authority_id = (select pledge.authority()) and superseded_at is null and case (select pledge.actor())
        when 'young-person' then match_id = any ((select pledge.my_own_matches(true))::uuid[])
        when 'partner' then match_id = any ((select pledge.my_matches(true))::uuid[])
        else false end)
    with check (true);
grant update (young_person_yes_at, mentor_yes_at, superseded_at) on pledge.mentor_agreement to pledge_app;
create function pledge.nobody_agrees_for_the_other() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() = 'young-person' and new.mentor_yes_at is distinct from old.mentor_yes_at or pledge.actor() = 'partner' and new.young_person_yes_at is distinct from old.young_person_yes_at then
        raise exception using errcode = '42501', message = 'Nobody agrees for the other side';
    end if;
    return new;
end
$$;
create trigger nobody_agrees_for_the_other before update on pledge.mentor_agreement for each row execute function pledge.nobody_agrees_for_the_other();

create policy mentor_meeting_write on pledge.mentor_meeting for insert
    with check (authority_id = (select pledge.authority()) and recorded_by = (select pledge.account()) and withdrawn_at is null and (outcome is null or outcome_by = (select pledge.account())) and case (select pledge.actor())
        when 'young-person' then match_id = any ((select pledge.my_own_matches(true))::uuid[]) and side = 'young-person'
        when 'partner' then match_id = any ((select pledge.my_matches(true))::uuid[]) and side = 'mentor'
        else false end);
create policy mentor_meeting_change on pledge.mentor_meeting for update
    using (authority_id = (select pledge.authority()) and withdrawn_at is null and case (select pledge.actor())
        when 'young-person' then match_id = any ((select pledge.my_own_matches(true))::uuid[])
        when 'partner' then match_id = any ((select pledge.my_matches(true))::uuid[])
        else false end)
    with check (coalesce(withdrawn_by, outcome_by) = (select pledge.account()));
grant update (outcome, outcome_at, outcome_by, withdrawn_at, withdrawn_by) on pledge.mentor_meeting to pledge_app;

do $$
declare t text;
begin
    foreach t in array array['mentor_feeling', 'mentor_goodbye'] loop
        execute format($p$create policy %I on pledge.%I for insert
            with check (authority_id = (select pledge.authority()) and said_by = (select pledge.account()) and superseded_at is null and case (select pledge.actor())
                when 'young-person' then match_id = any ((select pledge.my_own_matches(false))::uuid[]) and side = 'young-person'
                when 'partner' then match_id = any ((select pledge.my_matches(false))::uuid[]) and side = 'mentor'
                else false end)$p$, t || '_write', t);
        execute format($p$create policy %I on pledge.%I for update
            using (authority_id = (select pledge.authority()) and superseded_at is null and case (select pledge.actor())
                when 'young-person' then match_id = any ((select pledge.my_own_matches(false))::uuid[]) and side = 'young-person'
                when 'partner' then match_id = any ((select pledge.my_matches(false))::uuid[]) and side = 'mentor'
                else false end)
            with check (true)$p$, t || '_supersede', t);
        execute format('grant update (superseded_at) on pledge.%I to pledge_app', t);
    end loop;
end $$;

create policy mentor_check_in_write on pledge.mentor_check_in for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator' and recorded_by = (select pledge.account()) and superseded_at is null);
create policy mentor_check_in_supersede on pledge.mentor_check_in for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator' and superseded_at is null) with check (true);
grant update (superseded_at) on pledge.mentor_check_in to pledge_app;

create policy mentor_pause_set on pledge.mentor_pause for insert
    with check (authority_id = (select pledge.authority()) and set_by = (select pledge.account()) and ended_at is null and case (select pledge.actor())
        when 'young-person' then match_id = any ((select pledge.my_own_matches(true))::uuid[]) and side = 'young-person'
        when 'partner' then match_id = any ((select pledge.my_matches(true))::uuid[]) and side = 'mentor'
        when 'coordinator' then side = 'coordinator'
        else false end);
create policy mentor_pause_end on pledge.mentor_pause for update
    using (authority_id = (select pledge.authority()) and ended_at is null and case (select pledge.actor())
        when 'young-person' then match_id = any ((select pledge.my_own_matches(true))::uuid[])
        when 'partner' then match_id = any ((select pledge.my_matches(true))::uuid[])
        when 'coordinator' then true
        else false end)
    with check (ended_by = (select pledge.account()));
grant update (ended_at, ended_by) on pledge.mentor_pause to pledge_app;

-- Either side may end it, and plan its end.
alter policy mentor_match_end on pledge.mentor_match
    using (authority_id = (select pledge.authority()) and ended_on is null and case (select pledge.actor())
        when 'coordinator' then true
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'partner' then mentor_id = (select pledge.my_mentor())
        else false end)
    with check (coalesce(ended_by, ending_planned_by) = (select pledge.account()) and case (select pledge.actor())
        when 'young-person' then coalesce(end_kind, 'as-planned') in ('as-planned', 'young-person-stops')
        when 'partner' then coalesce(end_kind, 'as-planned') in ('as-planned', 'mentor-stops')
        else true end);

create policy mentor_concern_raise on pledge.mentor_concern for insert
    with check (authority_id = (select pledge.authority()) and raised_by = (select pledge.account()) and read_at is null and case (select pledge.actor())
        when 'young-person' then match_id = any ((select pledge.my_own_matches(false))::uuid[]) and side = 'young-person'
        when 'partner' then match_id = any ((select pledge.my_matches(false))::uuid[]) and side = 'mentor'
        when 'coordinator' then side = 'coordinator'
        else false end);
create policy mentor_concern_mark_read on pledge.mentor_concern for update
    using (authority_id = (select pledge.authority()) and read_at is null and case (select pledge.actor())
        when 'coordinator' then true
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end)
    with check (read_by = (select pledge.account()));
grant update (read_at, read_by) on pledge.mentor_concern to pledge_app;
create policy mentor_concern_note_write on pledge.mentor_concern_note for insert
    with check (authority_id = (select pledge.authority()) and written_by = (select pledge.account()) and case (select pledge.actor())
        when 'coordinator' then true
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);

-- Who hears of a worry at once: today's worker and whoever stands in, the managers of their team (or, where there is none, whoever manages the service), and every coordinator.
-- Accounts and nothing else, for whoever may raise one about this match.
create function pledge.hears_of_worry(match uuid) returns table (account_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with m as (select x.young_person_id, x.authority_id from pledge.mentor_match x where x.id = match and x.authority_id = pledge.authority()
            and (pledge.actor() = 'coordinator' or x.id = any (pledge.my_matches(false)) or x.id = any (pledge.my_own_matches(false)))),
        worker as (select a.staff_member_id as id from pledge.assignment a join m using (young_person_id) where a.period_from <= pledge.today() and (a.period_to is null or a.period_to > pledge.today())),
        stands_in as (select c.covering_id as id from pledge.leave_cover c join m using (young_person_id) where c.period_from <= pledge.today() and c.period_to > pledge.today()),
        team_manager as (select s.id from pledge.staff_member s join identity.account a on a.id = s.id and a.closed_at is null
            where s.role = 'manager' and s.team_id = (select w.team_id from pledge.staff_member w join worker on worker.id = w.id limit 1))
    select s.id from m join pledge.staff_member s on s.authority_id = m.authority_id join identity.account a on a.id = s.id and a.closed_at is null
    where s.role = 'coordinator' or s.id in (select id from worker union select id from stands_in union select id from team_manager)
       or s.role = 'manager' and s.team_id is null and not exists (select from team_manager)
$$;
revoke execute on function pledge.hears_of_worry(uuid) from public;
grant execute on function pledge.hears_of_worry(uuid) to pledge_app;

-- What somebody looked for is used up by the match that came of it: after it ends they are asked whether to look again.
create function pledge.says_again(whose uuid, written timestamptz) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select written > coalesce((select max(m.started_at) from pledge.mentor_match m where m.young_person_id = whose), '-infinity')
$$;
revoke execute on function pledge.says_again(uuid, timestamptz) from public;
grant execute on function pledge.says_again(uuid, timestamptz) to pledge_app;
create or replace function pledge.looks_for_mentor(whose uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select from pledge.mentor_wish w where w.young_person_id = whose and w.authority_id = pledge.authority() and w.written_by_side = 'young-person' and w.superseded_at is null and w.is_looking and pledge.says_again(w.young_person_id, w.written_at))
       and not exists (select from pledge.mentor_match m where m.young_person_id = whose and m.ended_on is null)
$$;

-- Young people who look for a mentor and have none, for the coordinator: what matching may use of what they said, with what may not be told to a mentor.
create or replace function pledge.mentor_seekers(meeting_on date, one uuid)
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
      and pledge.says_again(y.id, w.written_at)
$$;

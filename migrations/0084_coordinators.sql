-- What a coordinator needs to keep matches safe: a proposal that is taken back, mentors who may not meet any more, check-ins that said "not well", and whom to ring.
alter table pledge.mentor_proposal drop constraint mentor_proposal_closed_because_check;
alter table pledge.mentor_proposal
    add constraint mentor_proposal_closed_because_check check (closed_because in ('mentor-is-full', 'has-a-mentor', 'expired', 'not-looking', 'ruled-out', 'taken-back', 'withdrawn')),
    add column withdrawn_by uuid,
    add constraint withdrawn_by_somebody check ((withdrawn_by is not null) = (coalesce(closed_because, '') = 'withdrawn'));
grant update (closed_because, withdrawn_by) on pledge.mentor_proposal to pledge_app;
create function pledge.only_coordinators_withdraw() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() in ('young-person', 'partner') then
        raise exception using errcode = '42501', message = 'Only a coordinator takes a proposal back';
    end if;
    return new;
end
$$;
-- As before, and a coordinator withdraws.
create or replace function pledge.mentor_proposal_taken_back() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if pg_trigger_depth() = 1 and pledge.actor() is not null and new.state = 'closed' and old.state = 'open' and not (
        pledge.actor() = 'young-person' and new.closed_because = 'taken-back' and old.young_person_says is not distinct from 'yes'
        or pledge.actor() = 'coordinator' and new.closed_because = 'withdrawn') then
        raise exception using errcode = '42501', message = 'Only the young person takes back their yes, and only a coordinator withdraws';
    end if;
    return new;
end
$$;
create trigger only_coordinators_withdraw before update on pledge.mentor_proposal for each row when (new.withdrawn_by is not null) execute function pledge.only_coordinators_withdraw();

-- Nobody leaves the register while they meet somebody. Making a match locks the mentor's row first, so one of the two waits.
create function pledge.left_without_a_match() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() is not null and exists (select from pledge.mentor_match m where m.mentor_id = new.id and m.ended_on is null) then
        raise exception using errcode = '23P01', message = 'A mentor who meets somebody has not left', constraint = 'left_without_a_match';
    end if;
    return new;
end
$$;
create trigger left_without_a_match before update of state on pledge.mentor for each row when (new.state = 'left' and old.state <> 'left') execute function pledge.left_without_a_match();

-- The day on which the last thing came that keeps a mentor from meeting anybody; null while nothing does. Pledge.Domain says the same of one mentor (Readiness).
create function pledge.mentor_barred_on(mentor uuid) returns date language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select max(b.day) from pledge.mentor m cross join lateral (
        select coalesce((select max((s.recorded_at at time zone 'Europe/London')::date) from pledge.mentor_step s where s.mentor_id = m.id and s.superseded_at is null), (m.changed_at at time zone 'Europe/London')::date) as day
        where m.state <> 'available'
        union all
        select case
            when c.id is null then coalesce((select max((x.superseded_at at time zone 'Europe/London')::date) from pledge.mentor_clearance x where x.mentor_id = m.id), (m.added_at at time zone 'Europe/London')::date)
            when c.outcome <> 'accepted' or c.issued_on > pledge.today() then (c.recorded_at at time zone 'Europe/London')::date
            when c.recheck_due_on < pledge.today() then c.recheck_due_on + 1 end
        from (values (1)) one (n) left join pledge.mentor_clearance c on c.mentor_id = m.id and c.superseded_at is null
        union all
        select case
            when t.id is null then coalesce((select max((x.superseded_at at time zone 'Europe/London')::date) from pledge.mentor_training x where x.mentor_id = m.id and x.course = k.course), (m.added_at at time zone 'Europe/London')::date)
            when t.valid_until < pledge.today() then t.valid_until + 1 end
        from unnest(array['training', 'code-of-conduct', 'safeguarding']) k (course) left join pledge.mentor_training t on t.mentor_id = m.id and t.course = k.course and t.superseded_at is null) b
    where m.id = mentor and m.authority_id = pledge.authority() and pledge.actor() in ('coordinator', 'job:plan-reminders')
$$;

-- What was done about a check-in that said "not well". Written once; whoever made a mistake in a check-in corrects it by another row.
alter table pledge.mentor_check_in
    add column acted text check (length(acted) between 1 and 2000),
    add column acted_at timestamptz,
    add column acted_by uuid,
    add constraint acted_by_somebody check ((acted is null) = (acted_at is null) and (acted is null) = (acted_by is null));
grant update (acted, acted_at, acted_by) on pledge.mentor_check_in to pledge_app;

-- Whom a coordinator rings about a match: today's worker of the young person, and whoever stands in. A name and the ways to reach them at work, and nothing else.
create function pledge.worker_of_match(match uuid) returns table (name text, work_phone text, work_email text, stands_in boolean) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.display_name, s.work_phone, s.work_email, w.stands_in
    from pledge.mentor_match m
    cross join lateral (
        select x.staff_member_id as id, false as stands_in from pledge.assignment x where x.young_person_id = m.young_person_id and x.period_from <= pledge.today() and (x.period_to is null or x.period_to > pledge.today())
        union
        select c.covering_id, true from pledge.leave_cover c where c.young_person_id = m.young_person_id and c.period_from <= pledge.today() and c.period_to > pledge.today()) w
    join pledge.staff_member s on s.id = w.id and s.left_on is null
    where m.id = match and m.authority_id = pledge.authority() and pledge.actor() = 'coordinator'
    order by w.stands_in desc, s.display_name
$$;
revoke execute on function pledge.mentor_barred_on(uuid), pledge.worker_of_match(uuid) from public;
grant execute on function pledge.mentor_barred_on(uuid), pledge.worker_of_match(uuid) to pledge_app;

-- A coordinator looked after an end that was not planned, and it stands under what needs somebody no longer.
alter table pledge.mentor_match
    add column end_seen_at timestamptz,
    add column end_seen_by uuid,
    add constraint end_seen_by_somebody check ((end_seen_at is null) = (end_seen_by is null) and (end_seen_at is null or ended_on is not null));
grant update (end_seen_at, end_seen_by) on pledge.mentor_match to pledge_app;
create policy mentor_match_see_end on pledge.mentor_match for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator' and ended_on is not null and end_seen_at is null)
    with check (end_seen_by = (select pledge.account()));

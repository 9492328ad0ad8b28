-- How long the words of an application are kept, whether a commitment was kept, and how many applied where.
alter table pledge.job_application add column erased_at timestamptz;
alter table pledge.job_application drop constraint sent_is_whole, drop constraint turned_down_has_feedback;
alter table pledge.job_application
    add constraint sent_is_whole check (state = 'draft' or (sent_at is not null and answer_by is not null and (erased_at is not null or (called is not null and contact is not null and why is not null and tells_care is not null)))),
    add constraint turned_down_has_feedback check (erased_at is not null or (state = 'turned-down') = (feedback is not null)),
    add constraint erased_has_no_words check (erased_at is null or (ended_at is not null and coalesce(called, contact, why, skills, done, likes, referees, adjustments, interview_words, feedback) is null and tells_care is null));

-- As before; only the job that forgets may take words away.
create or replace function pledge.job_application_moves() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    actor text := pledge.actor();
    apart text[] := array['state', 'sent_at', 'answer_by', 'interview_on', 'interview_words', 'feedback', 'ended_at', 'changed_at', 'changed_by'];
begin
    if actor is null or actor = 'job:forget-applications' then
        return new;
    end if;
    if old.state <> 'draft' and to_jsonb(new) - apart is distinct from to_jsonb(old) - apart then
        raise exception 'what was sent stays as it is' using errcode = '23514', constraint = 'job_application_moves';
    end if;
    if actor = 'young-person' and (new.state <> old.state and (old.state, new.state) not in (('draft', 'draft'), ('draft', 'sent'), ('sent', 'withdrawn'), ('interview', 'withdrawn'), ('offered', 'withdrawn'), ('offered', 'accepted'), ('offered', 'declined'))
            or (new.interview_on, new.interview_words, new.feedback) is distinct from (old.interview_on, old.interview_words, old.feedback))
        or actor = 'partner' and (new.state <> old.state and (old.state, new.state) not in (('sent', 'interview'), ('interview', 'interview'), ('sent', 'offered'), ('interview', 'offered'))
            or (new.sent_at, new.answer_by, new.ended_at, new.feedback) is distinct from (old.sent_at, old.answer_by, old.ended_at, old.feedback)
            or exists (select from pledge.turning_down t where t.application_id = new.id)) then
        raise exception 'an application does not go from % to % by a %', old.state, new.state, actor using errcode = '42501';
    end if;
    return new;
end $$;

-- The day on which its words are erased, or a draft that was never sent is deleted; null while that is open. A place that was taken is over first.
create function pledge.application_forgotten_on(p_application uuid, p_kept integer, p_draft_kept integer) returns date
language sql stable set search_path = pg_catalog, pg_temp as $$
    select case
        when a.erased_at is not null then null
        when a.state = 'draft' then (select o.closed_on + p_draft_kept from pledge.opportunity o where o.id = a.opportunity_id and o.state in ('closed', 'told'))
        when a.state = 'accepted' then (select greatest(pledge.placement_over_on(p.id), (a.ended_at at time zone 'Europe/London')::date) + p_kept from pledge.job_placement p where p.application_id = a.id and pledge.placement_over_on(p.id) is not null)
        else (a.ended_at at time zone 'Europe/London')::date + p_kept end
    from pledge.job_application a where a.id = p_application
$$;
-- Erases and deletes what is due. What stays is that somebody applied for what, when, and what came of it.
create function pledge.forget_applications(p_kept integer, p_draft_kept integer, p_today date, p_at timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    due uuid[];
begin
    if pledge.actor() is distinct from 'job:forget-applications' then
        return 0;
    end if;
    select coalesce(array_agg(a.id), '{}') into due from pledge.job_application a where a.erased_at is null and pledge.application_forgotten_on(a.id, p_kept, p_draft_kept) <= p_today;
    delete from pledge.turning_down t where t.application_id = any (due);
    update pledge.application_step s set words = null where s.application_id = any (due) and s.words is not null;
    delete from pledge.job_application a where a.id = any (due) and a.state = 'draft';
    update pledge.job_application a set called = null, contact = null, why = null, skills = null, done = null, likes = null, referees = null, adjustments = null, tells_care = null, interview_words = null, feedback = null, erased_at = p_at
        where a.id = any (due);
    return cardinality(due);
end $$;

-- What became of what an organisation said it would do, counted from the day it was recorded to its day: nobody's name. Null where nothing can count it.
-- A place counts when the young person or their worker says that it began: an employer does not count its own promise.
create function pledge.commitments_kept(p_organisation uuid) returns table (commitment_id uuid, kept integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.id, case
        when c.by_day < r.since or c.kind in ('priority', 'board') then null
        when c.kind = 'mentors' then (select count(distinct m.id) from pledge.mentor m join pledge.mentor_step s on s.mentor_id = m.id and s.state = 'available' and s.superseded_at is null
            where m.authority_id = c.authority_id and m.organisation_id = c.organisation_id and m.state = 'available' and (s.recorded_at at time zone 'Europe/London')::date between r.since and c.by_day
              and not exists (select from pledge.mentor_step b where b.mentor_id = m.id and b.state = 'available' and b.superseded_at is null and (b.recorded_at at time zone 'Europe/London')::date < r.since))
        when c.kind = 'interviews' then (select count(distinct a.id) from pledge.job_application a join pledge.application_step s on s.application_id = a.id and s.act = 'interview'
            where a.post_authority_id = c.authority_id and a.organisation_id = c.organisation_id and (s.at at time zone 'Europe/London')::date between r.since and c.by_day)
        else (select count(*) from pledge.job_placement p
            where p.post_authority_id = c.authority_id and p.organisation_id = c.organisation_id
              and p.kind = any (case c.kind when 'apprenticeships' then array['apprenticeship'] when 'internships' then array['internship'] when 'work-experience' then array['work-experience'] else array['job', 'ring-fenced-interview'] end)
              and exists (select from pledge.placement_statement s where s.placement_id = p.id and s.about = 'started' and s.says and s.superseded_at is null and s.side in ('young-person', 'worker') and s.day between r.since and c.by_day)) end::integer
    from pledge.organisation_commitment c cross join lateral (select (c.recorded_at at time zone 'Europe/London')::date as since) r
    where pledge.actor() in ('coordinator', 'board') and c.authority_id = pledge.authority() and c.superseded_at is null and (p_organisation is null or c.organisation_id = p_organisation)
$$;

-- How many applied for what the organisations of an authority offer, and what came of it. A coordinator reaches no young people, and learns of none here.
create function pledge.applications_counted() returns table (id uuid, title text, organisation_name text, is_live boolean, sent integer, waiting integer, interview integer, offered integer, accepted integer, declined integer, turned_down integer, withdrawn integer, late integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.opportunity_id, min(a.title), min(a.organisation_name), bool_or(o.state = 'live'), count(*)::integer, count(*) filter (where a.state = 'sent')::integer, count(*) filter (where a.state = 'interview')::integer,
        count(*) filter (where a.state = 'offered')::integer, count(*) filter (where a.state = 'accepted')::integer, count(*) filter (where a.state = 'declined')::integer, count(*) filter (where a.state = 'turned-down')::integer,
        count(*) filter (where a.state = 'withdrawn')::integer, count(*) filter (where a.state = 'sent' and a.answer_by < pledge.today() and not exists (select from pledge.turning_down t where t.application_id = a.id))::integer
    from pledge.job_application a join pledge.opportunity o on o.id = a.opportunity_id
    where pledge.actor() = 'coordinator' and a.post_authority_id = pledge.authority() and a.state <> 'draft'
    group by a.opportunity_id
$$;
revoke execute on function pledge.application_forgotten_on(uuid, integer, integer), pledge.forget_applications(integer, integer, date, timestamptz), pledge.commitments_kept(uuid), pledge.applications_counted() from public;
grant execute on function pledge.application_forgotten_on(uuid, integer, integer), pledge.forget_applications(integer, integer, date, timestamptz), pledge.commitments_kept(uuid), pledge.applications_counted() to pledge_app;

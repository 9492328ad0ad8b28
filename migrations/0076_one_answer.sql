-- An employer's no waits for whoever else answers the same application, and comes to nothing where they were first.
create function pledge.turning_down_of_what_waits() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() is null then
        return new;
    end if;
    perform from pledge.job_application a where a.id = new.application_id and a.state in ('sent', 'interview') for update;
    if not found then
        raise exception 'somebody answered it first' using errcode = '40001';
    end if;
    return new;
end $$;
create trigger turning_down_of_what_waits before insert on pledge.turning_down for each row execute function pledge.turning_down_of_what_waits();

-- What was not sent can be thrown away by whoever wrote it.
create policy job_application_throw_away on pledge.job_application for delete
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()) and state = 'draft');
grant delete on pledge.job_application to pledge_app;

-- The young person says if they come to an interview; the employer reads it, and asks anew with another day.
alter table pledge.job_application
    add column interview_answer text check (interview_answer in ('comes', 'cannot-come')),
    add column interview_answer_words text check (length(interview_answer_words) between 1 and 500),
    add constraint an_interview_is_answered check (interview_answer is null or interview_on is not null),
    add constraint words_when_they_cannot_come check ((interview_answer is not distinct from 'cannot-come') = (interview_answer_words is not null));
grant update (interview_answer, interview_answer_words) on pledge.job_application to pledge_app;
alter table pledge.application_step drop constraint application_step_act_check;
alter table pledge.application_step add constraint application_step_act_check
    check (act in ('sent', 'withdrawn', 'interview', 'interview-yes', 'interview-no', 'offered', 'turned-down', 'feedback-sent-back', 'feedback-passed', 'accepted', 'declined'));
-- As before, with the words of that answer.
alter table pledge.job_application drop constraint erased_has_no_words;
alter table pledge.job_application
    add constraint erased_has_no_words check (erased_at is null or (ended_at is not null and coalesce(called, contact, why, skills, done, likes, referees, adjustments, interview_words, interview_answer_words, feedback) is null and tells_care is null));
create or replace function pledge.forget_applications(p_kept integer, p_draft_kept integer, p_today date, p_at timestamptz) returns integer
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
    -- That somebody could not come goes with its words.
    update pledge.job_application a set interview_answer = nullif(interview_answer, 'cannot-come'), called = null, contact = null, why = null, skills = null, done = null, likes = null, referees = null, adjustments = null, tells_care = null, interview_words = null, interview_answer_words = null, feedback = null, erased_at = p_at
        where a.id = any (due);
    return cardinality(due);
end $$;

create or replace function pledge.job_application_moves() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    actor text := pledge.actor();
    apart text[] := array['state', 'sent_at', 'answer_by', 'interview_on', 'interview_words', 'interview_answer', 'interview_answer_words', 'feedback', 'ended_at', 'changed_at', 'changed_by'];
    is_answered boolean := (new.interview_answer, new.interview_answer_words) is distinct from (old.interview_answer, old.interview_answer_words);
begin
    if actor is null or actor = 'job:forget-applications' then
        return new;
    end if;
    if old.state <> 'draft' and to_jsonb(new) - apart is distinct from to_jsonb(old) - apart then
        raise exception 'what was sent stays as it is' using errcode = '23514', constraint = 'job_application_moves';
    end if;
    if actor = 'young-person' and (new.state <> old.state and (old.state, new.state) not in (('draft', 'draft'), ('draft', 'sent'), ('sent', 'withdrawn'), ('interview', 'withdrawn'), ('offered', 'withdrawn'), ('offered', 'accepted'), ('offered', 'declined'))
            or is_answered and (old.state, new.state) <> ('interview', 'interview')
            or (new.interview_on, new.interview_words, new.feedback) is distinct from (old.interview_on, old.interview_words, old.feedback))
        or actor = 'partner' and (new.state <> old.state and (old.state, new.state) not in (('sent', 'interview'), ('interview', 'interview'), ('sent', 'offered'), ('interview', 'offered'))
            or is_answered and new.interview_answer is not null
            or (new.sent_at, new.answer_by, new.ended_at, new.feedback) is distinct from (old.sent_at, old.answer_by, old.ended_at, old.feedback)
            or exists (select from pledge.turning_down t where t.application_id = new.id)) then
        raise exception 'an application does not go from % to % by a %', old.state, new.state, actor using errcode = '42501';
    end if;
    return new;
end $$;

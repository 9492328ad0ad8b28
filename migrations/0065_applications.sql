-- Applying: what a young person can say of themselves, what of it one employer reads, and what becomes of it.
create table pledge.work_profile (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    skills          text check (length(skills) between 1 and 1500),
    done            text check (length(done) between 1 and 1500),
    likes           text check (length(likes) between 1 and 1500),
    referees        text check (length(referees) between 1 and 1500),
    written_at      timestamptz not null,
    written_by      uuid not null,
    superseded_at   timestamptz,
    constraint work_profile_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint work_profile_says_something check (coalesce(skills, done, likes, referees) is not null)
);
create unique index one_work_profile_at_a_time on pledge.work_profile (young_person_id) where superseded_at is null;
create index work_profile_young_person_ix on pledge.work_profile (authority_id, young_person_id);

-- The row holds what the employer reads, and nothing else of the young person.
create table pledge.job_application (
    id                uuid primary key,
    authority_id      uuid not null references pledge.authority (id),
    young_person_id   uuid not null,
    opportunity_id    uuid not null references pledge.opportunity (id),
    post_authority_id uuid not null references pledge.authority (id),
    organisation_id   uuid not null,
    title             text not null check (length(title) between 1 and 100),
    organisation_name text not null check (length(organisation_name) between 1 and 120),
    state             text not null check (state in ('draft', 'sent', 'interview', 'offered', 'accepted', 'declined', 'turned-down', 'withdrawn')),
    called            text check (length(called) between 1 and 80),
    contact           text check (length(contact) between 1 and 254),
    why               text check (length(why) between 1 and 1500),
    skills            text check (length(skills) between 1 and 1500),
    done              text check (length(done) between 1 and 1500),
    likes             text check (length(likes) between 1 and 1500),
    referees      text check (length(referees) between 1 and 1500),
    adjustments       text check (length(adjustments) between 1 and 500),
    tells_care        boolean,
    begun_at          timestamptz not null,
    sent_at           timestamptz,
    answer_by         date,
    interview_on      date,
    interview_words   text check (length(interview_words) between 1 and 500),
    feedback          text check (length(feedback) between 1 and 1000),
    ended_at          timestamptz,
    changed_at        timestamptz not null,
    changed_by        uuid not null,
    constraint job_application_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint job_application_organisation foreign key (post_authority_id, organisation_id) references pledge.organisation (authority_id, id),
    constraint job_application_whole_key unique (authority_id, young_person_id, id),
    constraint sent_is_whole check (state = 'draft' or (called is not null and contact is not null and why is not null and tells_care is not null and sent_at is not null and answer_by is not null)),
    constraint turned_down_has_feedback check ((state = 'turned-down') = (feedback is not null)),
    constraint ended_has_a_time check ((state in ('accepted', 'declined', 'turned-down', 'withdrawn')) = (ended_at is not null))
);
create unique index one_application_for_a_post on pledge.job_application (young_person_id, opportunity_id) where state <> 'withdrawn';
create index job_application_young_person_ix on pledge.job_application (authority_id, young_person_id);
create index job_application_organisation_ix on pledge.job_application (post_authority_id, organisation_id, state);
create index job_application_opportunity_ix on pledge.job_application (opportunity_id);

create table pledge.application_step (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    application_id  uuid not null,
    act             text not null check (act in ('sent', 'withdrawn', 'interview', 'offered', 'turned-down', 'feedback-sent-back', 'feedback-passed', 'accepted', 'declined')),
    side            text not null check (side in ('young-person', 'employer', 'coordinator')),
    words           text check (length(words) between 1 and 500),
    at              timestamptz not null,
    by              uuid not null,
    constraint application_step_application foreign key (authority_id, young_person_id, application_id) references pledge.job_application (authority_id, young_person_id, id)
);
create index application_step_application_ix on pledge.application_step (authority_id, young_person_id, application_id);

-- An employer's no, until a coordinator has read why. Not on the application, because the young person reads that.
create table pledge.turning_down (
    application_id    uuid primary key references pledge.job_application (id),
    post_authority_id uuid not null,
    organisation_id   uuid not null,
    feedback          text not null check (length(feedback) between 1 and 1000),
    back              text check (length(back) between 1 and 500),
    written_at        timestamptz not null,
    written_by        uuid not null,
    passed_at         timestamptz,
    constraint turning_down_organisation foreign key (post_authority_id, organisation_id) references pledge.organisation (authority_id, id),
    constraint passed_is_not_sent_back check (passed_at is null or back is null)
);
create index turning_down_organisation_ix on pledge.turning_down (post_authority_id, organisation_id);
create index turning_down_waiting_ix on pledge.turning_down (post_authority_id) where passed_at is null and back is null;

-- The moves, each by its own side; what was sent stays as it was.
create function pledge.job_application_moves() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    actor text := pledge.actor();
    apart text[] := array['state', 'sent_at', 'answer_by', 'interview_on', 'interview_words', 'feedback', 'ended_at', 'changed_at', 'changed_by'];
begin
    if actor is null then
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
create trigger job_application_moves before update on pledge.job_application for each row execute function pledge.job_application_moves();

alter table pledge.work_profile enable row level security;
alter table pledge.job_application enable row level security;
alter table pledge.application_step enable row level security;
create policy work_profile_read on pledge.work_profile for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()));
create policy work_profile_write on pledge.work_profile for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()) and written_by = (select pledge.account()) and superseded_at is null);
create policy work_profile_supersede on pledge.work_profile for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()) and superseded_at is null)
    with check (true);
grant select, insert on pledge.work_profile to pledge_app;
grant update (superseded_at) on pledge.work_profile to pledge_app;

-- An employer reads what was sent, for half a year after its end, and nothing that was taken back. A worker reads how it stands and what was sent, to help; not what is still being written.
create policy job_application_read on pledge.job_application for select
    using (case (select pledge.actor())
        when 'young-person' then authority_id = (select pledge.authority()) and young_person_id = (select pledge.young_person())
        when 'adviser' then authority_id = (select pledge.authority()) and state <> 'draft' and young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
        when 'manager' then authority_id = (select pledge.authority()) and state <> 'draft' and young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
        when 'partner' then post_authority_id = (select pledge.authority()) and organisation_id = any ((select pledge.my_organisations('see-applicants'))::uuid[]) and state not in ('draft', 'withdrawn')
            and (ended_at is null or ended_at >= (select pledge.today()) - interval '183 days')
        when 'job:plan-reminders' then authority_id = (select pledge.authority()) or post_authority_id = (select pledge.authority())
        else false end);
create policy job_application_begin on pledge.job_application for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()) and state = 'draft' and changed_by = (select pledge.account())
        and exists (select from pledge.opportunity o where o.id = opportunity_id and o.authority_id = post_authority_id and o.organisation_id = job_application.organisation_id and o.state = 'live'));
create policy job_application_change on pledge.job_application for update
    using (case (select pledge.actor())
        when 'young-person' then authority_id = (select pledge.authority()) and young_person_id = (select pledge.young_person()) and state in ('draft', 'sent', 'interview', 'offered')
        when 'partner' then post_authority_id = (select pledge.authority()) and organisation_id = any ((select pledge.my_organisations('see-applicants'))::uuid[]) and state in ('sent', 'interview')
        else false end)
    with check (changed_by = (select pledge.account()));
grant select, insert on pledge.job_application to pledge_app;
grant update (state, called, contact, why, skills, done, likes, referees, adjustments, tells_care, sent_at, answer_by, interview_on, interview_words, ended_at, changed_at, changed_by) on pledge.job_application to pledge_app;

create policy application_step_read on pledge.application_step for select
    using (case (select pledge.actor())
        when 'young-person' then authority_id = (select pledge.authority()) and young_person_id = (select pledge.young_person()) and not (act = 'turned-down' or act = 'feedback-sent-back')
        when 'partner' then exists (select from pledge.job_application a where a.id = application_id)
        else false end);
create policy application_step_add on pledge.application_step for insert
    with check (by = (select pledge.account()) and case (select pledge.actor())
        when 'young-person' then authority_id = (select pledge.authority()) and young_person_id = (select pledge.young_person()) and side = 'young-person'
        when 'partner' then side = 'employer' and exists (select from pledge.job_application a where a.id = application_id and a.young_person_id = application_step.young_person_id)
        else false end);
grant select, insert on pledge.application_step to pledge_app;

alter table pledge.turning_down enable row level security;
create policy turning_down_read on pledge.turning_down for select
    using (post_authority_id = (select pledge.authority()) and (select pledge.actor()) = 'partner' and organisation_id = any ((select pledge.my_organisations('see-applicants'))::uuid[])
        or (select pledge.actor()) = 'job:plan-reminders' and post_authority_id = (select pledge.authority()));
create policy turning_down_write on pledge.turning_down for insert
    with check (post_authority_id = (select pledge.authority()) and (select pledge.actor()) = 'partner' and organisation_id = any ((select pledge.my_organisations('see-applicants'))::uuid[])
        and written_by = (select pledge.account()) and back is null and passed_at is null
        and exists (select from pledge.job_application a where a.id = application_id and a.organisation_id = turning_down.organisation_id and a.state in ('sent', 'interview')));
create policy turning_down_write_again on pledge.turning_down for update
    using (post_authority_id = (select pledge.authority()) and (select pledge.actor()) = 'partner' and organisation_id = any ((select pledge.my_organisations('see-applicants'))::uuid[]) and back is not null)
    with check (written_by = (select pledge.account()) and back is null);
grant select, insert on pledge.turning_down to pledge_app;
grant update (feedback, back, written_at, written_by) on pledge.turning_down to pledge_app;

-- Feedback that waits for a coordinator of the employer's authority: the words and what they are about, not whom.
create function pledge.feedback_waiting() returns table (id uuid, title text, organisation_name text, feedback text, since timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.id, a.title, a.organisation_name, t.feedback, t.written_at from pledge.turning_down t join pledge.job_application a on a.id = t.application_id
    where pledge.actor() = 'coordinator' and t.post_authority_id = pledge.authority() and t.passed_at is null and t.back is null and a.state in ('sent', 'interview')
$$;
-- Passes the feedback on, or sends it back with words. Gives false when it does not wait any more, or the employer wrote other words meanwhile.
create function pledge.feedback_decide(p_application uuid, p_seen timestamptz, p_back text, p_at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    a pledge.job_application;
    t pledge.turning_down;
begin
    if pledge.actor() <> 'coordinator' then
        return false;
    end if;
    select * into a from pledge.job_application x where x.id = p_application and x.state in ('sent', 'interview') for update;
    update pledge.turning_down x set back = p_back, passed_at = case when p_back is null then p_at end
        where x.application_id = a.id and x.post_authority_id = pledge.authority() and x.passed_at is null and x.back is null and x.written_at = p_seen
        returning * into t;
    if t.application_id is null then
        return false;
    end if;
    if p_back is null then
        update pledge.job_application x set state = 'turned-down', feedback = t.feedback, ended_at = p_at, changed_at = p_at, changed_by = t.written_by where x.id = a.id;
    end if;
    insert into pledge.application_step (id, authority_id, young_person_id, application_id, act, side, words, at, by)
        values (gen_random_uuid(), a.authority_id, a.young_person_id, a.id, case when p_back is null then 'feedback-passed' else 'feedback-sent-back' end, 'coordinator', p_back, p_at, pledge.account());
    return true;
end $$;
-- Who has a right in an organisation, for the planner: whoever may see applicants hears of them, whoever may post of what they posted.
create function pledge.who_may(p_right text) returns table (organisation_id uuid, account_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select p.organisation_id, p.account_id from pledge.organisation_person p
    where pledge.actor() = 'job:plan-reminders' and p.authority_id = pledge.authority() and p.ended_at is null and p_right = any (p.rights)
$$;
-- Employers who have not answered in time: how many young people wait, and since when.
create function pledge.answers_late() returns table (opportunity_id uuid, title text, organisation_name text, people integer, since date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.opportunity_id, min(a.title), min(a.organisation_name), count(*)::integer, min(a.answer_by) from pledge.job_application a
    where pledge.actor() = 'coordinator' and a.post_authority_id = pledge.authority() and a.state = 'sent' and a.answer_by < pledge.today() and not exists (select from pledge.turning_down t where t.application_id = a.id)
    group by a.opportunity_id
$$;
revoke execute on function pledge.feedback_waiting(), pledge.feedback_decide(uuid, timestamptz, text, timestamptz), pledge.answers_late(), pledge.who_may(text) from public;
grant execute on function pledge.feedback_waiting(), pledge.feedback_decide(uuid, timestamptz, text, timestamptz), pledge.answers_late(), pledge.who_may(text) to pledge_app;

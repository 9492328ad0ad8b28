-- What happened next: a place that a young person took, and what they, the employer and their worker say of it.
create table pledge.job_placement (
    id                uuid primary key,
    authority_id      uuid not null references pledge.authority (id),
    young_person_id   uuid not null,
    application_id    uuid not null,
    post_authority_id uuid not null references pledge.authority (id),
    organisation_id   uuid not null,
    organisation_name text not null check (length(organisation_name) between 1 and 120),
    title             text not null check (length(title) between 1 and 100),
    kind              text not null check (kind in ('apprenticeship', 'internship', 'work-experience', 'job', 'ring-fenced-interview', 'training-place')),
    called            text not null check (length(called) between 1 and 80),
    expected_on       date,
    hours             integer check (hours between 1 and 48),
    taken_at          timestamptz not null,
    constraint job_placement_application foreign key (authority_id, young_person_id, application_id) references pledge.job_application (authority_id, young_person_id, id),
    constraint job_placement_organisation foreign key (post_authority_id, organisation_id) references pledge.organisation (authority_id, id),
    constraint job_placement_whole_key unique (authority_id, young_person_id, id)
);
create unique index one_placement_of_an_application on pledge.job_placement (authority_id, young_person_id, application_id);
create index job_placement_organisation_ix on pledge.job_placement (post_authority_id, organisation_id);

-- A side says something once at a time of each matter; what it said before stays. What two sides say may differ.
create table pledge.placement_statement (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    placement_id    uuid not null,
    about           text not null check (about in ('expected', 'started', 'left', 'going', 'bursary')),
    after_days      integer not null,
    side            text not null check (side in ('young-person', 'employer', 'worker')),
    says            boolean not null,
    day             date,
    reason          text check (reason in ('ended', 'another-place', 'not-for-me', 'travel', 'money', 'health', 'home', 'treatment', 'let-go', 'other')),
    words           text check (length(words) between 1 and 500),
    said_at         timestamptz not null,
    said_by         uuid not null,
    superseded_at   timestamptz,
    constraint placement_statement_placement foreign key (authority_id, young_person_id, placement_id) references pledge.job_placement (authority_id, young_person_id, id),
    constraint asked_after_days check (case when about in ('going', 'bursary') then after_days > 0 else after_days = 0 end),
    constraint what_is_so_has_a_day check ((day is not null) = (says and about <> 'going')),
    constraint expected_is_a_day check (about <> 'expected' or says),
    constraint reason_of_leaving check (reason is null or (about = 'left' and says)),
    constraint words_of_leaving check (words is null or about in ('left', 'started')),
    constraint what_an_employer_says check (side <> 'employer' or (about <> 'bursary' and reason is null and words is null))
);
create unique index one_statement_at_a_time on pledge.placement_statement (placement_id, about, after_days, side) where superseded_at is null;
create index placement_statement_placement_ix on pledge.placement_statement (authority_id, young_person_id, placement_id);

-- When it began and when it was over, by whoever of those that said something knows best: the worker, then the young person, then the employer. Null: not, or nobody said so.
-- As the owner, so that the policy of a placement can ask.
create function pledge.placement_started_on(p_placement uuid) returns date
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.day from pledge.placement_statement s where s.placement_id = p_placement and s.about = 'started' and s.superseded_at is null
    order by array_position(array['worker', 'young-person', 'employer'], s.side) limit 1
$$;
create function pledge.placement_over_on(p_placement uuid) returns date
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select min(x.day) from (
        (select s.day from pledge.placement_statement s where s.placement_id = p_placement and s.about = 'left' and s.superseded_at is null
         order by array_position(array['worker', 'young-person', 'employer'], s.side) limit 1)
        union all
        (select case when not s.says then (s.said_at at time zone 'Europe/London')::date end from pledge.placement_statement s where s.placement_id = p_placement and s.about = 'started' and s.superseded_at is null
         order by array_position(array['worker', 'young-person', 'employer'], s.side) limit 1)) x (day)
$$;
revoke execute on function pledge.placement_started_on(uuid), pledge.placement_over_on(uuid) from public;
grant execute on function pledge.placement_started_on(uuid), pledge.placement_over_on(uuid) to pledge_app;

alter table pledge.job_placement enable row level security;
create policy job_placement_read on pledge.job_placement for select
    using (case (select pledge.actor())
        when 'young-person' then authority_id = (select pledge.authority()) and young_person_id = (select pledge.young_person())
        when 'adviser' then authority_id = (select pledge.authority()) and young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
        when 'manager' then authority_id = (select pledge.authority()) and young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
        when 'partner' then post_authority_id = (select pledge.authority()) and organisation_id = any ((select pledge.my_organisations('see-applicants'))::uuid[])
            and coalesce(pledge.placement_over_on(id) >= (select pledge.today()) - 183, true)
        when 'job:plan-reminders' then authority_id = (select pledge.authority()) or post_authority_id = (select pledge.authority())
        else false end);
create policy job_placement_take on pledge.job_placement for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person())
        and exists (select from pledge.job_application a where a.id = application_id and a.state = 'accepted' and a.post_authority_id = job_placement.post_authority_id and a.organisation_id = job_placement.organisation_id));
grant select, insert on pledge.job_placement to pledge_app;

-- An employer reads what it said itself, and on which day the others say that it began.
alter table pledge.placement_statement enable row level security;
create policy placement_statement_read on pledge.placement_statement for select
    using (case (select pledge.actor())
        when 'young-person' then authority_id = (select pledge.authority()) and young_person_id = (select pledge.young_person())
        when 'adviser' then authority_id = (select pledge.authority()) and young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
        when 'manager' then authority_id = (select pledge.authority()) and young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
        when 'partner' then (side = 'employer' or (about = 'started' and says and words is null)) and exists (select from pledge.job_placement p where p.id = placement_id)
        when 'job:plan-reminders' then exists (select from pledge.job_placement p where p.id = placement_id)
        else false end);
create policy placement_statement_say on pledge.placement_statement for insert
    with check (said_by = (select pledge.account()) and superseded_at is null and case (select pledge.actor())
        when 'young-person' then side = 'young-person' and authority_id = (select pledge.authority()) and young_person_id = (select pledge.young_person())
        when 'adviser' then side = 'worker' and authority_id = (select pledge.authority()) and young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then side = 'worker' and authority_id = (select pledge.authority()) and young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'partner' then side = 'employer' and exists (select from pledge.job_placement p where p.id = placement_id)
        else false end);
create policy placement_statement_supersede on pledge.placement_statement for update
    using (superseded_at is null and case (select pledge.actor())
        when 'young-person' then side = 'young-person' and authority_id = (select pledge.authority()) and young_person_id = (select pledge.young_person())
        when 'adviser' then side = 'worker' and authority_id = (select pledge.authority()) and young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then side = 'worker' and authority_id = (select pledge.authority()) and young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'partner' then side = 'employer' and exists (select from pledge.job_placement p where p.id = placement_id)
        else false end)
    with check (true);
grant select, insert on pledge.placement_statement to pledge_app;
grant update (superseded_at) on pledge.placement_statement to pledge_app;

-- Places that were taken before this.
insert into pledge.job_placement (id, authority_id, young_person_id, application_id, post_authority_id, organisation_id, organisation_name, title, kind, called, expected_on, hours, taken_at)
    select gen_random_uuid(), a.authority_id, a.young_person_id, a.id, a.post_authority_id, a.organisation_id, a.organisation_name, a.title, v.kind, a.called, v.starts_on, v.hours_most, a.ended_at
    from pledge.job_application a join pledge.opportunity o on o.id = a.opportunity_id join pledge.opportunity_version v on v.opportunity_id = o.id and v.number = o.published_version
    where a.state = 'accepted';

-- What a young person looks for among posts, kept so that they hear of new ones. Theirs alone, as what they save.
create table pledge.kept_search (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    words           text check (length(words) between 1 and 80),
    kind            text check (kind in ('apprenticeship', 'internship', 'work-experience', 'training-place', 'job', 'ring-fenced-interview')),
    field           text check (length(field) between 1 and 40),
    near            text check (length(near) between 2 and 4),
    miles           integer check (miles between 1 and 500),
    kept_at         timestamptz not null,
    looked_at       timestamptz not null,
    ended_at        timestamptz,
    constraint kept_search_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint looked_since_kept check (looked_at >= kept_at)
);
create unique index kept_search_once on pledge.kept_search (young_person_id, words, kind, field, near, miles) nulls not distinct where ended_at is null;
create index kept_search_young_person_ix on pledge.kept_search (authority_id, young_person_id);

alter table pledge.kept_search enable row level security;
create policy kept_search_read on pledge.kept_search for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'job:plan-reminders' then true
        else false end);
create policy kept_search_keep on pledge.kept_search for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()) and ended_at is null);
create policy kept_search_change on pledge.kept_search for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()) and ended_at is null)
    with check (true);
grant select, insert on pledge.kept_search to pledge_app;
grant update (looked_at, ended_at) on pledge.kept_search to pledge_app;

-- The planner compares kept searches with what their young people see, so it reads the live version of another authority's post that is open to them. Whoever reads live versions does so by one question: asked once for each role, it took more time to plan than to answer.
alter policy opportunity_version_read on pledge.opportunity_version
    using (case
        when (select pledge.actor()) in ('young-person', 'adviser', 'manager') then exists (select from pledge.opportunity o where o.id = opportunity_id and o.published_version = number)
        when (select pledge.actor()) = 'coordinator' then authority_id = (select pledge.authority())
        when (select pledge.actor()) = 'partner' then authority_id = (select pledge.authority()) and organisation_id = any ((select pledge.my_organisations(null))::uuid[])
        when (select pledge.actor()) = 'job:plan-reminders' then authority_id = (select pledge.authority()) or exists (select from pledge.opportunity o where o.id = opportunity_id and o.published_version = number)
        else false end);

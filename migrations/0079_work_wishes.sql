-- What a young person looks for in work and learning, and which posts they do not want to be shown again.

-- A row of the young person holds; one of their worker is a draft until they say that it is right. Replaced, never erased. No employer and no coordinator reads one.
create table pledge.work_wish (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    written_by_side text not null check (written_by_side in ('young-person', 'worker')),
    is_looking      boolean not null,
    words           text check (length(words) between 1 and 1000),
    kinds           text[] not null,
    fields          text[] not null,
    outcode         text check (length(outcode) between 2 and 4),
    travel_km       integer check (travel_km between 1 and 200),
    hours_least     integer check (hours_least between 1 and 48),
    hours_most      integer check (hours_most between 1 and 48),
    least_pay       integer check (least_pay between 1 and 10000),
    can_start_on    date,
    has             text[] not null,
    support         text[] not null,
    not_used        text[] not null,
    written_at      timestamptz not null,
    written_by      uuid not null,
    superseded_at   timestamptz,
    constraint work_wish_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint work_wish_hours_in_order check (hours_least <= hours_most),
    constraint work_wish_known check (superseded_at is null or superseded_at >= written_at)
);
create unique index one_work_wish_of_a_side on pledge.work_wish (young_person_id, written_by_side) where superseded_at is null;
create index work_wish_young_person_ix on pledge.work_wish (authority_id, young_person_id);
create index work_wish_looking_ix on pledge.work_wish (authority_id) where superseded_at is null and is_looking and written_by_side = 'young-person';

alter table pledge.work_wish enable row level security;
create policy work_wish_read on pledge.work_wish for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
        else false end);
create policy work_wish_write on pledge.work_wish for insert
    with check (authority_id = (select pledge.authority()) and written_by = (select pledge.account()) and superseded_at is null and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person()) and written_by_side = 'young-person'
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[]) and written_by_side = 'worker'
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[]) and written_by_side = 'worker'
        else false end);
-- A worker replaces a draft, never what the young person said.
create policy work_wish_supersede on pledge.work_wish for update
    using (authority_id = (select pledge.authority()) and superseded_at is null and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[]) and written_by_side = 'worker'
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[]) and written_by_side = 'worker'
        else false end)
    with check (true);
grant select, insert on pledge.work_wish to pledge_app;
grant update (superseded_at) on pledge.work_wish to pledge_app;

-- What somebody puts away is as private as what they save.
create table pledge.hidden_opportunity (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    opportunity_id  uuid not null references pledge.opportunity (id),
    title           text not null check (length(title) between 1 and 100),
    hidden_at       timestamptz not null,
    ended_at        timestamptz,
    constraint hidden_opportunity_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id)
);
create unique index hidden_opportunity_once on pledge.hidden_opportunity (young_person_id, opportunity_id) where ended_at is null;
create index hidden_opportunity_young_person_ix on pledge.hidden_opportunity (authority_id, young_person_id);
create index hidden_opportunity_opportunity_ix on pledge.hidden_opportunity (opportunity_id);

alter table pledge.hidden_opportunity enable row level security;
create policy hidden_opportunity_read on pledge.hidden_opportunity for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()));
create policy hidden_opportunity_add on pledge.hidden_opportunity for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person())
        and ended_at is null and exists (select from pledge.opportunity o where o.id = opportunity_id));
create policy hidden_opportunity_end on pledge.hidden_opportunity for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()) and ended_at is null)
    with check (true);
grant select, insert on pledge.hidden_opportunity to pledge_app;
grant update (ended_at) on pledge.hidden_opportunity to pledge_app;

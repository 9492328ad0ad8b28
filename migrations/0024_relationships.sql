-- The people around a young person: those they name themselves, each shown to whom they choose, and the professionals a worker adds.
-- What they write about other people is theirs; nothing in it is shown to those people.
create table pledge.relationship (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    person_key      uuid not null,
    side            text not null check (side in ('love', 'work')),
    name            text not null check (length(name) between 1 and 60),
    what_to_me      text check (length(what_to_me) between 1 and 60),
    for_life        boolean not null,
    closeness       text not null check (closeness in ('closest', 'close', 'further')),
    ring_for        text check (length(ring_for) between 1 and 200),
    phone           text check (length(phone) between 1 and 40),
    email           text check (length(email) between 1 and 254),
    other_way       text check (length(other_way) between 1 and 200),
    seen_by         text not null check (seen_by in ('worker', 'mentor', 'both', 'nobody')),
    recorded_at     timestamptz not null,
    recorded_by     uuid not null,
    superseded_at   timestamptz,
    superseded_as   text check (superseded_as in ('changed', 'taken-away')),
    constraint relationship_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint relationship_known check (superseded_at is null or superseded_at >= recorded_at),
    constraint relationship_says_how_it_ended check ((superseded_at is null) = (superseded_as is null))
);
-- One version of a person at a time.
create unique index relationship_person_key_ix on pledge.relationship (young_person_id, person_key) where superseded_at is null;
create index relationship_young_person_id_ix on pledge.relationship (authority_id, young_person_id);
alter table pledge.relationship enable row level security;
-- A worker reads what the young person lets their worker see, as it is now: not what was, not whom they took away, not whom they keep to themselves.
create policy relationship_read on pledge.relationship for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then superseded_at is null and seen_by in ('worker', 'both') and young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then superseded_at is null and seen_by in ('worker', 'both') and young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
create policy relationship_own on pledge.relationship for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person'
        and young_person_id = (select pledge.young_person()) and recorded_by = (select pledge.account()));
create policy relationship_supersede on pledge.relationship for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()));
grant select, insert on pledge.relationship to pledge_app;
grant update (superseded_at, superseded_as) on pledge.relationship to pledge_app;

-- Professionals outside the team who are involved with a young person, and what the young person said about that.
create table pledge.involved_professional (
    id               uuid primary key,
    authority_id     uuid not null references pledge.authority (id),
    young_person_id  uuid not null,
    person_key       uuid not null,
    name             text not null check (length(name) between 1 and 80),
    role             text not null check (length(role) between 1 and 80),
    organisation     text not null check (length(organisation) between 1 and 120),
    phone            text check (length(phone) between 1 and 40),
    email            text check (length(email) between 1 and 254),
    other_way        text check (length(other_way) between 1 and 200),
    agreed           text not null check (agreed in ('agreed', 'does-not-want', 'not-asked-yet')),
    because          text check (length(because) between 1 and 500),
    since            date not null,
    recorded_at      timestamptz not null,
    recorded_by      uuid not null,
    superseded_at    timestamptz,
    superseded_by    uuid,
    superseded_as    text check (superseded_as in ('corrected', 'no-longer-involved')),
    supersede_reason text check (length(supersede_reason) <= 500),
    constraint involved_professional_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint involved_without_agreement_says_why check (agreed = 'agreed' or because is not null),
    constraint involved_professional_known check (superseded_at is null or superseded_at >= recorded_at),
    constraint involved_professional_says_how_it_ended check ((superseded_at is null) = (superseded_as is null))
);
create unique index involved_professional_person_key_ix on pledge.involved_professional (young_person_id, person_key) where superseded_at is null;
create index involved_professional_young_person_id_ix on pledge.involved_professional (authority_id, young_person_id);
alter table pledge.involved_professional enable row level security;
create policy involved_professional_read on pledge.involved_professional for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
create policy involved_professional_write on pledge.involved_professional for insert
    with check (authority_id = (select pledge.authority()) and recorded_by = (select pledge.account()) and case (select pledge.actor())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
create policy involved_professional_supersede on pledge.involved_professional for update
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
grant select, insert on pledge.involved_professional to pledge_app;
grant update (superseded_at, superseded_by, superseded_as, supersede_reason) on pledge.involved_professional to pledge_app;

-- The pledge: editions and their promises, what young people answer, and how their workers see it. Answers and views are only ever added.
create table pledge.edition (
    id            uuid primary key,
    authority_id  uuid not null references pledge.authority (id),
    number        integer not null check (number > 0),
    in_force_from date not null,
    published_at  timestamptz not null,
    published_by  uuid,
    constraint edition_authority_id_key unique (authority_id, id),
    constraint edition_number_once unique (authority_id, number)
);
create table pledge.promise (
    id           uuid primary key,
    authority_id uuid not null references pledge.authority (id),
    edition_id   uuid not null,
    key          text not null check (length(key) <= 40 and key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    position     integer not null check (position > 0),
    statement    text not null check (length(statement) between 1 and 200),
    outcome_area text not null check (outcome_area in ('accommodation', 'education', 'employment', 'relationships', 'health', 'voice', 'plan')),
    constraint promise_authority_id_key unique (authority_id, id),
    constraint promise_edition foreign key (authority_id, edition_id) references pledge.edition (authority_id, id),
    constraint promise_key_once unique (edition_id, key),
    constraint promise_position_once unique (edition_id, position) deferrable initially deferred
);
do $$
declare t text;
begin
    -- What is promised is no secret inside the authority.
    foreach t in array array['edition', 'promise'] loop
        execute format('alter table pledge.%I enable row level security', t);
        execute format('create policy %I on pledge.%I for select using (authority_id = (select pledge.authority()))', t || '_read', t);
        execute format($p$create policy %I on pledge.%I for insert
            with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'administrator')$p$, t || '_publish', t);
        execute format('grant select, insert on pledge.%I to pledge_app', t);
    end loop;
end $$;

create table pledge.answer (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    promise_id      uuid not null,
    promise_key     text not null,
    value           text not null check (value in ('true', 'getting-there', 'not-yet', 'not-for-me')),
    words           text check (length(words) <= 1000),
    answered_at     timestamptz not null,
    constraint answer_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint answer_promise foreign key (authority_id, promise_id) references pledge.promise (authority_id, id)
);
create index answer_young_person_id_ix on pledge.answer (young_person_id, promise_key, answered_at desc) include (value);
-- The board counts latest answers from this index alone.
create index answer_authority_id_ix on pledge.answer (authority_id, young_person_id, promise_key, answered_at desc) include (value);
create index answer_promise_id_ix on pledge.answer (promise_id);
alter table pledge.answer enable row level security;
create policy answer_read on pledge.answer for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'job:plan-reminders' then true
        else false end);
create policy answer_own on pledge.answer for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()));
grant select, insert on pledge.answer to pledge_app;

create table pledge.worker_view (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    promise_id      uuid not null,
    promise_key     text not null,
    value           text not null check (value in ('true', 'getting-there', 'not-yet', 'not-for-me')),
    words           text check (length(words) <= 1000),
    recorded_at     timestamptz not null,
    recorded_by     uuid not null,
    constraint worker_view_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint worker_view_promise foreign key (authority_id, promise_id) references pledge.promise (authority_id, id)
);
create index worker_view_young_person_id_ix on pledge.worker_view (young_person_id, promise_key, recorded_at desc);
create index worker_view_authority_id_ix on pledge.worker_view (authority_id, recorded_at);
create index worker_view_promise_id_ix on pledge.worker_view (promise_id);
alter table pledge.worker_view enable row level security;
create policy worker_view_read on pledge.worker_view for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
create policy worker_view_write on pledge.worker_view for insert
    with check (authority_id = (select pledge.authority()) and recorded_by = (select pledge.account()) and case (select pledge.actor())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
grant select, insert on pledge.worker_view to pledge_app;

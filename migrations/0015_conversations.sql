-- Messages between a young person and their worker: conversations, what was written in them, and when the other side first read it.
-- (pledge.message is the ledger of mails; these stay inside the portal.)
create table pledge.conversation (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    kind            text not null check (kind in ('message', 'good-news', 'promise')),
    promise_key     text check (length(promise_key) <= 40),
    subject         text not null check (length(subject) between 1 and 80),
    started_at      timestamptz not null,
    started_by      uuid not null,
    last_message_at timestamptz not null,
    waiting_since   timestamptz,
    constraint conversation_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint conversation_authority_id_key unique (authority_id, young_person_id, id),
    constraint promise_conversation_names_one check ((kind = 'promise') = (promise_key is not null))
);
create index conversation_young_person_id_ix on pledge.conversation (young_person_id, last_message_at desc);
-- One conversation for each promise: "talk about this" goes on where it was.
create unique index conversation_promise_ix on pledge.conversation (young_person_id, promise_key) where promise_key is not null;
-- What a caseload counts.
create index conversation_waiting_ix on pledge.conversation (young_person_id, waiting_since) where waiting_since is not null;

create table pledge.conversation_message (
    id                uuid primary key,
    authority_id      uuid not null references pledge.authority (id),
    young_person_id   uuid not null,
    conversation_id   uuid not null,
    from_young_person boolean not null,
    body              text not null check (length(body) between 1 and 4000),
    written_at        timestamptz not null,
    written_by        uuid not null,
    form_key          uuid not null,
    read_at           timestamptz,
    read_by           uuid,
    constraint conversation_message_conversation foreign key (authority_id, young_person_id, conversation_id)
        references pledge.conversation (authority_id, young_person_id, id),
    constraint one_message_of_a_form unique (written_by, form_key),
    constraint read_has_who_and_when check ((read_at is null) = (read_by is null))
);
create index conversation_message_conversation_id_ix on pledge.conversation_message (conversation_id, written_at desc);
create index conversation_message_young_person_id_ix on pledge.conversation_message (authority_id, young_person_id, conversation_id);
create index conversation_message_unread_ix on pledge.conversation_message (young_person_id, from_young_person, id) where read_at is null;

-- Whose it is decides, today: with a new worker the conversation goes on, and the old one no longer reads it. Nobody else reaches what was written.
do $$
declare t text;
begin
    foreach t in array array['conversation', 'conversation_message'] loop
        execute format('alter table pledge.%I enable row level security', t);
        execute format($p$create policy %I on pledge.%I for select
            using (authority_id = (select pledge.authority()) and case (select pledge.actor())
                when 'young-person' then young_person_id = (select pledge.young_person())
                when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
                when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
                else false end)$p$, t || '_read', t);
        execute format($p$create policy %I on pledge.%I for update
            using (authority_id = (select pledge.authority()) and case (select pledge.actor())
                when 'young-person' then young_person_id = (select pledge.young_person())
                when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
                when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
                else false end)$p$, t || '_goes_on', t);
        execute format('grant select, insert on pledge.%I to pledge_app', t);
    end loop;
end $$;
create policy conversation_start on pledge.conversation for insert
    with check (authority_id = (select pledge.authority()) and started_by = (select pledge.account()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
create policy conversation_message_write on pledge.conversation_message for insert
    with check (authority_id = (select pledge.authority()) and written_by = (select pledge.account())
        and from_young_person = ((select pledge.actor()) = 'young-person') and read_at is null and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
-- What was written stays: only the marks around it move.
grant update (last_message_at, waiting_since) on pledge.conversation to pledge_app;
grant update (read_at, read_by) on pledge.conversation_message to pledge_app;

-- Whom a young person's message goes to: the open account of their worker today and nothing else of it; null when there is none.
create function pledge.account_of_my_worker() returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.id from pledge.assignment s
    join identity.account a on a.id = s.staff_member_id and a.authority_id = s.authority_id and a.closed_at is null
    where pledge.actor() = 'young-person' and s.young_person_id = pledge.young_person() and s.authority_id = pledge.authority()
      and s.period_from <= pledge.today() and (s.period_to is null or s.period_to > pledge.today())
$$;

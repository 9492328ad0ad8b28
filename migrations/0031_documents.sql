-- Documents on a young person's record. A document is for the young person to see unless it is kept back, as a note is; it is never changed, only replaced or
-- taken out with a reason. What is in it stands apart, so that lists never load it: in document_chunk, or in a folder under the name in document.key.
create table pledge.document (
    id               uuid primary key,
    authority_id     uuid not null references pledge.authority (id),
    young_person_id  uuid not null,
    fact_id          uuid references pledge.fact (id),
    title            text not null check (length(title) between 1 and 120),
    file_name        text not null check (length(file_name) between 1 and 120 and file_name !~ '[[:cntrl:]/\\]'),
    type             text not null check (type in ('pdf', 'jpeg', 'png', 'docx', 'odt', 'text')),
    bytes            integer not null check (bytes > 0),
    digest           bytea not null check (length(digest) = 32),
    place            text not null check (place in ('database', 'folder')),
    key              text not null check (key ~ '^[0-9a-f]{32}$'),
    scanned_at       timestamptz,
    added_at         timestamptz not null,
    added_by         uuid not null,
    replaces_id      uuid,
    hiding_id        uuid,
    shared_at        timestamptz,
    shared_by        uuid,
    superseded_at    timestamptz,
    superseded_by    uuid,
    supersede_reason text check (length(supersede_reason) between 1 and 500),
    constraint document_authority_id_key unique (authority_id, young_person_id, id),
    constraint document_key_key unique (key),
    constraint document_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint document_replaces foreign key (authority_id, young_person_id, replaces_id) references pledge.document (authority_id, young_person_id, id),
    constraint shared_has_who_and_when check ((shared_at is null) = (shared_by is null)),
    constraint taken_out_has_who_when_and_why check ((superseded_at is null) = (superseded_by is null) and (superseded_at is null) = (supersede_reason is null))
);
create index document_young_person_id_ix on pledge.document (young_person_id, added_at desc, id desc);
create index document_fact_id_ix on pledge.document (fact_id) where fact_id is not null;
create unique index document_replaces_id_ix on pledge.document (authority_id, young_person_id, replaces_id) where replaces_id is not null;

create table pledge.document_hiding (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    document_id     uuid not null,
    reason          text not null check (length(trim(reason)) between 1 and 500),
    review_on       date not null,
    decided_at      timestamptz not null,
    decided_by      uuid not null,
    ended_at        timestamptz,
    ended_by        uuid,
    constraint document_hiding_authority_id_key unique (authority_id, document_id, id),
    constraint document_hiding_document foreign key (authority_id, young_person_id, document_id)
        references pledge.document (authority_id, young_person_id, id) deferrable initially deferred,
    constraint review_within_a_year check (review_on > (decided_at at time zone 'Europe/London')::date
                                           and review_on <= ((decided_at at time zone 'Europe/London')::date + interval '12 months')::date),
    constraint ended_has_who_and_when check ((ended_at is null) = (ended_by is null))
);
create unique index document_hiding_document_id_ix on pledge.document_hiding (authority_id, document_id) where ended_at is null;
create index document_hiding_young_person_id_ix on pledge.document_hiding (young_person_id, review_on) where ended_at is null;
create index document_hiding_authority_id_ix on pledge.document_hiding (authority_id, review_on) where ended_at is null;
create index document_hiding_all_ix on pledge.document_hiding (authority_id, young_person_id, document_id);
alter table pledge.document
    add constraint document_hiding foreign key (authority_id, id, hiding_id) references pledge.document_hiding (authority_id, document_id, id) deferrable initially deferred;
create index document_hiding_id_ix on pledge.document (authority_id, hiding_id) where hiding_id is not null;

create table pledge.document_chunk (
    document_id     uuid not null,
    number          integer not null check (number between 0 and 4095),
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    content         bytea not null check (length(content) between 1 and 262144),
    constraint document_chunk_pkey primary key (document_id, number),
    constraint document_chunk_document foreign key (authority_id, young_person_id, document_id)
        references pledge.document (authority_id, young_person_id, id) deferrable initially deferred
);
-- Pictures and PDF are compressed already: trying again costs time and gains nothing.
alter table pledge.document_chunk alter column content set storage external;

alter table pledge.document enable row level security;
create policy document_read on pledge.document for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person()) and hiding_id is null and superseded_at is null
        when 'adviser' then young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
        else false end);
create policy document_add on pledge.document for insert
    with check (authority_id = (select pledge.authority()) and added_by = (select pledge.account()) and (select pledge.actor()) in ('adviser', 'manager')
                and young_person_id = any ((select pledge.my_young_people())::uuid[])
                and (fact_id is null or exists (select from pledge.fact f where f.id = fact_id and f.young_person_id = document.young_person_id)));
create policy document_change on pledge.document for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('adviser', 'manager')
           and young_person_id = any ((select pledge.my_young_people())::uuid[]));
grant select, insert on pledge.document to pledge_app;
grant update (hiding_id, shared_at, shared_by, superseded_at, superseded_by, supersede_reason) on pledge.document to pledge_app;

alter table pledge.document_hiding enable row level security;
-- As of notes: an administrator, or an inspector beside one, sees that documents are kept back, why and until when, and no document.
create policy document_hiding_read on pledge.document_hiding for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'adviser' then young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
        when 'administrator' then true
        else false end);
create policy document_hiding_write on pledge.document_hiding for insert
    with check (authority_id = (select pledge.authority()) and decided_by = (select pledge.account()) and (select pledge.actor()) in ('adviser', 'manager')
                and young_person_id = any ((select pledge.my_young_people())::uuid[]));
create policy document_hiding_end on pledge.document_hiding for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('adviser', 'manager')
           and young_person_id = any ((select pledge.my_young_people())::uuid[]));
grant select, insert on pledge.document_hiding to pledge_app;
grant update (ended_at, ended_by) on pledge.document_hiding to pledge_app;

alter table pledge.document_chunk enable row level security;
-- What is in a document is for whoever may read the document: its own policies answer that. It is written before its document and never after.
create policy document_chunk_read on pledge.document_chunk for select
    using (authority_id = (select pledge.authority()) and exists (select from pledge.document d where d.id = document_id));
create policy document_chunk_add on pledge.document_chunk for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('adviser', 'manager')
                and young_person_id = any ((select pledge.my_young_people())::uuid[])
                and not exists (select from pledge.document d where d.id = document_id));
grant select, insert on pledge.document_chunk to pledge_app;

-- What a young person may know of documents they cannot see: how many there are.
create function pledge.documents_kept_back() returns integer language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*)::integer from pledge.document d
    where pledge.actor() = 'young-person' and d.authority_id = pledge.authority() and d.young_person_id = pledge.young_person()
      and d.hiding_id is not null and d.superseded_at is null
$$;

-- Of files found in the folder, those no document is kept in: left behind when a program stopped between the file and its row.
create function pledge.document_keys_unknown(keys text[]) returns setof text language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select k from unnest(keys) k where pledge.actor() = 'job:sweep-documents' and not exists (select from pledge.document d where d.key = k)
$$;

-- Which document was opened: a trace may name what it is about. Hashes of traces without it stay as they are, because concat_ws leaves nulls out.
alter table pledge.record_look add column subject_id uuid;
create or replace function pledge.look_hash(previous bytea, r pledge.record_look) returns bytea language sql immutable
    return sha256(previous || convert_to(concat_ws('|', r.id, r.authority_id, r.young_person_id, r.account_id, r.role, r.act, r.what, extract(epoch from r.at), r.subject_id), 'UTF8'));

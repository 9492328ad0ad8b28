-- Imports of the cohort, and every row of a file that was not loaded, with what to do about it.
create table pledge.import_run (
    id               uuid primary key,
    authority_id     uuid not null references pledge.authority (id),
    collection_year  integer not null check (collection_year between 2000 and 2100),
    strict           boolean not null,
    state            text not null check (state in ('loaded', 'nothing-loaded')),
    started_at       timestamptz not null,
    finished_at      timestamptz not null,
    started_by       uuid,
    files            jsonb not null,
    rows_read        integer not null,
    rows_loaded      integer not null,
    rows_unchanged   integer not null,
    rows_refused     integer not null,
    constraint import_run_authority_id_key unique (authority_id, id)
);
create index import_run_authority_id_ix on pledge.import_run (authority_id, started_at desc);
create table pledge.import_refusal (
    id           bigint generated always as identity primary key,
    authority_id uuid not null references pledge.authority (id),
    import_id    uuid not null,
    file         text not null,
    line         integer,
    column_name  text,
    value        text,
    code         text not null,
    constraint import_refusal_run foreign key (authority_id, import_id) references pledge.import_run (authority_id, id)
);
create index import_refusal_import_id_ix on pledge.import_refusal (authority_id, import_id, id);
do $$
declare t text;
begin
    foreach t in array array['import_run', 'import_refusal'] loop
        execute format('alter table pledge.%I enable row level security', t);
        execute format($p$create policy %I on pledge.%I
            using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('data-officer', 'job:import-903'))
            with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('data-officer', 'job:import-903'))$p$, t || '_own', t);
        execute format('grant select, insert on pledge.%I to pledge_app', t);
    end loop;
end $$;

-- What the return said of each young person in each year, as loaded. The facts from the return are worked out from all of it, so the order of loading does not matter.
create table pledge.oc3_row (
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    collection_year integer not null check (collection_year between 2000 and 2100),
    birthday        date not null,
    in_touch        text not null references pledge.in_touch_code (code),
    activity        text not null,
    home            text not null check (home ~ '^([A-Z][12]|0)$'),
    loaded_at       timestamptz not null,
    primary key (young_person_id, collection_year),
    constraint oc3_row_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id)
);
create index oc3_row_authority_id_ix on pledge.oc3_row (authority_id, young_person_id);
alter table pledge.oc3_row enable row level security;
create policy oc3_row_load on pledge.oc3_row
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('data-officer', 'job:import-903'))
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('data-officer', 'job:import-903'));
grant select, insert, update on pledge.oc3_row to pledge_app;

-- The year of the file a row comes from: an older file loaded later does not undo what a newer one said.
alter table pledge.young_person add column return_year integer;
alter table pledge.care_episode add column return_year integer;

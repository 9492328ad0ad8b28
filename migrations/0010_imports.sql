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

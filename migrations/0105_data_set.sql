-- The Standard Safeguarding Dataset's table of care leavers, loaded from a file: what councils mean by their own spellings, what a file said, and a file that waits until that is told.
create table pledge.data_set_meaning (
    id            uuid primary key,
    authority_id  uuid not null references pledge.authority (id),
    column_name   text not null check (column_name in ('eligibility', 'in-touch', 'home', 'suitable', 'activity')),
    value         text not null check (length(value) between 1 and 100),
    -- The value without regard to upper and lower case.
    value_key     text not null,
    meaning       text not null check (length(meaning) between 1 and 40),
    decided_at    timestamptz not null,
    decided_by    uuid not null,
    superseded_at timestamptz check (superseded_at >= decided_at),
    superseded_by uuid
);
create unique index data_set_meaning_one_ix on pledge.data_set_meaning (authority_id, column_name, value_key) where superseded_at is null;
create index data_set_meaning_history_ix on pledge.data_set_meaning (authority_id, column_name, value_key, decided_at);

-- A file whose spellings are being asked about. It goes when it is loaded or thrown away, and after a day.
create table pledge.data_set_upload (
    id           uuid primary key,
    authority_id uuid not null references pledge.authority (id),
    extracted_on date not null,
    strict       boolean not null,
    file         text not null,
    -- Headings that are not read, and those of columns that are read and not there.
    not_read     text[] not null,
    missing      text[] not null,
    uploaded_at  timestamptz not null,
    uploaded_by  uuid not null,
    constraint data_set_upload_authority_id_key unique (authority_id, id)
);
create table pledge.data_set_upload_row (
    authority_id uuid not null references pledge.authority (id),
    upload_id    uuid not null,
    line         integer not null,
    child_id     text not null,
    eligibility  text not null,
    in_touch     text not null,
    home         text not null,
    suitable     text not null,
    activity     text not null,
    -- What is wrong with the row by itself, and in which column.
    fault        text,
    fault_column text,
    primary key (upload_id, line),
    constraint data_set_upload_row_upload foreign key (authority_id, upload_id) references pledge.data_set_upload (authority_id, id) on delete cascade
);
create index data_set_upload_row_upload_ix on pledge.data_set_upload_row (authority_id, upload_id);

-- What the table said of each young person on each day it was extracted, as loaded. Facts and status are worked out from all of it, so the order of loading does not matter.
create table pledge.data_set_row (
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    extracted_on    date not null,
    eligibility     text check (eligibility in ('none', 'eligible', 'relevant', 'former-relevant', 'qualifying')),
    in_touch        text references pledge.in_touch_code (code),
    home            text check (home ~ '^([A-Z]|0)$'),
    suitable        boolean,
    activity        text,
    loaded_at       timestamptz not null,
    primary key (young_person_id, extracted_on),
    constraint data_set_row_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint data_set_home_says_suitable_or_not check ((home is not null and home <> '0') = (suitable is not null))
);
create index data_set_row_authority_id_ix on pledge.data_set_row (authority_id, young_person_id);

do $$
declare t text;
begin
    foreach t in array array['data_set_meaning', 'data_set_upload', 'data_set_upload_row', 'data_set_row'] loop
        execute format('alter table pledge.%I enable row level security', t);
        execute format($p$create policy %I on pledge.%I
            using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'data-officer')
            with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'data-officer')$p$, t || '_load', t);
    end loop;
end $$;
grant select, insert on pledge.data_set_meaning to pledge_app;
grant update (superseded_at, superseded_by) on pledge.data_set_meaning to pledge_app;
grant select, insert, update, delete on pledge.data_set_upload to pledge_app;
grant select, insert, delete on pledge.data_set_upload_row to pledge_app;
grant select, insert, update on pledge.data_set_row to pledge_app;
-- Their own, for their copy of the record; their workers', because a status follows from it where no care is on record; the job's, for the same.
create policy data_set_row_derive on pledge.data_set_row for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'job:import-903' then true
        else false end);

-- The job that throws old files away reads none of them.
create function pledge.sweep_data_set_uploads(p_before timestamptz) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare swept integer;
begin
    if pledge.actor() is distinct from 'job:sweep-drafts' then
        raise exception 'pledge.sweep_data_set_uploads is for its job' using errcode = '42501';
    end if;
    delete from pledge.data_set_upload where uploaded_at < p_before;
    get diagnostics swept = row_count;
    return swept;
end $$;
revoke execute on function pledge.sweep_data_set_uploads(timestamptz) from public;
grant execute on function pledge.sweep_data_set_uploads(timestamptz) to pledge_app;
create index data_set_upload_uploaded_at_ix on pledge.data_set_upload (uploaded_at);

-- The day a table was extracted; null for files of the return. The year beside it is then the one in which the day lies.
alter table pledge.import_run add column extracted_on date;
alter table pledge.fact drop constraint fact_source_check;
alter table pledge.fact add constraint fact_source_check check (source in ('worker', 'oc3', 'episodes', 'ssd', 'young-person', 'demonstration')) not valid;
alter table pledge.fact validate constraint fact_source_check;

-- Where a file of the yearly return says otherwise than the record: a question that stands until a data officer answers it. What was said on both sides stays readable.
create table pledge.import_conflict (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    kind            text not null check (kind in ('in-touch', 'activity', 'home', 'born', 'sex', 'ethnicity')),
    day             date,
    collection_year integer not null check (collection_year between 2000 and 2100),
    import_id       uuid not null,
    file_says       text not null check (length(file_says) between 1 and 10),
    record_says     text not null check (length(record_says) between 1 and 10),
    found_at        timestamptz not null,
    decision        text check (decision in ('record', 'file', 'same')),
    decided_at      timestamptz,
    decided_by      uuid,
    reason          text check (length(reason) between 1 and 500),
    constraint import_conflict_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    -- An import is written down when it ends.
    constraint import_conflict_run foreign key (authority_id, import_id) references pledge.import_run (authority_id, id) deferrable initially deferred,
    constraint import_conflict_of_a_fact_has_its_day check ((kind in ('in-touch', 'activity', 'home')) = (day is not null)),
    constraint import_conflict_decided_at_once check ((decision is null) = (decided_at is null)),
    constraint import_conflict_decided_by_somebody check ((coalesce(decision, 'same') <> 'same') = (decided_by is not null)),
    constraint import_conflict_file_is_right_with_reason check (decision is distinct from 'file' or reason is not null)
);
create unique index import_conflict_open_once_ix on pledge.import_conflict (young_person_id, kind, day) nulls not distinct where decision is null;
create index import_conflict_authority_id_ix on pledge.import_conflict (authority_id, young_person_id);
create index import_conflict_run_ix on pledge.import_conflict (authority_id, import_id);

alter table pledge.import_conflict enable row level security;
create policy import_conflict_read on pledge.import_conflict for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'data-officer' then true
        when 'job:import-903' then true
        when 'young-person' then young_person_id = (select pledge.young_person())
        else false end);
create policy import_conflict_find on pledge.import_conflict for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('data-officer', 'job:import-903'));
create policy import_conflict_decide on pledge.import_conflict for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('data-officer', 'job:import-903') and decision is null)
    with check (authority_id = (select pledge.authority()) and (decided_by is null or decided_by = (select pledge.account())));
grant select, insert on pledge.import_conflict to pledge_app;
grant update (day, collection_year, import_id, file_says, record_says, decision, decided_at, decided_by, reason) on pledge.import_conflict to pledge_app;

-- A fact as a return file writes it.
create function pledge.as_returned(code text, suitable boolean) returns text language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
    select code || case suitable when true then '1' when false then '2' else '' end
$$;

-- When a worker records what the file says, there is nothing left to decide. Definer, because a worker does not see the question. Imports look after their own facts.
create function pledge.close_agreed_conflict() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update pledge.import_conflict c set decision = 'same', decided_at = new.recorded_at
    where c.authority_id = new.authority_id and c.young_person_id = new.young_person_id and c.kind = new.kind and c.decision is null
      and c.day >= new.period_from and (new.period_to is null or c.day < new.period_to) and c.file_says = pledge.as_returned(new.code, new.suitable);
    return null;
end
$$;
revoke execute on function pledge.close_agreed_conflict() from public;
create trigger fact_closes_agreed_conflict after insert on pledge.fact for each row when (new.source in ('worker', 'young-person')) execute function pledge.close_agreed_conflict();

-- Differences that an import left to decide, apart from what it did not load.
alter table pledge.import_run add column rows_to_decide integer not null default 0;

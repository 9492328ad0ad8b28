-- Whom the other files of a yearly return name, as far as the checks of OC3 ask: the child, the year, the file, and whether it says anything of them. A copy of the newest file of a year.
create table pledge.return_named (
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    collection_year integer not null check (collection_year between 2000 and 2100),
    file            text not null check (file in ('uasc', 'oc2', 'ad1', 'prev-perm', 'reviews', 'placed-adoption', 'missing')),
    says            boolean not null,
    loaded_at       timestamptz not null,
    primary key (young_person_id, collection_year, file),
    constraint return_named_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id)
);
create index return_named_authority_id_ix on pledge.return_named (authority_id, young_person_id);
alter table pledge.return_named enable row level security;
create policy return_named_load on pledge.return_named
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('data-officer', 'job:import-903'))
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('data-officer', 'job:import-903'));
create policy return_named_own on pledge.return_named for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()));
grant select, insert, update, delete on pledge.return_named to pledge_app;

-- When somebody stopped counting as an unaccompanied asylum-seeking child. That they came as one stays.
alter table pledge.young_person add column uasc_ceased_on date;

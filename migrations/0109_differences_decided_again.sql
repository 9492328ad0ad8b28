-- A decision about a difference can be taken again: the later one says which it takes the place of, and the earlier one stays as it was.
alter table pledge.import_conflict alter column record_says drop not null;
alter table pledge.import_conflict add constraint import_conflict_authority_id_id unique (authority_id, id);
alter table pledge.import_conflict add column takes_again uuid unique;
alter table pledge.import_conflict add constraint import_conflict_takes_again foreign key (authority_id, takes_again) references pledge.import_conflict (authority_id, id);
alter table pledge.import_conflict add constraint import_conflict_taken_again_is_decided check (takes_again is null or (decision in ('record', 'file') and reason is not null));
create index import_conflict_decided_ix on pledge.import_conflict (authority_id, decided_at desc) where decision is not null;

alter policy import_conflict_find on pledge.import_conflict
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('data-officer', 'job:import-903') and (decided_by is null or decided_by = (select pledge.account())));

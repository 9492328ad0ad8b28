-- Contacts with young people, made or attempted. One row per young person; people seen together share a group.
create table pledge.contact (
    id               uuid primary key,
    authority_id     uuid not null references pledge.authority (id),
    young_person_id  uuid not null,
    group_id         uuid not null,
    outcome          text not null check (outcome in ('made', 'attempted')),
    channel          text not null check (channel in ('face-to-face', 'video', 'phone', 'text', 'email', 'letter', 'social')),
    started_by       text not null check (started_by in ('worker', 'young-person', 'someone-else')),
    occurred_on      date not null,
    note             text check (length(note) <= 4000),
    recorded_at      timestamptz not null,
    recorded_by      uuid not null,
    superseded_at    timestamptz,
    superseded_by    uuid,
    supersede_reason text check (length(supersede_reason) <= 500),
    constraint contact_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint contact_known check (superseded_at is null or superseded_at >= recorded_at)
);
create index contact_young_person_id_ix on pledge.contact (young_person_id, occurred_on desc) where superseded_at is null;
create index contact_authority_id_ix on pledge.contact (authority_id, young_person_id);
alter table pledge.contact enable row level security;
create policy contact_read on pledge.contact for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'job:plan-reminders' then true
        else false end);
create policy contact_write on pledge.contact for insert
    with check (authority_id = (select pledge.authority()) and recorded_by = (select pledge.account()) and case (select pledge.actor())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
create policy contact_supersede on pledge.contact for update
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
grant select, insert on pledge.contact to pledge_app;
grant update (superseded_at, superseded_by, supersede_reason) on pledge.contact to pledge_app;

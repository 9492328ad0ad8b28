-- Where a contact took place, which contact a corrected one replaces, and notes. A note is for the young person to read unless it is kept back, and keeping
-- one back takes a decision with a reason and a day to look at it again: note.hiding_id points to that decision, so the database knows no other way.
alter table pledge.contact
    add column place text check (place in ('home', 'our-office', 'learning-or-work', 'out', 'hospital', 'custody', 'elsewhere')),
    add column replaces_id uuid;
alter table pledge.contact
    add constraint place_only_face_to_face check (place is null or channel = 'face-to-face'),
    add constraint contact_replaces foreign key (replaces_id) references pledge.contact (id);
create unique index contact_replaces_id_ix on pledge.contact (replaces_id) where replaces_id is not null;

create table pledge.note (
    id               uuid primary key,
    authority_id     uuid not null references pledge.authority (id),
    young_person_id  uuid not null,
    contact_id       uuid,
    text             text not null check (length(text) between 1 and 4000),
    written_at       timestamptz not null,
    written_by       uuid not null,
    hiding_id        uuid,
    shared_at        timestamptz,
    shared_by        uuid,
    superseded_at    timestamptz,
    superseded_by    uuid,
    supersede_reason text check (length(supersede_reason) between 1 and 500),
    constraint note_authority_id_key unique (authority_id, id),
    constraint note_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint note_contact foreign key (contact_id) references pledge.contact (id),
    constraint shared_has_who_and_when check ((shared_at is null) = (shared_by is null)),
    constraint taken_back_has_who_when_and_why check ((superseded_at is null) = (superseded_by is null) and (superseded_at is null) = (supersede_reason is null))
);
create index note_young_person_id_ix on pledge.note (young_person_id, written_at desc);
create index note_contact_id_ix on pledge.note (contact_id) where contact_id is not null;

create table pledge.note_hiding (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    note_id         uuid not null,
    reason          text not null check (length(trim(reason)) between 1 and 500),
    review_on       date not null,
    decided_at      timestamptz not null,
    decided_by      uuid not null,
    ended_at        timestamptz,
    ended_by        uuid,
    constraint note_hiding_authority_id_key unique (authority_id, note_id, id),
    constraint note_hiding_note foreign key (authority_id, note_id) references pledge.note (authority_id, id) deferrable initially deferred,
    constraint note_hiding_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint review_within_a_year check (review_on > (decided_at at time zone 'Europe/London')::date
                                           and review_on <= ((decided_at at time zone 'Europe/London')::date + interval '12 months')::date),
    constraint ended_has_who_and_when check ((ended_at is null) = (ended_by is null))
);
create unique index note_hiding_note_id_ix on pledge.note_hiding (authority_id, note_id) where ended_at is null;
create index note_hiding_young_person_id_ix on pledge.note_hiding (young_person_id, review_on) where ended_at is null;
create index note_hiding_authority_id_ix on pledge.note_hiding (authority_id, review_on) where ended_at is null;
alter table pledge.note
    add constraint note_hiding foreign key (authority_id, id, hiding_id) references pledge.note_hiding (authority_id, note_id, id) deferrable initially deferred;
create index note_hiding_id_ix on pledge.note (authority_id, hiding_id) where hiding_id is not null;

alter table pledge.note enable row level security;
create policy note_read on pledge.note for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person()) and hiding_id is null and superseded_at is null
        when 'adviser' then young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
        else false end);
create policy note_write on pledge.note for insert
    with check (authority_id = (select pledge.authority()) and written_by = (select pledge.account()) and (select pledge.actor()) in ('adviser', 'manager')
                and young_person_id = any ((select pledge.my_young_people())::uuid[]));
create policy note_change on pledge.note for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('adviser', 'manager')
           and young_person_id = any ((select pledge.my_young_people())::uuid[]));
grant select, insert on pledge.note to pledge_app;
grant update (hiding_id, shared_at, shared_by, superseded_at, superseded_by, supersede_reason) on pledge.note to pledge_app;

alter table pledge.note_hiding enable row level security;
-- An administrator, or an inspector beside one, sees that notes are kept back, why and until when, and no note.
create policy note_hiding_read on pledge.note_hiding for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'adviser' then young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
        when 'administrator' then true
        else false end);
create policy note_hiding_write on pledge.note_hiding for insert
    with check (authority_id = (select pledge.authority()) and decided_by = (select pledge.account()) and (select pledge.actor()) in ('adviser', 'manager')
                and young_person_id = any ((select pledge.my_young_people())::uuid[]));
create policy note_hiding_end on pledge.note_hiding for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('adviser', 'manager')
           and young_person_id = any ((select pledge.my_young_people())::uuid[]));
grant select, insert on pledge.note_hiding to pledge_app;
grant update (ended_at, ended_by) on pledge.note_hiding to pledge_app;

-- What a young person may know of notes they cannot read: how many there are.
create function pledge.notes_kept_back() returns integer language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*)::integer from pledge.note n
    where pledge.actor() = 'young-person' and n.authority_id = pledge.authority() and n.young_person_id = pledge.young_person()
      and n.hiding_id is not null and n.superseded_at is null
$$;

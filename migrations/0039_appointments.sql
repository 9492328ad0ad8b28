-- Appointments of a young person with whoever is their worker, and what happened to each. Nothing is erased: a cancelled one stays, a moved one keeps the time it had.
create table pledge.appointment (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    kind            text not null check (kind in ('meeting', 'plan-review', 'visit', 'call', 'somewhere-else')),
    starts_at       timestamptz not null,
    minutes         integer not null check (minutes between 15 and 480),
    place           text check (length(place) between 1 and 200),
    note            text check (length(note) between 1 and 1000),
    state           text not null check (state in ('proposed', 'accepted', 'cancelled')),
    proposed_by     text not null check (proposed_by in ('young-person', 'worker')),
    sequence        integer not null check (sequence >= 0),
    changed_at      timestamptz not null,
    constraint appointment_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint appointment_authority_id_key unique (authority_id, young_person_id, id)
);
create index appointment_young_person_id_ix on pledge.appointment (young_person_id, starts_at desc);
-- What is coming, for a planner of reminders.
create index appointment_starts_at_ix on pledge.appointment (starts_at) where state <> 'cancelled';

create table pledge.appointment_change (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    appointment_id  uuid not null,
    sequence        integer not null check (sequence >= 0),
    act             text not null check (act in ('proposed', 'accepted', 'moved', 'cancelled')),
    side            text not null check (side in ('young-person', 'worker')),
    starts_at       timestamptz not null,
    minutes         integer not null check (minutes between 15 and 480),
    started_before  timestamptz,
    minutes_before  integer check (minutes_before between 15 and 480),
    reason          text check (length(reason) between 1 and 500),
    at              timestamptz not null,
    by              uuid not null,
    constraint appointment_change_appointment foreign key (authority_id, young_person_id, appointment_id)
        references pledge.appointment (authority_id, young_person_id, id),
    -- Two who change the same look at it cannot both be next.
    constraint one_change_of_a_sequence unique (appointment_id, sequence),
    constraint moved_has_a_time_before check ((act = 'moved') = (started_before is not null) and (act = 'moved') = (minutes_before is not null)),
    constraint only_cancelled_has_a_reason check (reason is null or act = 'cancelled'),
    constraint first_is_proposed check ((sequence = 0) = (act = 'proposed'))
);
create index appointment_change_young_person_id_ix on pledge.appointment_change (authority_id, young_person_id, appointment_id);

-- Theirs, and their worker's, whoever stands in and the manager, today; and for reading, whoever gave a reason today.
do $$
declare t text;
begin
    foreach t in array array['appointment', 'appointment_change'] loop
        execute format('alter table pledge.%I enable row level security', t);
        execute format($p$create policy %I on pledge.%I for select
            using (authority_id = (select pledge.authority()) and case (select pledge.actor())
                when 'young-person' then young_person_id = (select pledge.young_person())
                when 'adviser' then young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
                when 'manager' then young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
                else false end)$p$, t || '_read', t);
        execute format('grant select, insert on pledge.%I to pledge_app', t);
    end loop;
end $$;
-- A time stands in the name of the side that named it, and only the other side says yes to it.
create policy appointment_propose on pledge.appointment for insert
    with check (authority_id = (select pledge.authority()) and state = 'proposed' and sequence = 0 and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person()) and proposed_by = 'young-person'
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[]) and proposed_by = 'worker'
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[]) and proposed_by = 'worker'
        else false end);
create policy appointment_change on pledge.appointment for update
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end)
    with check (authority_id = (select pledge.authority()) and case state
        when 'accepted' then (proposed_by = 'young-person') <> ((select pledge.actor()) = 'young-person')
        when 'proposed' then (proposed_by = 'young-person') = ((select pledge.actor()) = 'young-person')
        else true end);
create policy appointment_change_write on pledge.appointment_change for insert
    with check (authority_id = (select pledge.authority()) and by = (select pledge.account())
        and (side = 'young-person') = ((select pledge.actor()) = 'young-person') and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
-- What it is and whose it is stays.
grant update (starts_at, minutes, state, proposed_by, sequence, changed_at) on pledge.appointment to pledge_app;

-- Mentors and partner organisations, kept by a new role: the mentoring coordinator. A coordinator reaches no young people.
alter table pledge.staff_member drop constraint staff_member_role_check;
alter table pledge.staff_member add constraint staff_member_role_check check (role in ('adviser', 'manager', 'board', 'data-officer', 'administrator', 'coordinator'));
alter table identity.account drop constraint account_role_check;
alter table identity.account add constraint account_role_check check (role in ('young-person', 'adviser', 'manager', 'board', 'data-officer', 'administrator', 'coordinator'));
-- Coordinators see who of them did what.
create policy staff_member_read_by_coordinator on pledge.staff_member for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator' and role = 'coordinator');

create table pledge.organisation (
    id           uuid primary key,
    authority_id uuid not null references pledge.authority (id),
    name         text not null check (length(name) between 1 and 120),
    kind         text not null check (kind in ('signatory', 'covenant', 'charter', 'employer')),
    offers       text check (length(offers) <= 1000),
    ended_on     date,
    changed_at   timestamptz not null,
    changed_by   uuid not null,
    constraint organisation_authority_id_key unique (authority_id, id)
);
create unique index organisation_name_once on pledge.organisation (authority_id, lower(name));

create table pledge.mentor (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    organisation_id uuid,
    name            text not null check (length(name) between 1 and 80),
    email           text check (length(email) <= 254),
    phone           text check (length(phone) <= 40),
    places          integer not null check (places between 0 and 10),
    outcode         text check (length(outcode) between 2 and 4),
    travel_km       integer check (travel_km between 0 and 200),
    times           text[] not null,
    languages       text[] not null,
    interests       text[] not null,
    helps           text[] not null,
    words           text check (length(words) <= 1000),
    state           text not null check (state in ('applied', 'references', 'checks', 'trained', 'approved', 'available', 'paused', 'left')),
    added_at        timestamptz not null,
    changed_at      timestamptz not null,
    changed_by      uuid not null,
    constraint mentor_authority_id_key unique (authority_id, id),
    constraint mentor_can_be_reached check (email is not null or phone is not null),
    constraint mentor_organisation foreign key (authority_id, organisation_id) references pledge.organisation (authority_id, id)
);
create index mentor_state_ix on pledge.mentor (authority_id, state, name);
create index mentor_organisation_id_ix on pledge.mentor (authority_id, organisation_id);

-- What was done, recorded or seen. A row is only ever marked as no longer believed; it is never changed otherwise.
create table pledge.mentor_step (
    id            uuid primary key,
    authority_id  uuid not null references pledge.authority (id),
    mentor_id     uuid not null,
    number        integer not null check (number > 0),
    state         text not null check (state in ('applied', 'references', 'checks', 'trained', 'approved', 'available', 'paused', 'left')),
    reason        text check (length(reason) <= 500),
    recorded_at   timestamptz not null,
    recorded_by   uuid not null,
    superseded_at timestamptz,
    superseded_by uuid,
    constraint mentor_step_mentor foreign key (authority_id, mentor_id) references pledge.mentor (authority_id, id),
    constraint mentor_step_number_once unique (mentor_id, number),
    constraint pause_and_leaving_have_a_reason check (state not in ('paused', 'left') or length(trim(reason)) > 0),
    constraint superseded_by_somebody check ((superseded_at is null) = (superseded_by is null))
);
create index mentor_step_mentor_id_ix on pledge.mentor_step (authority_id, mentor_id, number);

-- Never what a certificate says: whether it was accepted, and its level, number and days.
create table pledge.mentor_clearance (
    id                 uuid primary key,
    authority_id       uuid not null references pledge.authority (id),
    mentor_id          uuid not null,
    outcome            text not null check (outcome in ('accepted', 'not-accepted')),
    level              text not null check (level in ('basic', 'standard', 'enhanced', 'enhanced-barred')),
    certificate_number text not null check (certificate_number ~ '^[0-9]{12}$'),
    issued_on          date not null,
    recheck_due_on     date not null,
    recorded_at        timestamptz not null,
    recorded_by        uuid not null,
    superseded_at      timestamptz,
    superseded_by      uuid,
    constraint mentor_clearance_mentor foreign key (authority_id, mentor_id) references pledge.mentor (authority_id, id),
    constraint one_current_clearance exclude using btree (mentor_id with =) where (superseded_at is null) deferrable initially deferred,
    constraint recheck_after_issue check (recheck_due_on > issued_on),
    constraint superseded_by_somebody check ((superseded_at is null) = (superseded_by is null))
);
create index mentor_clearance_mentor_id_ix on pledge.mentor_clearance (authority_id, mentor_id);

create table pledge.mentor_training (
    id            uuid primary key,
    authority_id  uuid not null references pledge.authority (id),
    mentor_id     uuid not null,
    course        text not null check (course in ('training', 'code-of-conduct', 'safeguarding')),
    done_on       date not null,
    valid_until   date not null,
    recorded_at   timestamptz not null,
    recorded_by   uuid not null,
    superseded_at timestamptz,
    superseded_by uuid,
    constraint mentor_training_mentor foreign key (authority_id, mentor_id) references pledge.mentor (authority_id, id),
    constraint one_current_training exclude using btree (mentor_id with =, course with =) where (superseded_at is null) deferrable initially deferred,
    constraint valid_after_done check (valid_until > done_on),
    constraint superseded_by_somebody check ((superseded_at is null) = (superseded_by is null))
);
create index mentor_training_mentor_id_ix on pledge.mentor_training (authority_id, mentor_id);

do $$
declare t text;
begin
    foreach t in array array['organisation', 'mentor'] loop
        execute format('alter table pledge.%I enable row level security', t);
        execute format('create policy %I on pledge.%I for select using (authority_id = (select pledge.authority()) and (select pledge.actor()) = ''coordinator'')', t || '_read', t);
        execute format('create policy %I on pledge.%I for insert with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = ''coordinator'' and changed_by = (select pledge.account()))', t || '_add', t);
        execute format('create policy %I on pledge.%I for update using (authority_id = (select pledge.authority()) and (select pledge.actor()) = ''coordinator'') with check (authority_id = (select pledge.authority()) and changed_by = (select pledge.account()))', t || '_change', t);
        execute format('grant select, insert on pledge.%I to pledge_app', t);
    end loop;
    foreach t in array array['mentor_step', 'mentor_clearance', 'mentor_training'] loop
        execute format('alter table pledge.%I enable row level security', t);
        execute format('create policy %I on pledge.%I for select using (authority_id = (select pledge.authority()) and (select pledge.actor()) = ''coordinator'')', t || '_read', t);
        execute format('create policy %I on pledge.%I for insert with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = ''coordinator'' and recorded_by = (select pledge.account()) and superseded_at is null)', t || '_add', t);
        execute format('create policy %I on pledge.%I for update using (authority_id = (select pledge.authority()) and (select pledge.actor()) = ''coordinator'' and superseded_at is null) with check (authority_id = (select pledge.authority()) and superseded_by = (select pledge.account()))', t || '_supersede', t);
        execute format('grant select, insert on pledge.%I to pledge_app', t);
        execute format('grant update (superseded_at, superseded_by) on pledge.%I to pledge_app', t);
    end loop;
end $$;
grant update (name, kind, offers, ended_on, changed_at, changed_by) on pledge.organisation to pledge_app;
grant update (organisation_id, name, email, phone, places, outcode, travel_km, times, languages, interests, helps, words, state, changed_at, changed_by) on pledge.mentor to pledge_app;

-- The planner of reminders looks for what runs out, and a coordinator reads what they were reminded of.
create policy mentor_reminders on pledge.mentor for select using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'job:plan-reminders');
create policy mentor_clearance_reminders on pledge.mentor_clearance for select using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'job:plan-reminders');
create policy mentor_training_reminders on pledge.mentor_training for select using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'job:plan-reminders');
create index mentor_clearance_lapses_ix on pledge.mentor_clearance (authority_id, recheck_due_on) where superseded_at is null;
create index mentor_training_lapses_ix on pledge.mentor_training (authority_id, valid_until) where superseded_at is null;
create policy message_read_by_coordinator on pledge.message for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator' and account_id = (select pledge.account()));

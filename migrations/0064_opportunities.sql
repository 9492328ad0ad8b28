-- What partner organisations offer. A post is written in versions; a coordinator approves each before young people read it, and what is live is the last approved one.
create table pledge.opportunity (
    id                uuid primary key,
    authority_id      uuid not null references pledge.authority (id),
    organisation_id   uuid not null,
    organisation_name text not null check (length(organisation_name) between 1 and 120),
    state             text not null check (state in ('draft', 'submitted', 'sent-back', 'live', 'closed', 'told')),
    newest_version    integer not null check (newest_version > 0),
    published_version integer check (published_version between 1 and newest_version),
    published_on      date,
    others_from       date,
    closes_on         date,
    places            integer check (places between 1 and 500),
    closed_on         date,
    closed_because    text check (closed_because in ('filled', 'expired', 'withdrawn')),
    filled            integer check (filled between 0 and 500),
    filled_by_ours    integer check (filled_by_ours between 0 and filled),
    changed_at        timestamptz not null,
    changed_by        uuid,
    constraint opportunity_whole_key unique (authority_id, organisation_id, id),
    constraint opportunity_organisation foreign key (authority_id, organisation_id) references pledge.organisation (authority_id, id),
    constraint live_is_published check (state in ('closed', 'told') or (state = 'live') = (published_version is not null)),
    constraint published_has_its_days check ((published_version is null) = (published_on is null) and (published_version is null) = (closes_on is null) and (published_version is null) = (places is null)),
    constraint closed_for_a_reason check ((state in ('closed', 'told')) = (closed_on is not null) and (closed_on is null) = (closed_because is null)),
    constraint told_says_how_many check ((state = 'told') = (filled is not null) and (filled is null) = (filled_by_ours is null)),
    constraint head_start_after_publishing check (others_from >= published_on)
);
create index opportunity_organisation_ix on pledge.opportunity (authority_id, organisation_id, state);
create index opportunity_live_ix on pledge.opportunity (authority_id, closes_on) where state = 'live';
create index opportunity_others_ix on pledge.opportunity (others_from, closes_on) where state = 'live' and others_from is not null;
create index opportunity_waiting_ix on pledge.opportunity (authority_id) where state = 'submitted';

create table pledge.opportunity_version (
    opportunity_id    uuid not null,
    number            integer not null check (number > 0),
    authority_id      uuid not null,
    organisation_id   uuid not null,
    state             text not null check (state in ('draft', 'submitted', 'sent-back', 'approved')),
    kind              text not null check (kind in ('apprenticeship', 'internship', 'work-experience', 'job', 'ring-fenced-interview', 'training-place')),
    title             text not null check (length(title) between 1 and 100),
    standard          text check (length(standard) <= 120),
    level             integer check (level between 2 and 7),
    fields            text[] not null,
    work              text check (length(work) <= 3000),
    places            integer check (places between 1 and 500),
    pay_pence         integer check (pay_pence between 1 and 20000000),
    pay_unit          text check (pay_unit in ('hour', 'week', 'month', 'year', 'none')),
    hours_least       integer check (hours_least between 1 and 48),
    hours_most        integer check (hours_most between 1 and 48),
    pattern           text check (length(pattern) <= 1000),
    starts_on         date,
    closes_on         date,
    outcode           text check (length(outcode) between 2 and 4),
    area              text check (length(area) <= 60),
    is_remote         boolean not null,
    essential         text[] not null,
    essential_words   text check (length(essential_words) <= 1000),
    nice              text[] not null,
    nice_words        text check (length(nice_words) <= 1000),
    least_age         integer check (least_age between 16 and 21),
    checks            text[] not null,
    flexibility       text check (flexibility in ('fixed', 'can-talk', 'flexible')),
    checks_words      text check (length(checks_words) <= 1000),
    support           text[] not null,
    support_words     text check (length(support_words) <= 1000),
    has_guaranteed_interview boolean not null,
    audience          text check (audience in ('only', 'first', 'everyone')),
    head_start_days   integer check (head_start_days between 1 and 60),
    kept_places       integer check (kept_places between 0 and 500),
    written_at        timestamptz not null,
    written_by        uuid not null,
    submitted_at      timestamptz,
    submitted_by      uuid,
    decided_at        timestamptz,
    decided_by        uuid,
    words             tsvector not null generated always as (
        setweight(to_tsvector('english', title || ' ' || coalesce(standard, '')), 'A') || setweight(to_tsvector('english', coalesce(work, '') || ' ' || coalesce(area, '')), 'C')) stored,
    primary key (opportunity_id, number),
    constraint opportunity_version_opportunity foreign key (authority_id, organisation_id, opportunity_id) references pledge.opportunity (authority_id, organisation_id, id),
    constraint hours_in_order check (hours_least <= hours_most),
    constraint only_paid_has_an_amount check (pay_unit is distinct from 'none' or pay_pence is null),
    constraint only_apprenticeships_have_a_standard check (kind = 'apprenticeship' or (standard is null and level is null)),
    constraint head_start_of_the_first check (audience = 'first' or head_start_days is null),
    constraint sent_by_somebody check ((submitted_at is null) = (submitted_by is null) and (state = 'draft') = (submitted_at is null)),
    constraint version_decided_by_somebody check ((decided_at is null) = (decided_by is null) and (state in ('sent-back', 'approved')) = (decided_at is not null)),
    -- What a coordinator may not see missing.
    constraint sent_versions_are_whole check (state in ('draft') or (work is not null and places is not null and pay_unit is not null and closes_on is not null and audience is not null and (is_remote or outcode is not null)))
);
create index opportunity_version_opportunity_ix on pledge.opportunity_version (authority_id, organisation_id, opportunity_id);
create index opportunity_version_waiting_ix on pledge.opportunity_version (authority_id, submitted_at) where state = 'submitted';
create unique index one_open_version_of_a_post on pledge.opportunity_version (opportunity_id) where state in ('draft', 'submitted');

create table pledge.opportunity_mark (
    id              uuid primary key,
    authority_id    uuid not null,
    organisation_id uuid not null,
    opportunity_id  uuid not null,
    version         integer not null,
    field           text not null check (length(field) between 1 and 40),
    words           text not null check (length(words) between 1 and 500),
    marked_at       timestamptz not null,
    marked_by       uuid not null,
    constraint opportunity_mark_version foreign key (opportunity_id, version) references pledge.opportunity_version (opportunity_id, number),
    constraint opportunity_mark_opportunity foreign key (authority_id, organisation_id, opportunity_id) references pledge.opportunity (authority_id, organisation_id, id)
);
create index opportunity_mark_version_ix on pledge.opportunity_mark (opportunity_id, version);
create index opportunity_mark_opportunity_ix on pledge.opportunity_mark (authority_id, organisation_id, opportunity_id);

create table pledge.opportunity_step (
    id              uuid primary key,
    authority_id    uuid not null,
    organisation_id uuid not null,
    opportunity_id  uuid not null,
    version         integer not null,
    act             text not null check (act in ('begun', 'submitted', 'taken-back', 'sent-back', 'approved', 'extended', 'closed', 'told')),
    words           text check (length(words) <= 500),
    at              timestamptz not null,
    by              uuid,
    constraint opportunity_step_opportunity foreign key (authority_id, organisation_id, opportunity_id) references pledge.opportunity (authority_id, organisation_id, id)
);
create index opportunity_step_opportunity_ix on pledge.opportunity_step (authority_id, organisation_id, opportunity_id, at);

create table pledge.saved_opportunity (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    opportunity_id  uuid not null references pledge.opportunity (id),
    title           text not null check (length(title) between 1 and 100),
    saved_at        timestamptz not null,
    ended_at        timestamptz,
    constraint saved_opportunity_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id)
);
create unique index saved_opportunity_once on pledge.saved_opportunity (young_person_id, opportunity_id) where ended_at is null;
create index saved_opportunity_young_person_id_ix on pledge.saved_opportunity (authority_id, young_person_id);
create index saved_opportunity_opportunity_ix on pledge.saved_opportunity (opportunity_id) where ended_at is null;

-- The moves, for everybody. Only a coordinator publishes or sends back; a closing day is moved by the organisation only to a later one.
create function pledge.opportunity_moves() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if new.state <> old.state and (old.state, new.state) not in (
        ('draft', 'submitted'), ('submitted', 'draft'), ('submitted', 'sent-back'), ('submitted', 'live'), ('sent-back', 'draft'),
        ('draft', 'closed'), ('submitted', 'closed'), ('sent-back', 'closed'), ('live', 'closed'), ('closed', 'told')) then
        raise exception 'an opportunity does not go from % to %', old.state, new.state using errcode = '23514', constraint = 'opportunity_moves';
    end if;
    if old.state = 'told' then
        raise exception 'what was told of an opportunity stays' using errcode = '23514', constraint = 'opportunity_moves';
    end if;
    if pledge.actor() = 'partner' and ((new.state <> old.state and new.state in ('live', 'sent-back'))
        or (new.published_version, new.published_on, new.others_from, new.places) is distinct from (old.published_version, old.published_on, old.others_from, old.places)
        or new.closes_on < old.closes_on) then
        raise exception 'only a coordinator publishes' using errcode = '42501';
    end if;
    return new;
end $$;
create trigger opportunity_moves before update on pledge.opportunity for each row execute function pledge.opportunity_moves();

create function pledge.opportunity_version_moves() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare apart text[] := array['state', 'submitted_at', 'submitted_by', 'decided_at', 'decided_by', 'words'];
begin
    if old.state in ('sent-back', 'approved') or (old.state <> 'draft' and to_jsonb(new) - apart is distinct from to_jsonb(old) - apart) then
        raise exception 'what was sent to a coordinator stays as it is' using errcode = '23514', constraint = 'opportunity_version_moves';
    end if;
    if new.state <> old.state and (old.state, new.state) not in (('draft', 'submitted'), ('submitted', 'draft'), ('submitted', 'sent-back'), ('submitted', 'approved')) then
        raise exception 'a version does not go from % to %', old.state, new.state using errcode = '23514', constraint = 'opportunity_version_moves';
    end if;
    if pledge.actor() = 'partner' and new.state in ('sent-back', 'approved') then
        raise exception 'only a coordinator decides' using errcode = '42501';
    end if;
    return new;
end $$;
create trigger opportunity_version_moves before update on pledge.opportunity_version for each row execute function pledge.opportunity_version_moves();

-- Reading. Young people and their workers read what is published: that of their authority, and that of others from the day on which everybody may.
alter table pledge.opportunity enable row level security;
create policy opportunity_read on pledge.opportunity for select
    using (case (select pledge.actor())
        when 'young-person' then published_version is not null and (authority_id = (select pledge.authority()) or others_from <= (select pledge.today()))
        when 'adviser' then published_version is not null and (authority_id = (select pledge.authority()) or others_from <= (select pledge.today()))
        when 'manager' then published_version is not null and (authority_id = (select pledge.authority()) or others_from <= (select pledge.today()))
        when 'coordinator' then authority_id = (select pledge.authority())
        when 'partner' then authority_id = (select pledge.authority()) and organisation_id = any ((select pledge.my_organisations(null))::uuid[])
        when 'job:plan-reminders' then authority_id = (select pledge.authority()) or others_from <= (select pledge.today())
        else false end);
create policy opportunity_begin on pledge.opportunity for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'partner' and organisation_id = any ((select pledge.my_organisations('post'))::uuid[])
        and state = 'draft' and changed_by = (select pledge.account()));
create policy opportunity_change on pledge.opportunity for update
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'coordinator' then true
        when 'partner' then organisation_id = any ((select pledge.my_organisations('post'))::uuid[])
        else false end)
    with check (changed_by = (select pledge.account()));
grant select, insert on pledge.opportunity to pledge_app;
grant update (state, newest_version, published_version, published_on, others_from, closes_on, places, closed_on, closed_because, filled, filled_by_ours, changed_at, changed_by) on pledge.opportunity to pledge_app;

alter table pledge.opportunity_version enable row level security;
create policy opportunity_version_read on pledge.opportunity_version for select
    using (case (select pledge.actor())
        when 'coordinator' then authority_id = (select pledge.authority())
        when 'partner' then authority_id = (select pledge.authority()) and organisation_id = any ((select pledge.my_organisations(null))::uuid[])
        when 'young-person' then exists (select from pledge.opportunity o where o.id = opportunity_id and o.published_version = number)
        when 'adviser' then exists (select from pledge.opportunity o where o.id = opportunity_id and o.published_version = number)
        when 'manager' then exists (select from pledge.opportunity o where o.id = opportunity_id and o.published_version = number)
        when 'job:plan-reminders' then authority_id = (select pledge.authority())
        else false end);
create policy opportunity_version_begin on pledge.opportunity_version for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'partner' and organisation_id = any ((select pledge.my_organisations('post'))::uuid[])
        and state = 'draft' and written_by = (select pledge.account()));
create policy opportunity_version_change on pledge.opportunity_version for update
    using (authority_id = (select pledge.authority()) and state in ('draft', 'submitted') and case (select pledge.actor())
        when 'coordinator' then state = 'submitted'
        when 'partner' then organisation_id = any ((select pledge.my_organisations('post'))::uuid[])
        else false end)
    with check (case (select pledge.actor())
        when 'coordinator' then decided_by = (select pledge.account())
        when 'partner' then written_by = (select pledge.account()) or state = 'submitted' and submitted_by = (select pledge.account()) or state = 'draft'
        else false end);
grant select, insert on pledge.opportunity_version to pledge_app;
grant update on pledge.opportunity_version to pledge_app;

alter table pledge.opportunity_mark enable row level security;
create policy opportunity_mark_read on pledge.opportunity_mark for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'coordinator' then true
        when 'partner' then organisation_id = any ((select pledge.my_organisations(null))::uuid[])
        else false end);
create policy opportunity_mark_add on pledge.opportunity_mark for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator' and marked_by = (select pledge.account()));
grant select, insert on pledge.opportunity_mark to pledge_app;

alter table pledge.opportunity_step enable row level security;
create policy opportunity_step_read on pledge.opportunity_step for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'coordinator' then true
        when 'partner' then organisation_id = any ((select pledge.my_organisations(null))::uuid[])
        else false end);
create policy opportunity_step_add on pledge.opportunity_step for insert
    with check (authority_id = (select pledge.authority()) and by = (select pledge.account()) and case (select pledge.actor())
        when 'coordinator' then true
        when 'partner' then act not in ('approved', 'sent-back') and organisation_id = any ((select pledge.my_organisations('post'))::uuid[])
        else false end);
grant select, insert on pledge.opportunity_step to pledge_app;

-- What somebody keeps for later is nobody else's business, the employer's least of all.
alter table pledge.saved_opportunity enable row level security;
create policy saved_opportunity_read on pledge.saved_opportunity for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'job:plan-reminders' then true
        else false end);
create policy saved_opportunity_add on pledge.saved_opportunity for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person())
        and ended_at is null and exists (select from pledge.opportunity o where o.id = opportunity_id));
create policy saved_opportunity_end on pledge.saved_opportunity for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()) and ended_at is null)
    with check (true);
grant select, insert on pledge.saved_opportunity to pledge_app;
grant update (ended_at) on pledge.saved_opportunity to pledge_app;

-- Closes what has passed its London closing day, in every authority. Pages know without it; this writes it down.
create function pledge.close_due_opportunities(p_at timestamptz, p_today date) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare done integer;
begin
    if pledge.actor() is distinct from 'job:close-opportunities' then
        raise exception 'pledge.close_due_opportunities is for its job' using errcode = '42501';
    end if;
    with closed as (
        update pledge.opportunity set state = 'closed', closed_because = 'expired', closed_on = closes_on, changed_at = p_at, changed_by = null
        where state = 'live' and closes_on < p_today returning *),
    noted as (
        insert into pledge.opportunity_step (id, authority_id, organisation_id, opportunity_id, version, act, at)
        select gen_random_uuid(), c.authority_id, c.organisation_id, c.id, c.newest_version, 'closed', p_at from closed c returning 1)
    select count(*) into done from noted;
    return done;
end $$;
revoke execute on function pledge.close_due_opportunities(timestamptz, date) from public;
grant execute on function pledge.close_due_opportunities(timestamptz, date) to pledge_app;

-- Code lists (rows come from Pledge.Domain, synced by migrate) and dated facts: where someone lives, what they do, whether we are in touch.
create table pledge.accommodation_code (code text primary key, meaning text not null, in_suitability_denominator boolean not null);
create table pledge.activity_code (code text primary key, meaning text not null, class text not null check (class in ('eet', 'neet', 'unknown')), valid_to date);
create table pledge.in_touch_code (code text primary key, meaning text not null, in_published_denominator boolean not null);
create table pledge.ethnicity_code (code text primary key, meaning text not null, broad_group text not null);
grant select on pledge.accommodation_code, pledge.activity_code, pledge.in_touch_code, pledge.ethnicity_code to pledge_app;

create table pledge.fact (
    id                  uuid primary key,
    authority_id        uuid not null references pledge.authority (id),
    young_person_id     uuid not null,
    kind                text not null check (kind in ('home', 'activity', 'in-touch')),
    period_from         date not null,
    period_to           date,
    code                text not null,
    suitable            boolean,
    suitability_reasons text check (length(suitability_reasons) <= 2000),
    suitability_evidence text check (length(suitability_evidence) <= 2000),
    outcode             text check (outcode ~ '^[A-Z]{1,2}[0-9][A-Z0-9]?$'),
    source              text not null check (source in ('worker', 'oc3', 'episodes', 'young-person', 'demonstration')),
    source_detail       text check (length(source_detail) <= 200),
    recorded_at         timestamptz not null,
    recorded_by         uuid,
    superseded_at       timestamptz,
    superseded_by       uuid,
    supersede_reason    text check (length(supersede_reason) <= 500),
    accommodation       text generated always as (case when kind = 'home' and code <> '0' then code end) stored references pledge.accommodation_code (code),
    activity            text generated always as (case when kind = 'activity' and code <> '0' then code end) stored references pledge.activity_code (code),
    in_touch            text generated always as (case when kind = 'in-touch' then code end) stored references pledge.in_touch_code (code),
    constraint fact_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint fact_period check (period_to is null or period_to > period_from),
    constraint fact_known check (superseded_at is null or superseded_at >= recorded_at),
    constraint home_says_suitable_or_not check ((kind = 'home' and code <> '0') = (suitable is not null)),
    constraint home_homeless_or_custody_is_unsuitable check (kind <> 'home' or code not in ('S', 'X') or suitable = false),
    constraint only_homes_have_outcodes check (kind = 'home' or outcode is null),
    -- At no instant did Pledge believe two facts of one kind about one person on one day. Checked at commit: a change writes several rows.
    constraint one_fact_at_a_time exclude using gist (
        young_person_id with =, kind with =, daterange(period_from, period_to) with &&, tstzrange(recorded_at, superseded_at) with &&)
        deferrable initially deferred
);
create index fact_young_person_id_ix on pledge.fact (young_person_id, kind, period_from desc) where superseded_at is null;
create index fact_authority_id_ix on pledge.fact (authority_id, young_person_id);

alter table pledge.fact enable row level security;
create policy fact_read on pledge.fact for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'data-officer' then true
        when 'job:plan-reminders' then true
        when 'job:import-903' then true
        else false end);
create policy fact_write on pledge.fact for insert
    with check (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'data-officer' then true
        when 'job:import-903' then true
        else false end);
create policy fact_supersede on pledge.fact for update
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'data-officer' then true
        when 'job:import-903' then true
        else false end);
-- What was recorded stays as it was: only the marks of supersession may ever be written to a row.
grant select, insert on pledge.fact to pledge_app;
grant update (superseded_at, superseded_by, supersede_reason) on pledge.fact to pledge_app;

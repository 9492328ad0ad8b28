-- The OC3 return: how near a birthday a fact must lie, and what was returned, kept as it was sent.
alter table pledge.authority
    add column if not exists birthday_months_before integer not null default 3 check (birthday_months_before between 0 and 12),
    add column if not exists birthday_months_after integer not null default 1 check (birthday_months_after between 0 and 12);

create table pledge.oc3_submission (
    id                     uuid primary key,
    authority_id           uuid not null references pledge.authority (id),
    collection_year        integer not null check (collection_year between 2000 and 2100),
    number                 integer not null check (number >= 1),
    reason                 text check (length(reason) between 1 and 500),
    kept_at                timestamptz not null,
    kept_by                uuid not null,
    birthday_months_before integer not null,
    birthday_months_after  integer not null,
    people                 integer not null,
    errors                 integer not null,
    left_out               integer not null,
    constraint oc3_submission_authority_id_key unique (authority_id, id),
    constraint oc3_submission_number_once unique (authority_id, collection_year, number),
    constraint oc3_submission_amended_with_reason check ((number > 1) = (reason is not null))
);
create table pledge.oc3_returned (
    authority_id    uuid not null references pledge.authority (id),
    submission_id   uuid not null,
    young_person_id uuid not null,
    collection_year integer not null,
    kept_at         timestamptz not null,
    child_id        text not null,
    date_of_birth   date not null,
    age             integer not null check (age between 17 and 25),
    position_on     date not null,
    in_touch        text not null references pledge.in_touch_code (code),
    activity        text not null,
    home            text not null check (home ~ '^([A-Z][12]|0)$'),
    sex             text not null,
    ethnicity       text not null,
    upn             text not null,
    mother          text not null check (mother in ('', '0', '1')),
    primary key (submission_id, young_person_id),
    constraint oc3_returned_submission foreign key (authority_id, submission_id) references pledge.oc3_submission (authority_id, id),
    constraint oc3_returned_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id)
);
create index oc3_returned_authority_id_ix on pledge.oc3_returned (authority_id, young_person_id);

-- Kept as sent: nothing here is ever changed or taken away.
alter table pledge.oc3_submission enable row level security;
create policy oc3_submission_read on pledge.oc3_submission for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('data-officer', 'administrator'));
create policy oc3_submission_keep on pledge.oc3_submission for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'data-officer' and kept_by = (select pledge.account()));
grant select, insert on pledge.oc3_submission to pledge_app;

alter table pledge.oc3_returned enable row level security;
create policy oc3_returned_read on pledge.oc3_returned for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'data-officer' then true
        when 'young-person' then young_person_id = (select pledge.young_person())
        else false end);
create policy oc3_returned_keep on pledge.oc3_returned for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'data-officer');
grant select, insert on pledge.oc3_returned to pledge_app;

-- The last day between two days on which somebody born in a span of days was in contact with us. A data officer learns the day and nothing of what was said.
create function pledge.latest_contacts(p_born_from date, p_born_to date, p_from date, p_to date, p_known_at timestamptz)
returns table (young_person_id uuid, occurred_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.young_person_id, max(c.occurred_on)
    from pledge.young_person y
    join pledge.contact c on c.authority_id = y.authority_id and c.young_person_id = y.id
    where y.authority_id = pledge.authority() and pledge.actor() = 'data-officer'
      and y.date_of_birth between p_born_from and p_born_to and c.outcome = 'made' and c.occurred_on between p_from and p_to
      and c.recorded_at <= p_known_at and (c.superseded_at is null or c.superseded_at > p_known_at)
    group by c.young_person_id
$$;

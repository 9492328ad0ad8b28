-- Whole rounds of matching, weights as an authority's own data, and who is offered a mentor by group.

-- Versions are only added; the newest holds. Nothing about a person.
create table pledge.saved_weights (
    id                 uuid primary key,
    authority_id       uuid not null references pledge.authority (id),
    kind               text not null check (kind in ('mentors', 'opportunities')),
    version            integer not null check (version > 1),
    parts              text[] not null,
    for_young_person   double precision[] not null,
    for_other          double precision[] not null,
    young_person_share double precision not null check (young_person_share between 0 and 1),
    most_of_one        integer not null check (most_of_one > 0),
    why                text not null check (length(why) between 1 and 500),
    saved_at           timestamptz not null,
    saved_by           uuid not null,
    constraint saved_weights_version_once unique (authority_id, kind, version),
    constraint a_weight_for_every_part check (cardinality(parts) = cardinality(for_young_person) and cardinality(parts) = cardinality(for_other))
);
alter table pledge.saved_weights enable row level security;
create policy saved_weights_read on pledge.saved_weights for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('young-person', 'adviser', 'manager', 'coordinator', 'partner'));
create policy saved_weights_add on pledge.saved_weights for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator' and saved_by = (select pledge.account()));
grant select, insert on pledge.saved_weights to pledge_app;

create table pledge.mentor_round (
    id                    uuid primary key,
    authority_id          uuid not null references pledge.authority (id),
    meeting_on            date not null,
    state                 text not null check (state in ('asked', 'working', 'ready', 'stopped', 'released', 'dropped')),
    asked_at              timestamptz not null,
    asked_by              uuid not null,
    progress              integer not null check (progress between 0 and 100),
    touched_at            timestamptz not null,
    worked_at             timestamptz,
    went_by               uuid[] not null default '{}',
    weights_version       integer,
    people                integer,
    mentors               integer,
    matched               integer,
    total                 bigint,
    blocking              integer,
    fault                 text check (length(fault) between 1 and 60),
    fault_young_person_id uuid,
    fault_mentor_id       uuid,
    decided_at            timestamptz,
    decided_by            uuid,
    constraint mentor_round_authority_id_key unique (authority_id, id),
    constraint decided_by_somebody check ((state in ('released', 'dropped')) = (decided_at is not null) and (decided_at is null) = (decided_by is null)),
    constraint ready_was_worked_out check (state not in ('ready', 'released') or worked_at is not null)
);
create unique index one_open_round on pledge.mentor_round (authority_id) where state in ('asked', 'working', 'ready', 'stopped');
create index mentor_round_authority_id_ix on pledge.mentor_round (authority_id, asked_at desc);

-- What a coordinator wants of a pair. Ended, never changed.
create table pledge.mentor_round_change (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    round_id        uuid not null,
    young_person_id uuid not null,
    mentor_id       uuid not null,
    wish            text not null check (wish in ('pin', 'ban')),
    set_at          timestamptz not null,
    set_by          uuid not null,
    ended_at        timestamptz,
    ended_by        uuid,
    constraint mentor_round_change_round foreign key (authority_id, round_id) references pledge.mentor_round (authority_id, id),
    constraint mentor_round_change_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint mentor_round_change_mentor foreign key (authority_id, mentor_id) references pledge.mentor (authority_id, id),
    constraint ended_by_somebody check ((ended_at is null) = (ended_by is null))
);
-- A pair is either wanted or not, and a young person is put with one mentor.
create unique index one_wish_of_a_pair on pledge.mentor_round_change (round_id, young_person_id, mentor_id) where ended_at is null;
create unique index one_pin_of_a_young_person on pledge.mentor_round_change (round_id, young_person_id) where ended_at is null and wish = 'pin';
create index mentor_round_change_round_ix on pledge.mentor_round_change (authority_id, round_id);
create index mentor_round_change_young_person_ix on pledge.mentor_round_change (authority_id, young_person_id);
create index mentor_round_change_mentor_ix on pledge.mentor_round_change (authority_id, mentor_id);

-- What the last run gave: whom each young person got, or nobody; and of the pairs that would both rather have each other, those that fit best.
-- What each is called stands here, so that the round can still be read when they do not look any more. A sketch of the coordinator's that nobody is told of, so each run takes the place of the one before.
create table pledge.mentor_round_pair (
    authority_id    uuid not null references pledge.authority (id),
    round_id        uuid not null,
    young_person_id uuid not null,
    mentor_id       uuid,
    young_person_called text not null check (length(young_person_called) <= 80),
    mentor_called   text check (length(mentor_called) <= 80),
    is_given        boolean not null,
    is_pinned       boolean not null,
    score           integer not null check (score between 0 and 10000),
    constraint mentor_round_pair_once unique nulls not distinct (round_id, young_person_id, mentor_id),
    constraint mentor_round_pair_round foreign key (authority_id, round_id) references pledge.mentor_round (authority_id, id),
    constraint mentor_round_pair_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint mentor_round_pair_mentor foreign key (authority_id, mentor_id) references pledge.mentor (authority_id, id),
    constraint only_who_gets_nobody_has_no_mentor check (mentor_id is not null or is_given),
    constraint a_mentor_has_a_name check ((mentor_id is null) = (mentor_called is null))
);
create unique index one_given_of_a_young_person on pledge.mentor_round_pair (round_id, young_person_id) where is_given;
create index mentor_round_pair_round_ix on pledge.mentor_round_pair (authority_id, round_id);
create index mentor_round_pair_young_person_ix on pledge.mentor_round_pair (authority_id, young_person_id);
create index mentor_round_pair_mentor_ix on pledge.mentor_round_pair (authority_id, mentor_id);

alter table pledge.mentor_round enable row level security;
alter table pledge.mentor_round_change enable row level security;
alter table pledge.mentor_round_pair enable row level security;
create policy mentor_round_read on pledge.mentor_round for select using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator');
create policy mentor_round_ask on pledge.mentor_round for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator' and asked_by = (select pledge.account()) and state = 'asked');
create policy mentor_round_decide on pledge.mentor_round for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator' and state not in ('released', 'dropped'))
    with check (authority_id = (select pledge.authority()) and state in ('asked', 'stopped', 'released', 'dropped') and (decided_by is null or decided_by = (select pledge.account())));
create policy mentor_round_work on pledge.mentor_round for all using ((select pledge.actor()) = 'job:mentor-rounds') with check ((select pledge.actor()) = 'job:mentor-rounds');
create policy mentor_round_change_read on pledge.mentor_round_change for select using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator');
create policy mentor_round_change_set on pledge.mentor_round_change for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator' and set_by = (select pledge.account()) and ended_at is null);
create policy mentor_round_change_end on pledge.mentor_round_change for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator' and ended_at is null)
    with check (authority_id = (select pledge.authority()) and ended_by = (select pledge.account()));
create policy mentor_round_pair_read on pledge.mentor_round_pair for select using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator');
create policy mentor_round_pair_work on pledge.mentor_round_pair for all
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'job:mentor-rounds') with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'job:mentor-rounds');
grant select, insert, update on pledge.mentor_round to pledge_app;
grant select, insert on pledge.mentor_round_change to pledge_app;
grant update (ended_at, ended_by) on pledge.mentor_round_change to pledge_app;
grant select, insert, delete on pledge.mentor_round_pair to pledge_app;

-- The job reads what the coordinator who asked may read, for this one round, while it is being worked out; and writes none of it.
create function pledge.enter_round(p_round uuid, p_today date) returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare r pledge.mentor_round;
begin
    select * into r from pledge.mentor_round x where x.id = p_round and x.state = 'working';
    if not found or not exists (select from identity.account a where a.id = r.asked_by and a.authority_id = r.authority_id and a.role = 'coordinator' and a.closed_at is null) then
        return false;
    end if;
    perform set_config('pledge.actor', 'coordinator', true), set_config('pledge.account_id', r.asked_by::text, true), set_config('pledge.authority_id', r.authority_id::text, true),
            set_config('pledge.young_person_id', '', true), set_config('pledge.today', p_today::text, true), set_config('transaction_read_only', 'on', true);
    return true;
end $$;
revoke execute on function pledge.enter_round(uuid, date) from public;
grant execute on function pledge.enter_round(uuid, date) to pledge_app;

-- To which group of each breakdown a young person belongs. Asked by the functions below alone, which give counts.
create function pledge.groups_of(p_people uuid[]) returns table (young_person_id uuid, breakdown text, part text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select y.id, g.breakdown, g.part from pledge.young_person y
    cross join lateral (values
        ('sex', y.sex),
        ('age', case when y.date_of_birth > (pledge.today() - interval '18 years')::date then 'under18' when y.date_of_birth > (pledge.today() - interval '21 years')::date then '18to20' else '21' end),
        ('ethnicity', y.ethnicity),
        ('disability', case y.disabled when true then 'yes' when false then 'no' else 'unknown' end),
        ('asylum', case when y.uasc then 'yes' else 'no' end)) g(breakdown, part)
    where y.id = any (p_people) and y.authority_id = pledge.authority()
$$;

-- Everybody who looked for a mentor since a day, by what came of it.
create function pledge.mentoring_by_group(p_since date) returns table (breakdown text, part text, outcome text, people integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with looked as (
        select distinct w.young_person_id from pledge.mentor_wish w
        where pledge.actor() = 'coordinator' and w.authority_id = pledge.authority() and w.written_by_side = 'young-person' and w.is_looking
          and coalesce(w.superseded_at, 'infinity') >= p_since::timestamp at time zone 'Europe/London'
    ), came as (
        select l.young_person_id, case
            when exists (select from pledge.mentor_match m where m.young_person_id = l.young_person_id and m.started_at >= p_since::timestamp at time zone 'Europe/London') then 'matched'
            when exists (select from pledge.mentor_proposal p where p.young_person_id = l.young_person_id and p.made_at >= p_since::timestamp at time zone 'Europe/London') then 'proposed'
            else 'neither' end as outcome
        from looked l
    )
    select g.breakdown, g.part, c.outcome, count(*)::integer
    from pledge.groups_of((select array_agg(l.young_person_id) from looked l)) g join came c using (young_person_id)
    group by g.breakdown, g.part, c.outcome
$$;

-- Everybody who looks for a mentor today, by whether they are among the marked, and by how long they have been looking.
create function pledge.seekers_by_group(p_marked uuid[], p_long_since timestamptz) returns table (breakdown text, part text, is_marked boolean, is_long boolean, people integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with looks as (select s.young_person_id, s.young_person_id = any (p_marked) as is_marked, s.since < p_long_since as is_long from pledge.mentor_seekers(pledge.today(), null) s)
    select g.breakdown, g.part, l.is_marked, l.is_long, count(*)::integer
    from pledge.groups_of((select array_agg(x.young_person_id) from looks x)) g join looks l using (young_person_id)
    group by g.breakdown, g.part, l.is_marked, l.is_long
$$;
revoke execute on function pledge.groups_of(uuid[]), pledge.mentoring_by_group(date), pledge.seekers_by_group(uuid[], timestamptz) from public;
grant execute on function pledge.mentoring_by_group(date), pledge.seekers_by_group(uuid[], timestamptz) to pledge_app;

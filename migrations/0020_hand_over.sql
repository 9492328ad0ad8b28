-- Handing a young person over to another worker, and cover while a worker is away. There is always exactly one worker; cover is beside it.

-- Whose work the caller answers for: their own, and for a manager that of their team.
create function pledge.my_staff() returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    case pledge.actor()
        when 'adviser' then return array[pledge.account()];
        when 'manager' then return array(
            select s.id from pledge.staff_member s
            join pledge.staff_member me on me.id = pledge.account() and (me.team_id = s.team_id or me.id = s.id)
            where s.authority_id = pledge.authority());
        else return '{}'::uuid[];
    end case;
end
$$;

-- Who the young person's worker is today; null when there is none, or for another authority's.
create function pledge.worker_of(p_young_person uuid) returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.staff_member_id from pledge.assignment a
    where a.young_person_id = p_young_person and a.authority_id = pledge.authority()
      and a.period_from <= pledge.today() and (a.period_to is null or a.period_to > pledge.today())
$$;

create table pledge.hand_over (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    group_id        uuid not null,
    from_staff_id   uuid not null,
    to_staff_id     uuid not null,
    planned_on      date not null,
    state           text not null check (state in ('draft', 'proposed', 'asked-back', 'accepted', 'withdrawn')),
    matters         text check (length(matters) <= 2000),
    promised        text check (length(promised) <= 2000),
    due             text check (length(due) <= 2000),
    goodbye         text check (length(goodbye) <= 1000),
    hello           text check (length(hello) <= 1000),
    question        text check (length(question) <= 1000),
    stays           uuid[] not null default '{}' check (cardinality(stays) <= 200),
    started_at      timestamptz not null,
    started_by      uuid not null,
    changed_at      timestamptz not null,
    changed_by      uuid not null,
    starts_on       date,
    begun_at        timestamptz,
    constraint hand_over_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint hand_over_from foreign key (authority_id, from_staff_id) references pledge.staff_member (authority_id, id),
    constraint hand_over_to foreign key (authority_id, to_staff_id) references pledge.staff_member (authority_id, id),
    constraint handed_to_another check (from_staff_id <> to_staff_id),
    constraint sent_with_a_note check (state in ('draft', 'withdrawn') or length(trim(matters)) > 0),
    constraint asked_back_with_a_question check (state <> 'asked-back' or length(trim(question)) > 0),
    constraint accepted_has_a_day check ((state = 'accepted') = (starts_on is not null)),
    constraint only_accepted_begins check (begun_at is null or state = 'accepted')
);
create unique index one_hand_over_at_a_time_ix on pledge.hand_over (young_person_id)
    where state in ('draft', 'proposed', 'asked-back') or (state = 'accepted' and begun_at is null);
create index hand_over_young_person_id_ix on pledge.hand_over (authority_id, young_person_id, starts_on);
create index hand_over_from_staff_id_ix on pledge.hand_over (from_staff_id, state);
create index hand_over_to_staff_id_ix on pledge.hand_over (to_staff_id, state);
create index hand_over_group_id_ix on pledge.hand_over (group_id);
create index hand_over_to_begin_ix on pledge.hand_over (starts_on) where state = 'accepted' and begun_at is null;

create table pledge.leave_cover (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    group_id        uuid not null,
    away_id         uuid not null,
    covering_id     uuid not null,
    period_from     date not null,
    period_to       date not null,
    note            text check (length(note) <= 2000),
    set_at          timestamptz not null,
    set_by          uuid not null,
    ended_at        timestamptz,
    ended_by        uuid,
    constraint leave_cover_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint leave_cover_away foreign key (authority_id, away_id) references pledge.staff_member (authority_id, id),
    constraint leave_cover_covering foreign key (authority_id, covering_id) references pledge.staff_member (authority_id, id),
    constraint covered_by_another check (away_id <> covering_id),
    constraint leave_cover_period check (period_to >= period_from and period_to <= period_from + 366),
    constraint ended_has_who_and_when check ((ended_at is null) = (ended_by is null)),
    constraint one_cover_at_a_time exclude using gist (young_person_id with =, daterange(period_from, period_to) with &&)
);
create index leave_cover_young_person_id_ix on pledge.leave_cover (authority_id, young_person_id);
create index leave_cover_covering_id_ix on pledge.leave_cover (covering_id, period_to);
create index leave_cover_away_id_ix on pledge.leave_cover (away_id, period_to);
create index leave_cover_group_id_ix on pledge.leave_cover (group_id);

-- As before, and for as long as cover lasts those one covers. It ends by the day alone: nobody has to think of it.
create or replace function pledge.my_young_people() returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    case pledge.actor()
        when 'adviser' then return array(
            select a.young_person_id from pledge.assignment a
            where a.staff_member_id = pledge.account() and a.authority_id = pledge.authority()
              and a.period_from <= pledge.today() and (a.period_to is null or a.period_to > pledge.today())
            union
            select c.young_person_id from pledge.leave_cover c
            where c.covering_id = pledge.account() and c.authority_id = pledge.authority()
              and c.period_from <= pledge.today() and c.period_to > pledge.today());
        when 'manager' then return array(
            select a.young_person_id from pledge.assignment a
            join pledge.staff_member s on s.id = a.staff_member_id
            join pledge.staff_member me on me.id = pledge.account() and (me.team_id = s.team_id or me.id = s.id)
            where a.authority_id = pledge.authority()
              and a.period_from <= pledge.today() and (a.period_to is null or a.period_to > pledge.today())
            union
            select c.young_person_id from pledge.leave_cover c
            where c.covering_id = pledge.account() and c.authority_id = pledge.authority()
              and c.period_from <= pledge.today() and c.period_to > pledge.today());
        else return '{}'::uuid[];
    end case;
end
$$;

-- Whoever is asked to take a young person over, or will cover them, must know who it is before they reach the record: the name and the birthday, no more.
create function pledge.offered_young_people() returns table (id uuid, name text, date_of_birth date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select y.id, coalesce(nullif(trim(concat(coalesce(nullif(trim(y.known_as), ''), y.given_name), ' ', y.family_name)), ''), y.child_id), y.date_of_birth
    from pledge.young_person y
    where y.authority_id = pledge.authority() and pledge.actor() in ('adviser', 'manager') and y.id in (
        select h.young_person_id from pledge.hand_over h
        where h.to_staff_id = any (pledge.my_staff()) and (h.state in ('proposed', 'asked-back') or (h.state = 'accepted' and h.starts_on >= pledge.today()))
        union all
        select c.young_person_id from pledge.leave_cover c where c.covering_id = any (pledge.my_staff()) and c.period_from > pledge.today())
$$;

-- How many young people each worker of the authority has today: a number, so that work is given to who has room.
create function pledge.caseload_sizes() returns table (staff_member_id uuid, people integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.staff_member_id, count(*)::integer from pledge.assignment a
    where a.authority_id = pledge.authority() and pledge.actor() in ('adviser', 'manager')
      and a.period_from <= pledge.today() and (a.period_to is null or a.period_to > pledge.today())
    group by 1
$$;

-- Whom the news of a hand-over goes to: the young person's open account and nothing else of it, for whoever just decided it.
create function pledge.account_for_hand_over(p_hand_over uuid) returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.id from pledge.hand_over h
    join identity.account a on a.young_person_id = h.young_person_id and a.authority_id = h.authority_id and a.closed_at is null
    where h.id = p_hand_over and h.authority_id = pledge.authority() and h.state = 'accepted'
      and pledge.actor() in ('adviser', 'manager') and h.changed_by = pledge.account()
$$;

alter table pledge.hand_over enable row level security;
-- A young person reads what was agreed, words for them and notes about them alike; not what two workers are still talking about.
create policy hand_over_read on pledge.hand_over for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person()) and state = 'accepted'
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
create policy hand_over_offered on pledge.hand_over for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('adviser', 'manager')
           and to_staff_id = any ((select pledge.my_staff())::uuid[])
           and (state in ('proposed', 'asked-back') or (state = 'accepted' and starts_on >= (select pledge.today()))));
-- Who covers someone may not give them away: only their worker, or that worker's manager.
create policy hand_over_start on pledge.hand_over for insert
    with check (authority_id = (select pledge.authority()) and state = 'draft' and started_by = (select pledge.account())
                and from_staff_id = any ((select pledge.my_staff())::uuid[]) and from_staff_id = pledge.worker_of(young_person_id));
-- The giver writes, sends and takes back; the receiver accepts or asks back; a manager of either may decide.
create policy hand_over_change on pledge.hand_over for update
    using (authority_id = (select pledge.authority()) and state in ('draft', 'proposed', 'asked-back')
           and (from_staff_id = any ((select pledge.my_staff())::uuid[]) or (state <> 'draft' and to_staff_id = any ((select pledge.my_staff())::uuid[]))))
    with check (authority_id = (select pledge.authority()) and changed_by = (select pledge.account()) and begun_at is null
        and case when state in ('accepted', 'asked-back')
            then to_staff_id = any ((select pledge.my_staff())::uuid[])
                 or ((select pledge.actor()) = 'manager' and from_staff_id = any ((select pledge.my_staff())::uuid[]))
            else from_staff_id = any ((select pledge.my_staff())::uuid[]) end);
grant select, insert on pledge.hand_over to pledge_app;
grant update (state, planned_on, matters, promised, due, goodbye, hello, question, stays, changed_at, changed_by, starts_on) on pledge.hand_over to pledge_app;

alter table pledge.leave_cover enable row level security;
create policy leave_cover_read on pledge.leave_cover for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
create policy leave_cover_to_come on pledge.leave_cover for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('adviser', 'manager')
           and covering_id = any ((select pledge.my_staff())::uuid[]) and period_from > (select pledge.today()));
create policy leave_cover_set on pledge.leave_cover for insert
    with check (authority_id = (select pledge.authority()) and set_by = (select pledge.account()) and ended_at is null
                and away_id = any ((select pledge.my_staff())::uuid[]) and away_id = pledge.worker_of(young_person_id));
-- Cover may be cut short, never stretched: a longer one is a new row.
create policy leave_cover_end on pledge.leave_cover for update
    using (authority_id = (select pledge.authority()) and period_to > (select pledge.today()) and away_id = any ((select pledge.my_staff())::uuid[]))
    with check (authority_id = (select pledge.authority()) and ended_by = (select pledge.account()) and period_to = greatest(period_from, (select pledge.today())));
grant select, insert on pledge.leave_cover to pledge_app;
grant update (period_to, ended_at, ended_by) on pledge.leave_cover to pledge_app;

-- What happens on the first day: open actions of the old worker become the new one's, but for those the giver keeps, and cover for the old one ends.
create function pledge.begin_hand_over(p_id uuid, p_at timestamptz) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update pledge.plan_action a set owner_account_id = h.to_staff_id
    from pledge.hand_over h
    where h.id = p_id and a.authority_id = h.authority_id and a.young_person_id = h.young_person_id
      and a.owner_kind = 'worker' and a.owner_account_id = h.from_staff_id and a.done_at is null and a.taken_out_at is null and not a.id = any (h.stays);
    update pledge.leave_cover c set period_to = greatest(c.period_from, h.starts_on)
    from pledge.hand_over h
    where h.id = p_id and c.authority_id = h.authority_id and c.young_person_id = h.young_person_id and c.away_id = h.from_staff_id and c.period_to > h.starts_on;
    update pledge.hand_over set begun_at = p_at where id = p_id and begun_at is null;
end $$;
revoke execute on function pledge.begin_hand_over(uuid, timestamptz) from public;

-- Accepting is the change of worker: the two periods meet on one day, so nobody is without a worker and nobody has two.
create function pledge.carry_hand_over() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update pledge.assignment a set period_to = greatest(new.starts_on, a.period_from)
    where a.authority_id = new.authority_id and a.young_person_id = new.young_person_id and a.staff_member_id = new.from_staff_id
      and a.period_from <= pledge.today() and a.period_to is null;
    if not found or not exists (select from pledge.staff_member s where s.id = new.to_staff_id and s.left_on is null) then
        raise exception 'The worker changed in the meantime.' using errcode = 'serialization_failure';
    end if;
    insert into pledge.assignment (id, authority_id, young_person_id, staff_member_id, period_from, recorded_at, recorded_by)
    values (gen_random_uuid(), new.authority_id, new.young_person_id, new.to_staff_id, new.starts_on, new.changed_at, new.changed_by);
    if new.starts_on <= pledge.today() then
        perform pledge.begin_hand_over(new.id, new.changed_at);
    end if;
    return null;
end $$;
create trigger hand_over_accepted after update on pledge.hand_over for each row
    when (new.state = 'accepted' and old.state <> 'accepted') execute function pledge.carry_hand_over();

-- Whoever is no longer somebody's worker cannot hand them over: what they had begun is taken back, so that the next worker can.
create function pledge.drop_hand_overs() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update pledge.hand_over h set state = 'withdrawn'
    where h.young_person_id = new.young_person_id and h.from_staff_id = new.staff_member_id and h.state in ('draft', 'proposed', 'asked-back');
    return null;
end $$;
create trigger assignment_ended after update of period_to on pledge.assignment for each row
    when (old.period_to is null and new.period_to is not null) execute function pledge.drop_hand_overs();

-- For the job that runs each day: begins what was accepted for a day that has come, in every authority.
create function pledge.begin_due_hand_overs(p_at timestamptz) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    due uuid[];
    each uuid;
begin
    if pledge.actor() is distinct from 'job:begin-hand-overs' then
        raise exception 'pledge.begin_due_hand_overs is for its job' using errcode = '42501';
    end if;
    due := array(select h.id from pledge.hand_over h
                 where h.state = 'accepted' and h.begun_at is null and h.starts_on <= pledge.today() order by h.id for update skip locked);
    foreach each in array due loop
        perform pledge.begin_hand_over(each, p_at);
    end loop;
    return cardinality(due);
end $$;

-- Looking at a record outside one's own caseload or team: an adviser or manager says why, may then read that one record until the end of the London day,
-- and the young person and the managers see that they did.
create table pledge.outside_look (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    account_id      uuid not null,
    role            text not null check (role in ('adviser', 'manager')),
    reason_kind     text not null check (reason_kind in ('duty', 'safety', 'standing-in', 'asked-by-them', 'other')),
    reason          text not null check (length(reason) between 10 and 500),
    asked_at        timestamptz not null,
    for_day         date not null,
    constraint outside_look_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint outside_look_staff_member foreign key (authority_id, account_id) references pledge.staff_member (authority_id, id),
    constraint outside_look_once_a_day unique (account_id, for_day, young_person_id)
);
create index outside_look_young_person_id_ix on pledge.outside_look (young_person_id, asked_at desc);
create index outside_look_authority_id_ix on pledge.outside_look (authority_id, asked_at desc);
create index outside_look_staff_member_ix on pledge.outside_look (authority_id, account_id);

alter table pledge.outside_look enable row level security;
create policy outside_look_read on pledge.outside_look for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then account_id = (select pledge.account())
        when 'manager' then account_id = any ((select pledge.my_staff())::uuid[]) or young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
-- Only for the day it is asked on, and only in one's own name. Nothing about a look is ever changed.
create policy outside_look_ask on pledge.outside_look for insert
    with check (authority_id = (select pledge.authority()) and account_id = (select pledge.account()) and role = (select pledge.actor())
        and (select pledge.actor()) in ('adviser', 'manager') and for_day = (select pledge.today()));
grant select, insert on pledge.outside_look to pledge_app;

-- The one record a page is about, if that page may be read with a reason; the program sets it when it opens such a page, and only then.
-- So lists, counts and forms never grow by a record somebody only looks at, and nothing can be written to it.
create function pledge.looking_at() returns uuid language sql stable parallel safe
    return nullif(current_setting('pledge.looking_at', true), '')::uuid;

-- Whose records may be read now: one's own, and the one looked at today for a reason given.
create function pledge.young_people_i_may_read() returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    one uuid := pledge.looking_at();
begin
    if one is null or not exists (
        select from pledge.outside_look l
        where l.account_id = pledge.account() and l.for_day = pledge.today() and l.young_person_id = one and l.authority_id = pledge.authority()
          and l.role = pledge.actor()) then
        return pledge.my_young_people();
    end if;
    return pledge.my_young_people() || one;
end
$$;

-- Every policy that lets an adviser or manager read now asks the wider question; those that let them write keep asking the narrow one.
-- Left as they are: mails, messages between two people, what colleagues wrote to each other, and who looked, which are nobody else's.
do $$
declare p record;
begin
    for p in select tablename, policyname, qual from pg_policies
             where schemaname = 'pledge' and cmd = 'SELECT' and qual like '%my\_young\_people()%'
               and tablename not in ('message', 'conversation', 'conversation_message', 'record_look', 'outside_look', 'hand_over', 'dip_sample', 'dip_answer')
    loop
        execute format('alter policy %I on pledge.%I using (%s)', p.policyname, p.tablename, replace(p.qual, 'my_young_people()', 'young_people_i_may_read()'));
    end loop;
end $$;

-- What one needs to know of somebody outside one's reach to ask: the name, and whose they are. Null when there is nobody of that id in the authority.
create function pledge.young_person_to_ask_for(p_young_person uuid)
returns table (id uuid, is_mine boolean, given_name text, known_as text, family_name text, child_id text, worker text, team text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select y.id, y.id = any (pledge.my_young_people()), y.given_name, y.known_as, y.family_name, y.child_id, s.display_name, t.name
    from pledge.young_person y
    left join pledge.assignment a on a.young_person_id = y.id and a.authority_id = y.authority_id
        and a.period_from <= pledge.today() and (a.period_to is null or a.period_to > pledge.today())
    left join pledge.staff_member s on s.id = a.staff_member_id
    left join pledge.team t on t.id = s.team_id
    where y.id = p_young_person and y.authority_id = pledge.authority() and pledge.account() is not null and pledge.actor() in ('adviser', 'manager')
$$;

-- Who hears of a look: the open accounts of the managers of the worker's team; where there is no other than the one who looks, of every manager.
create function pledge.managers_to_tell(p_young_person uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with managers as (
        select s.id, coalesce(s.team_id = (
            select w.team_id from pledge.assignment a join pledge.staff_member w on w.id = a.staff_member_id
            where a.young_person_id = p_young_person and a.authority_id = pledge.authority()
              and a.period_from <= pledge.today() and (a.period_to is null or a.period_to > pledge.today())), false) as theirs
        from pledge.staff_member s join identity.account m on m.id = s.id and m.closed_at is null
        where s.authority_id = pledge.authority() and s.role = 'manager' and s.id <> pledge.account()
          and pledge.actor() in ('adviser', 'manager'))
    select m.id from managers m where m.theirs or not exists (select from managers x where x.theirs)
$$;

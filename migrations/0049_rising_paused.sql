-- A reminder that rises can be kept from rising for a while, with why; and a manager without a team manages the service.

-- Only added: the newest row of a matter holds. A row without a day ends the pause before it.
create table pledge.rise_pause (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    rule            text not null check (length(rule) between 1 and 60),
    matter          text not null check (length(matter) between 1 and 100),
    until           date,
    reason          text check (length(reason) between 1 and 500),
    said_at         timestamptz not null,
    said_by         uuid not null references identity.account (id),
    constraint rise_pause_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint pause_has_a_reason check ((until is null) = (reason is null))
);
create index rise_pause_young_person_id_ix on pledge.rise_pause (young_person_id, said_at desc);
create index rise_pause_authority_id_ix on pledge.rise_pause (authority_id, said_at desc);
create index rise_pause_said_by_ix on pledge.rise_pause (said_by);
alter table pledge.rise_pause enable row level security;
-- What somebody owes a young person is theirs to know, and so is why it waits.
create policy rise_pause_read on pledge.rise_pause for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.young_people_i_may_read())::uuid[])
        when 'job:plan-reminders' then true
        else false end);
create policy rise_pause_say on pledge.rise_pause for insert
    with check (authority_id = (select pledge.authority()) and said_by = (select pledge.account())
                and (select pledge.actor()) in ('adviser', 'manager') and young_person_id = any ((select pledge.my_young_people())::uuid[]));
grant select, insert on pledge.rise_pause to pledge_app;

-- As before; and a manager without a team reaches everybody who has a worker, and whoever has rights as a care leaver and none: reminders rise to them, and those of nobody begin with them.
create or replace function pledge.my_young_people() returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    asker  text := concat_ws(' ', pledge.actor(), pledge.account(), pledge.authority(), pledge.today());
    known  text := current_setting('pledge.known_people', true);
    people uuid[];
begin
    if starts_with(known, asker || ' {') then
        return substr(known, length(asker) + 2)::uuid[];
    end if;
    case pledge.actor()
        when 'adviser' then people := array(
            select a.young_person_id from pledge.assignment a
            where a.staff_member_id = pledge.account() and a.authority_id = pledge.authority()
              and a.period_from <= pledge.today() and (a.period_to is null or a.period_to > pledge.today())
            union
            select c.young_person_id from pledge.leave_cover c
            where c.covering_id = pledge.account() and c.authority_id = pledge.authority()
              and c.period_from <= pledge.today() and c.period_to > pledge.today());
        when 'manager' then people := array(
            select a.young_person_id from pledge.assignment a
            join pledge.staff_member s on s.id = a.staff_member_id
            join pledge.staff_member me on me.id = pledge.account() and (me.team_id is null or me.team_id = s.team_id or me.id = s.id)
            where a.authority_id = pledge.authority()
              and a.period_from <= pledge.today() and (a.period_to is null or a.period_to > pledge.today())
            union
            select c.young_person_id from pledge.leave_cover c
            where c.covering_id = pledge.account() and c.authority_id = pledge.authority()
              and c.period_from <= pledge.today() and c.period_to > pledge.today()
            union
            select l.young_person_id from pledge.staff_member me
            join pledge.legal_status l on l.authority_id = me.authority_id and l.superseded_at is null and l.status <> 'none'
                and l.period_from <= pledge.today() and (l.period_to is null or l.period_to > pledge.today())
            where me.id = pledge.account() and me.authority_id = pledge.authority() and me.team_id is null
              and not exists (select from pledge.assignment a where a.young_person_id = l.young_person_id
                              and a.period_from <= pledge.today() and (a.period_to is null or a.period_to > pledge.today())));
        else return '{}'::uuid[];
    end case;
    perform set_config('pledge.known_people', asker || ' ' || people::text, true);
    return people;
end
$$;
create trigger legal_status_changes_who_is_known after insert or update or delete or truncate on pledge.legal_status
    for each statement execute function pledge.forget_known_people();

create or replace function pledge.my_staff() returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    case pledge.actor()
        when 'adviser' then return array[pledge.account()];
        when 'manager' then return array(
            select s.id from pledge.staff_member s
            join pledge.staff_member me on me.id = pledge.account() and (me.team_id is null or me.team_id = s.team_id or me.id = s.id)
            where s.authority_id = pledge.authority());
        else return '{}'::uuid[];
    end case;
end
$$;

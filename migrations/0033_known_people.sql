-- Whom a worker or manager reaches is asked by the policy of every table in a statement, a dozen times and more for a caseload. It is worked out once
-- in a transaction and remembered there, for this asker on this day; whatever changes it in the same transaction makes it forgotten.
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
            join pledge.staff_member me on me.id = pledge.account() and (me.team_id = s.team_id or me.id = s.id)
            where a.authority_id = pledge.authority()
              and a.period_from <= pledge.today() and (a.period_to is null or a.period_to > pledge.today())
            union
            select c.young_person_id from pledge.leave_cover c
            where c.covering_id = pledge.account() and c.authority_id = pledge.authority()
              and c.period_from <= pledge.today() and c.period_to > pledge.today());
        else return '{}'::uuid[];
    end case;
    perform set_config('pledge.known_people', asker || ' ' || people::text, true);
    return people;
end
$$;

create function pledge.forget_known_people() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    perform set_config('pledge.known_people', '', true);
    return null;
end
$$;
create trigger assignment_changes_who_is_known after insert or update or delete or truncate on pledge.assignment
    for each statement execute function pledge.forget_known_people();
create trigger leave_cover_changes_who_is_known after insert or update or delete or truncate on pledge.leave_cover
    for each statement execute function pledge.forget_known_people();
create trigger staff_member_changes_who_is_known after insert or update or delete or truncate on pledge.staff_member
    for each statement execute function pledge.forget_known_people();

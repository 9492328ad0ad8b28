-- Of whom a promise is asked, by age in whole years: part of the edition, so never changed; null is no limit.
alter table pledge.promise
    add column asked_from_age  integer check (asked_from_age between 10 and 30),
    add column asked_until_age integer check (asked_until_age between 10 and 30),
    add constraint promise_is_asked_of_somebody check (asked_from_age < asked_until_age);

-- A young person says what to call them: that name and nothing else of their row, and the same on their account.
create function pledge.call_me(p_name text) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() is distinct from 'young-person' or length(btrim(coalesce(p_name, ''))) not between 1 and 80 then
        raise exception 'pledge.call_me is for a young person and a name' using errcode = '42501';
    end if;
    update pledge.young_person set known_as = btrim(p_name) where id = pledge.young_person() and authority_id = pledge.authority();
    update identity.account set display_name = btrim(p_name) where id = pledge.account() and young_person_id = pledge.young_person();
end $$;

-- The welcome is shown once: when it was.
alter table identity.account add column welcomed_at timestamptz;

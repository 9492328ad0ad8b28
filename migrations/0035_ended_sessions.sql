-- Signing out ends the session, also for a copy of its cookie. A session is a random id in the cookie; here stand those that ended before they ran out.
-- No person is in it, and no role reaches it but through the functions below.
create table identity.ended_session (
    session uuid primary key,
    until   timestamptz not null -- from then on its cookie opens nothing anyway
);
create index ended_session_until_ix on identity.ended_session (until);

create function pledge.end_session(p_session uuid, p_now timestamptz, p_until timestamptz) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
    delete from identity.ended_session where until < p_now;
    insert into identity.ended_session (session, until) values (p_session, p_until) on conflict do nothing;
$$;

-- The same door, which also asks whether that session has ended. The one without a session stays for the version before.
create function pledge.enter(p_actor text, p_account uuid, p_stamp text, p_authority uuid, p_young_person uuid, p_today date, p_session uuid)
returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if exists (select from identity.ended_session e where e.session = p_session) then
        return false;
    end if;
    return pledge.enter(p_actor, p_account, p_stamp, p_authority, p_young_person, p_today);
end $$;

-- Counts of tries at sign-in, so that several web servers agree on a limit. Who tried is kept as a hash, for a day; there may be no such account.
create table identity.sign_in_try (
    id   bigint generated always as identity primary key,
    kind text not null check (length(kind) between 1 and 20),
    who  bytea not null check (length(who) = 32),
    at   timestamptz not null
);
create index sign_in_try_who_ix on identity.sign_in_try (who, kind, at);
create index sign_in_try_at_ix on identity.sign_in_try (at);
alter table identity.sign_in_try enable row level security;
create policy sign_in_try_use on identity.sign_in_try
    using ((select pledge.actor()) = 'sign-in') with check ((select pledge.actor()) = 'sign-in');
grant select, insert, delete on identity.sign_in_try to pledge_app;

-- Counts one try and says true, unless the person (an e-mail or account) or the network address has used up its tries: then nothing is counted, so
-- that whoever waits gets in. The lock lets a burst of tries for one person through one after the other, each seeing the one before.
create function identity.may_try(p_kind text, p_who bytea, p_address bytea, p_now timestamptz, p_within interval, p_per_person integer, p_per_address integer)
returns boolean language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(p_kind || encode(p_who, 'hex'), 905));
    delete from identity.sign_in_try where at < p_now - interval '1 day';
    if (select count(*) from identity.sign_in_try t where t.who = p_who and t.kind = p_kind and t.at > p_now - p_within) >= p_per_person
       or (select count(*) from identity.sign_in_try t where t.who = p_address and t.kind = p_kind and t.at > p_now - p_within) >= p_per_address then
        return false;
    end if;
    insert into identity.sign_in_try (kind, who, at) values (p_kind, p_who, p_now), (p_kind, p_address, p_now);
    return true;
end $$;

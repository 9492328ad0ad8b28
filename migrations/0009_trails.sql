-- Who looked at or changed a young person's record, and what administrators did. Append-only; each row carries the hash of the one before it.
create table pledge.record_look (
    id              bigint generated always as identity primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    account_id      uuid not null,
    role            text not null,
    act             text not null check (act in ('looked', 'wrote')),
    what            text not null check (length(what) between 1 and 60),
    at              timestamptz not null,
    previous_hash   bytea not null,
    hash            bytea not null,
    constraint record_look_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id)
);
create index record_look_young_person_id_ix on pledge.record_look (young_person_id, id desc);
create index record_look_authority_id_ix on pledge.record_look (authority_id, at desc);
alter table pledge.record_look enable row level security;
create policy record_look_read on pledge.record_look for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'administrator' then true
        else false end);
create policy record_look_add on pledge.record_look for insert
    with check (authority_id = (select pledge.authority()) and account_id = (select pledge.account()) and role = (select pledge.actor()));
grant select, insert on pledge.record_look to pledge_app;

create table pledge.audit_event (
    id            bigint generated always as identity primary key,
    authority_id  uuid not null references pledge.authority (id),
    account_id    uuid,
    role          text not null,
    what          text not null check (length(what) between 1 and 60),
    subject_id    uuid,
    at            timestamptz not null,
    previous_hash bytea not null,
    hash          bytea not null
);
create index audit_event_authority_id_ix on pledge.audit_event (authority_id, id desc);
alter table pledge.audit_event enable row level security;
create policy audit_event_read on pledge.audit_event for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('administrator', 'data-officer'));
create policy audit_event_add on pledge.audit_event for insert
    with check ((select pledge.actor()) = 'sign-in' or (authority_id = (select pledge.authority()) and account_id is not distinct from (select pledge.account()) and role = (select pledge.actor())));
grant select, insert on pledge.audit_event to pledge_app;

-- A row's hash covers its content and the hash before it in the same chain, so a changed or missing row shows.
create function pledge.look_hash(previous bytea, r pledge.record_look) returns bytea language sql immutable
    return sha256(previous || convert_to(concat_ws('|', r.id, r.authority_id, r.young_person_id, r.account_id, r.role, r.act, r.what, extract(epoch from r.at)), 'UTF8'));
create function pledge.audit_hash(previous bytea, r pledge.audit_event) returns bytea language sql immutable
    return sha256(previous || convert_to(concat_ws('|', r.id, r.authority_id, coalesce(r.account_id::text, ''), r.role, r.what, coalesce(r.subject_id::text, ''), extract(epoch from r.at)), 'UTF8'));

create function pledge.chain_record_look() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(new.young_person_id::text, 903));
    new.previous_hash := coalesce((select l.hash from pledge.record_look l where l.young_person_id = new.young_person_id order by l.id desc limit 1), '\x'::bytea);
    new.hash := pledge.look_hash(new.previous_hash, new);
    return new;
end $$;
create trigger record_look_chain before insert on pledge.record_look for each row execute function pledge.chain_record_look();

create function pledge.chain_audit_event() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(new.authority_id::text, 904));
    new.previous_hash := coalesce((select e.hash from pledge.audit_event e where e.authority_id = new.authority_id order by e.id desc limit 1), '\x'::bytea);
    new.hash := pledge.audit_hash(new.previous_hash, new);
    return new;
end $$;
create trigger audit_event_chain before insert on pledge.audit_event for each row execute function pledge.chain_audit_event();

-- Rows of this authority whose hash does not follow from their content and the row before; none when nothing was touched.
create function pledge.broken_trails() returns table (trail text, id bigint) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select 'record-look', x.id from (
        select l.id, l.hash, l.previous_hash, pledge.look_hash(l.previous_hash, l) as should_be,
               lag(l.hash, 1, '\x'::bytea) over (partition by l.young_person_id order by l.id) as before
        from pledge.record_look l where l.authority_id = pledge.authority() and pledge.actor() = 'administrator') x
    where x.hash <> x.should_be or x.previous_hash <> x.before
    union all
    select 'audit-event', y.id from (
        select e.id, e.hash, e.previous_hash, pledge.audit_hash(e.previous_hash, e) as should_be,
               lag(e.hash, 1, '\x'::bytea) over (order by e.id) as before
        from pledge.audit_event e where e.authority_id = pledge.authority() and pledge.actor() = 'administrator') y
    where y.hash <> y.should_be or y.previous_hash <> y.before
$$;

-- A young person finds in their trail who opened what they raised with the forum or answered with their name. That there is anything of the kind is theirs alone.
create function pledge.look_is_theirs_alone(what text) returns boolean language sql immutable parallel safe
    return what like 'forum-%' or what like 'consultation-%';

alter policy record_look_read on pledge.record_look
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[]) and not pledge.look_is_theirs_alone(what)
        when 'administrator' then not pledge.look_is_theirs_alone(what)
        else false end);

-- Such lines are a chain of their own: in one chain, a hash that follows from no line one may read would tell of the line between. Lines from before stay where they are.
alter table pledge.record_look add column apart boolean not null default false;

create or replace function pledge.chain_record_look() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(new.young_person_id::text, 903));
    new.apart := pledge.look_is_theirs_alone(new.what);
    new.previous_hash := coalesce((select l.hash from pledge.record_look l where l.young_person_id = new.young_person_id and l.apart = new.apart order by l.id desc limit 1), '\x'::bytea);
    new.hash := pledge.look_hash(new.previous_hash, new);
    return new;
end $$;

create or replace function pledge.broken_trails() returns table (trail text, id bigint) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select 'record-look', x.id from (
        select l.id, l.hash, l.previous_hash, pledge.look_hash(l.previous_hash, l) as should_be,
               lag(l.hash, 1, '\x'::bytea) over (partition by l.young_person_id, l.apart order by l.id) as before
        from pledge.record_look l where l.authority_id = pledge.authority() and pledge.actor() = 'administrator') x
    where x.hash <> x.should_be or x.previous_hash <> x.before
    union all
    select 'audit-event', y.id from (
        select e.id, e.hash, e.previous_hash, pledge.audit_hash(e.previous_hash, e) as should_be,
               lag(e.hash, 1, '\x'::bytea) over (order by e.id) as before
        from pledge.audit_event e where e.authority_id = pledge.authority() and pledge.actor() = 'administrator') y
    where y.hash <> y.should_be or y.previous_hash <> y.before
$$;

-- Leaves the look of whoever opens such words, without telling them whose they are. None at words without a name, or that the actor may not read.
create function pledge.look_at_words(p_words uuid, p_at timestamptz) returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
    insert into pledge.record_look (authority_id, young_person_id, account_id, role, act, what, at, subject_id)
    select x.authority_id, x.young_person_id, pledge.account(), pledge.actor(), 'looked', x.what, p_at, p_words
    from (
        select m.authority_id, m.young_person_id, 'forum-matter' as what from pledge.forum_matter m where m.id = p_words and m.taken_back_at is null
        union all
        select a.authority_id, a.young_person_id, 'consultation-answer' from pledge.consultation_answer a join pledge.consultation c on c.id = a.consultation_id
        where a.id = p_words and a.words is not null and a.young_person_id is not null and pledge.consultation_is_read(c)) x
    where x.authority_id = pledge.authority() and pledge.account() is not null and pledge.actor() in ('manager', 'administrator')
$$;
revoke execute on function pledge.look_at_words(uuid, timestamptz) from public;
grant execute on function pledge.look_at_words(uuid, timestamptz) to pledge_app;

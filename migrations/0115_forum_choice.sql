-- Whoever raised something changes their mind about who may read it, finds what others read of it, and is not named in it.

drop policy forum_matter_take_back on pledge.forum_matter;
create policy forum_matter_change on pledge.forum_matter for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()) and taken_back_at is null)
    with check (authority_id = (select pledge.authority()) and young_person_id = (select pledge.young_person()));
grant update (may_be_shown) on pledge.forum_matter to pledge_app;

-- As pledge.forum_shown, with which of it the reader raised. A function of its own name: the version before still asks the other.
create function pledge.forum_shown_to(most integer) returns table (shown text, kind text, forum_on date, did text, could_not text, mine boolean) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.shown, s.kind, s.forum_on, s.did, s.could_not, coalesce(m.young_person_id = pledge.young_person(), false)
    from pledge.forum_matter m
    cross join lateral (select s.* from pledge.forum_step s where s.matter_id = m.id order by s.number desc limit 1) s
    where m.authority_id = pledge.authority() and m.taken_back_at is null and m.may_be_shown and s.shown is not null and pledge.actor() in ('young-person', 'manager', 'administrator')
    order by s.at desc, s.id limit most
$$;

-- Whether words name whoever raised it: any of their names, whole and in any case. Says so of words that somebody wrote, never which name.
create function pledge.forum_names(matter uuid, written text) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from pledge.forum_matter m join pledge.young_person y on y.id = m.young_person_id
        cross join lateral unnest(array[m.called, y.given_name, y.known_as, y.family_name]) name
        cross join lateral (select btrim(regexp_replace(lower(name), '[^[:alnum:]]+', ' ', 'g')) as plain) n
        where m.id = matter and m.authority_id = pledge.authority() and m.taken_back_at is null and pledge.actor() in ('manager', 'administrator')
          and n.plain <> '' and position(' ' || n.plain || ' ' in ' ' || regexp_replace(lower(written), '[^[:alnum:]]+', ' ', 'g') || ' ') > 0)
$$;
revoke execute on function pledge.forum_shown_to(integer), pledge.forum_names(uuid, text) from public;
grant execute on function pledge.forum_shown_to(integer), pledge.forum_names(uuid, text) to pledge_app;

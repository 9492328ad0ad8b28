-- Only managers ask young people, read what they answer and raise, and say what comes of it. Administrators look after accounts and settings; young people are told that those do not read what they say.

alter policy forum_matter_read on pledge.forum_matter
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'manager' then taken_back_at is null when 'job:plan-reminders' then taken_back_at is null
        else false end);
alter policy forum_step_read on pledge.forum_step
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'manager' then true when 'job:plan-reminders' then true
        else false end
        and exists (select from pledge.forum_matter m where m.id = matter_id));
alter policy forum_step_write on pledge.forum_step
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'manager' and by = (select pledge.account())
        and exists (select from pledge.forum_matter m where m.id = matter_id and (m.may_be_shown or shown is null)));

create or replace function pledge.forum_shown(most integer) returns table (shown text, kind text, forum_on date, did text, could_not text) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.shown, s.kind, s.forum_on, s.did, s.could_not
    from pledge.forum_matter m
    cross join lateral (select s.* from pledge.forum_step s where s.matter_id = m.id order by s.number desc limit 1) s
    where m.authority_id = pledge.authority() and m.taken_back_at is null and m.may_be_shown and s.shown is not null and pledge.actor() in ('young-person', 'manager')
    order by s.at desc, s.id limit most
$$;

create or replace function pledge.forum_shown_to(most integer) returns table (shown text, kind text, forum_on date, did text, could_not text, mine boolean) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.shown, s.kind, s.forum_on, s.did, s.could_not, coalesce(m.young_person_id = pledge.young_person(), false)
    from pledge.forum_matter m
    cross join lateral (select s.* from pledge.forum_step s where s.matter_id = m.id order by s.number desc limit 1) s
    where m.authority_id = pledge.authority() and m.taken_back_at is null and m.may_be_shown and s.shown is not null and pledge.actor() in ('young-person', 'manager')
    order by s.at desc, s.id limit most
$$;

create or replace function pledge.forum_names(matter uuid, written text) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from pledge.forum_matter m join pledge.young_person y on y.id = m.young_person_id
        cross join lateral unnest(array[m.called, y.given_name, y.known_as, y.family_name]) name
        cross join lateral (select btrim(regexp_replace(lower(name), '[^[:alnum:]]+', ' ', 'g')) as plain) n
        where m.id = matter and m.authority_id = pledge.authority() and m.taken_back_at is null and pledge.actor() = 'manager'
          and n.plain <> '' and position(' ' || n.plain || ' ' in ' ' || regexp_replace(lower(written), '[^[:alnum:]]+', ' ', 'g') || ' ') > 0)
$$;

alter policy consultation_read on pledge.consultation
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'manager' then true
        when 'job:plan-reminders' then true
        when 'young-person' then state <> 'draft' and opens_on <= (select pledge.today())
            and exists (select from pledge.consultation_asked a where a.consultation_id = consultation.id and a.young_person_id = (select pledge.young_person()))
        else false end);
alter policy consultation_write on pledge.consultation
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'manager' and state = 'draft' and changed_by = (select pledge.account()));
alter policy consultation_change on pledge.consultation
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'manager')
    with check (changed_by = (select pledge.account()));

create or replace function pledge.consultation_group_size(consultation uuid) returns integer language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*)::integer from pledge.consultation c cross join lateral pledge.consultation_group(c)
    where c.id = consultation and c.authority_id = pledge.authority() and pledge.actor() = 'manager'
$$;

create or replace function pledge.consultation_is_read(c pledge.consultation) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.authority_id = pledge.authority() and c.closes_on < pledge.today()
        and (select count(*) from pledge.consultation_asked a where a.consultation_id = c.id and a.answered) >= 10
        and case pledge.actor()
            when 'manager' then true
            when 'young-person' then c.state = 'published' and exists (select from pledge.consultation_asked a where a.consultation_id = c.id and a.young_person_id = pledge.young_person())
            else false end
$$;

create or replace function pledge.consultation_response(consultation uuid) returns table (age_band text, locality text, asked integer, answered integer) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select g.age_band, g.locality, count(*)::integer, (count(*) filter (where a.answered))::integer
    from pledge.consultation c join pledge.consultation_asked a on a.consultation_id = c.id
    cross join lateral (select case when c.closes_on < pledge.today() then a.age_band end as age_band, case when c.closes_on < pledge.today() then a.locality end as locality) g
    where c.id = consultation and c.authority_id = pledge.authority() and pledge.actor() = 'manager'
    group by g.age_band, g.locality
$$;

create or replace function pledge.decide_consultation_words(answer uuid, release text, at timestamptz) returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() is distinct from 'manager' then
        raise exception using errcode = '42501', message = 'Only whoever runs participation decides';
    end if;
    update pledge.consultation_answer x set decision = case when release is null then 'held-back' else 'released' end, shown = release, decided_at = at, decided_by = pledge.account()
        from pledge.consultation c where x.id = answer and c.id = x.consultation_id and pledge.consultation_is_read(c) and x.words is not null;
    return found;
end
$$;

create or replace function pledge.localities() returns table (locality text) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct y.locality from pledge.young_person y where y.authority_id = pledge.authority() and y.locality is not null and pledge.actor() = 'manager' order by 1
$$;

create or replace function pledge.look_at_words(p_words uuid, p_at timestamptz) returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
    insert into pledge.record_look (authority_id, young_person_id, account_id, role, act, what, at, subject_id)
    select x.authority_id, x.young_person_id, pledge.account(), pledge.actor(), 'looked', x.what, p_at, p_words
    from (
        select m.authority_id, m.young_person_id, 'forum-matter' as what from pledge.forum_matter m where m.id = p_words and m.taken_back_at is null
        union all
        select a.authority_id, a.young_person_id, 'consultation-answer' from pledge.consultation_answer a join pledge.consultation c on c.id = a.consultation_id
        where a.id = p_words and a.words is not null and a.young_person_id is not null and pledge.consultation_is_read(c)) x
    where x.authority_id = pledge.authority() and pledge.account() is not null and pledge.actor() = 'manager'
$$;

-- Consultations. Whoever runs participation reads counts and words through the functions below, never a row of who was asked or of what was answered.
-- An answer without a name has nothing in it that leads to a person, and every answer is written anew, in another order, with each one that comes: neither time, id, place nor xmin says which came when.
create table pledge.consultation (
    id           uuid primary key,
    authority_id uuid not null references pledge.authority (id),
    title        text not null check (length(title) between 1 and 120),
    why          text not null check (length(why) between 1 and 1000),
    is_named     boolean not null,
    opens_on     date not null,
    closes_on    date not null,
    age_band     text check (age_band in ('16-17', '18-20', '21-25')),
    locality     text check (length(locality) between 1 and 60),
    team_id      uuid,
    questions    jsonb not null check (jsonb_typeof(questions) = 'array' and jsonb_array_length(questions) <= 8 and length(questions::text) <= 20000),
    state        text not null check (state in ('draft', 'asked', 'published')),
    asked_at     timestamptz,
    asked_by     uuid,
    heard        text check (length(heard) between 1 and 2000),
    did          text check (length(did) between 1 and 2000),
    could_not    text check (length(could_not) between 1 and 2000),
    published_at timestamptz,
    published_by uuid,
    changed_at   timestamptz not null,
    changed_by   uuid not null,
    constraint consultation_authority_id_key unique (authority_id, id),
    constraint consultation_team foreign key (authority_id, team_id) references pledge.team (authority_id, id),
    constraint consultation_days check (closes_on > opens_on),
    constraint asked_by_somebody check ((state = 'draft') = (asked_at is null) and (asked_at is null) = (asked_by is null) and (state = 'draft' or jsonb_array_length(questions) > 0)),
    constraint published_with_an_answer check ((state = 'published') = (published_at is not null) and (published_at is null) = (published_by is null)
        and (state <> 'published' or heard is not null and coalesce(did, could_not) is not null))
);

-- Who was asked, and that they answered: never when.
create table pledge.consultation_asked (
    consultation_id uuid not null,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    age_band        text not null check (age_band in ('16-17', '18-20', '21-25')),
    locality        text,
    answered        boolean not null default false,
    primary key (consultation_id, young_person_id),
    constraint consultation_asked_consultation foreign key (authority_id, consultation_id) references pledge.consultation (authority_id, id),
    constraint consultation_asked_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id)
);
create index consultation_asked_consultation_id_ix on pledge.consultation_asked (authority_id, consultation_id);
create index consultation_asked_young_person_id_ix on pledge.consultation_asked (authority_id, young_person_id);

-- One answer to one question. Without a name no two answers of one person hang together.
create table pledge.consultation_answer (
    id              uuid primary key default gen_random_uuid(),
    authority_id    uuid not null references pledge.authority (id),
    consultation_id uuid not null,
    number          integer not null check (number between 1 and 8),
    said            integer check (said between 1 and 10),
    words           text check (length(words) between 1 and 1000),
    young_person_id uuid,
    called          text,
    decision        text check (decision in ('released', 'held-back')),
    shown           text check (length(shown) between 1 and 1000),
    decided_at      timestamptz,
    decided_by      uuid,
    constraint consultation_answer_consultation foreign key (authority_id, consultation_id) references pledge.consultation (authority_id, id),
    constraint consultation_answer_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint one_answer_of_one_kind check ((said is null) <> (words is null)),
    constraint called_with_a_name check ((young_person_id is null) = (called is null)),
    constraint decided_by_somebody check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null) and (coalesce(decision, '') = 'released') = (shown is not null) and (decision is null or words is not null))
);
create index consultation_answer_consultation_id_ix on pledge.consultation_answer (authority_id, consultation_id);
create index consultation_answer_young_person_id_ix on pledge.consultation_answer (authority_id, young_person_id) where young_person_id is not null;

alter table pledge.consultation_asked enable row level security;
create policy consultation_asked_read on pledge.consultation_asked for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'job:plan-reminders' then true
        else false end);
grant select on pledge.consultation_asked to pledge_app;

alter table pledge.consultation_answer enable row level security;
create policy consultation_answer_read on pledge.consultation_answer for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()));
grant select on pledge.consultation_answer to pledge_app;

alter table pledge.consultation enable row level security;
create policy consultation_read on pledge.consultation for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'manager' then true
        when 'administrator' then true
        when 'job:plan-reminders' then true
        when 'young-person' then state <> 'draft' and opens_on <= (select pledge.today())
            and exists (select from pledge.consultation_asked a where a.consultation_id = consultation.id and a.young_person_id = (select pledge.young_person()))
        else false end);
create policy consultation_write on pledge.consultation for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('manager', 'administrator') and state = 'draft' and changed_by = (select pledge.account()));
create policy consultation_change on pledge.consultation for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('manager', 'administrator'))
    with check (changed_by = (select pledge.account()));
grant select, insert on pledge.consultation to pledge_app;
grant update (title, why, is_named, opens_on, closes_on, age_band, locality, team_id, questions, state, asked_at, asked_by, heard, did, could_not, published_at, published_by, changed_at, changed_by) on pledge.consultation to pledge_app;

create function pledge.age_band(born date, on_day date) returns text language sql immutable set search_path = pg_catalog, pg_temp as $$
    select case when a.years < 16 then null when a.years < 18 then '16-17' when a.years < 21 then '18-20' when a.years <= 25 then '21-25' end
    from (select extract(year from age(on_day, born)) as years) a
$$;

-- The people a consultation would ask today.
create function pledge.consultation_group(c pledge.consultation) returns table (young_person_id uuid, age_band text, locality text) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select y.id, b.band, y.locality
    from pledge.young_person y cross join lateral (select pledge.age_band(y.date_of_birth, pledge.today()) as band) b
    where y.authority_id = c.authority_id and b.band is not null
      and (c.age_band is null or b.band = c.age_band) and (c.locality is null or y.locality = c.locality)
      and (c.team_id is null or exists (select from pledge.assignment a join pledge.staff_member s on s.id = a.staff_member_id
          where a.young_person_id = y.id and s.team_id = c.team_id and a.period_from <= pledge.today() and (a.period_to is null or a.period_to > pledge.today())))
$$;
revoke execute on function pledge.consultation_group(pledge.consultation) from public;

create function pledge.consultation_group_size(consultation uuid) returns integer language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*)::integer from pledge.consultation c cross join lateral pledge.consultation_group(c)
    where c.id = consultation and c.authority_id = pledge.authority() and pledge.actor() in ('manager', 'administrator')
$$;

-- What people were asked, and what they were promised, stays; whoever belongs to the group on the day of asking is asked.
create function pledge.consultation_stays() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() is null then
        return new;
    end if;
    if old.state <> 'draft' and (to_jsonb(new) - '{state,heard,did,could_not,published_at,published_by,changed_at,changed_by}'::text[]) is distinct from (to_jsonb(old) - '{state,heard,did,could_not,published_at,published_by,changed_at,changed_by}'::text[])
        or old.state = 'draft' and new.state = 'published' or old.state <> 'draft' and new.state = 'draft' or old.state = 'published' and new.state <> 'published' then
        raise exception using errcode = '42501', message = 'What people were asked stays as it was';
    end if;
    if new.state = 'published' and new.closes_on >= pledge.today() then
        raise exception using errcode = '23514', message = 'Still open', constraint = 'published_after_closing';
    end if;
    if old.state = 'draft' and new.state = 'asked' then
        insert into pledge.consultation_asked (consultation_id, authority_id, young_person_id, age_band, locality)
            select new.id, new.authority_id, g.young_person_id, g.age_band, g.locality from pledge.consultation_group(new) g;
        if (select count(*) from pledge.consultation_asked a where a.consultation_id = new.id) < 10 then
            raise exception using errcode = '23514', message = 'Too few people', constraint = 'asked_of_enough';
        end if;
    end if;
    return new;
end
$$;
create trigger consultation_stays before update on pledge.consultation for each row execute function pledge.consultation_stays();

-- Keeps what the young person of this request answers, once. False when it is not open to them, or they answered before.
create function pledge.answer_consultation(consultation uuid, answers jsonb) returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    c pledge.consultation;
    me uuid := pledge.young_person();
    name text;
begin
    if pledge.actor() is distinct from 'young-person' then
        raise exception using errcode = '42501', message = 'Only a young person answers';
    end if;
    -- One after the other: whoever comes second moves the answers of the first.
    select x.* into c from pledge.consultation x where x.id = consultation and x.authority_id = pledge.authority() and x.state = 'asked' and pledge.today() between x.opens_on and x.closes_on for no key update;
    if not found or not exists (select from pledge.consultation_asked a where a.consultation_id = c.id and a.young_person_id = me and not a.answered) then
        return false;
    end if;
    if not exists (select from jsonb_array_elements(answers)) or exists (
            select from jsonb_to_recordset(answers) as n (number integer, said integer, words text) left join lateral (select c.questions -> (n.number - 1) as asked) q on n.number >= 1
            where (q.asked ->> 'kind') is null or case q.asked ->> 'kind'
                when 'words' then n.words is null or n.said is not null
                when 'scale' then n.said is null or n.said not between 1 and 5
                else n.said is null or n.said not between 1 and jsonb_array_length(q.asked -> 'options') end)
        or (select count(*) <> count(distinct n.number) from jsonb_to_recordset(answers) as n (number integer)) then
        raise exception using errcode = '23514', message = 'No answer to these questions', constraint = 'answers_fit';
    end if;
    -- All who answered are written again, so that not even the last of them stands out.
    update pledge.consultation_asked a set answered = true where a.consultation_id = c.id and (a.answered or a.young_person_id = me);
    if c.is_named then
        select coalesce(nullif(btrim(y.known_as), ''), y.given_name, y.child_id) into name from pledge.young_person y where y.id = me;
        insert into pledge.consultation_answer (authority_id, consultation_id, number, said, words, young_person_id, called)
            select c.authority_id, c.id, n.number, n.said, n.words, me, name from jsonb_to_recordset(answers) as n (number integer, said integer, words text);
    else
        with old as (delete from pledge.consultation_answer x where x.consultation_id = c.id returning x.number, x.said, x.words)
        insert into pledge.consultation_answer (authority_id, consultation_id, number, said, words)
            select c.authority_id, c.id, m.number, m.said, m.words
            from (select o.number, o.said, o.words from old o union all select n.number, n.said, n.words from jsonb_to_recordset(answers) as n (number integer, said integer, words text)) m
            order by random();
    end if;
    return true;
end
$$;

-- Whether what came of it may be read at all: after the last day, of ten or more; by those who were asked once it is published.
create function pledge.consultation_is_read(c pledge.consultation) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.authority_id = pledge.authority() and c.closes_on < pledge.today()
        and (select count(*) from pledge.consultation_asked a where a.consultation_id = c.id and a.answered) >= 10
        and case pledge.actor()
            when 'manager' then true
            when 'administrator' then true
            when 'young-person' then c.state = 'published' and exists (select from pledge.consultation_asked a where a.consultation_id = c.id and a.young_person_id = pledge.young_person())
            else false end
$$;
revoke execute on function pledge.consultation_is_read(pledge.consultation) from public;

create function pledge.consultation_results(consultation uuid) returns table (number integer, said integer, answers integer) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select x.number, x.said, count(*)::integer from pledge.consultation c join pledge.consultation_answer x on x.consultation_id = c.id
    where c.id = consultation and pledge.consultation_is_read(c) and x.said is not null
    group by x.number, x.said
$$;

-- Words, in no order that says anything. Whoever was asked reads what was released, as it was released.
create function pledge.consultation_words(consultation uuid) returns table (id uuid, number integer, words text, called text, decision text, shown text) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select case when s.staff then x.id end, x.number, case when s.staff then x.words end, case when s.staff then x.called end, x.decision, x.shown
    from pledge.consultation c cross join lateral (select pledge.actor() <> 'young-person' as staff) s join pledge.consultation_answer x on x.consultation_id = c.id
    where c.id = consultation and pledge.consultation_is_read(c) and x.words is not null and (s.staff or x.decision = 'released')
    order by x.number, x.id
$$;

create function pledge.consultation_response(consultation uuid) returns table (age_band text, locality text, asked integer, answered integer) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.age_band, a.locality, count(*)::integer, (count(*) filter (where a.answered))::integer
    from pledge.consultation c join pledge.consultation_asked a on a.consultation_id = c.id
    where c.id = consultation and c.authority_id = pledge.authority() and pledge.actor() in ('manager', 'administrator')
    group by a.age_band, a.locality
$$;

create function pledge.decide_consultation_words(answer uuid, release text, at timestamptz) returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() is null or pledge.actor() not in ('manager', 'administrator') then
        raise exception using errcode = '42501', message = 'Only whoever runs participation decides';
    end if;
    update pledge.consultation_answer x set decision = case when release is null then 'held-back' else 'released' end, shown = release, decided_at = at, decided_by = pledge.account()
        from pledge.consultation c where x.id = answer and c.id = x.consultation_id and pledge.consultation_is_read(c) and x.words is not null;
    return found;
end
$$;

create function pledge.localities() returns table (locality text) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct y.locality from pledge.young_person y where y.authority_id = pledge.authority() and y.locality is not null and pledge.actor() in ('manager', 'administrator') order by 1
$$;
revoke execute on function pledge.consultation_group_size(uuid), pledge.answer_consultation(uuid, jsonb), pledge.consultation_results(uuid), pledge.consultation_words(uuid), pledge.consultation_response(uuid),
    pledge.decide_consultation_words(uuid, text, timestamptz), pledge.localities(), pledge.age_band(date, date) from public;
grant execute on function pledge.consultation_group_size(uuid), pledge.answer_consultation(uuid, jsonb), pledge.consultation_results(uuid), pledge.consultation_words(uuid), pledge.consultation_response(uuid),
    pledge.decide_consultation_words(uuid, text, timestamptz), pledge.localities() to pledge_app;

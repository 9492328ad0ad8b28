-- What young people raise with the forum, and what comes of it.

create table pledge.forum_matter (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    called          text check (length(called) between 1 and 100),
    words           text not null check (length(words) between 1 and 1000),
    may_be_shown    boolean not null,
    raised_at       timestamptz not null,
    taken_back_at   timestamptz,
    constraint forum_matter_key unique (authority_id, id, young_person_id),
    constraint forum_matter_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id)
);
create index forum_matter_young_person_id_ix on pledge.forum_matter (authority_id, young_person_id);

-- Only added: the newest stands.
create table pledge.forum_step (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    matter_id       uuid not null,
    number          integer not null check (number between 1 and 1000),
    kind            text not null check (kind in ('listed', 'answered', 'elsewhere')),
    forum_on        date,
    told            text check (length(told) between 1 and 1000),
    did             text check (length(did) between 1 and 1000),
    could_not       text check (length(could_not) between 1 and 1000),
    shown           text check (length(shown) between 1 and 1000),
    at              timestamptz not null,
    by              uuid not null,
    constraint forum_step_number_once unique (matter_id, number),
    constraint forum_step_matter foreign key (authority_id, matter_id, young_person_id) references pledge.forum_matter (authority_id, id, young_person_id),
    constraint says_what_it_is check (case kind
        when 'listed' then forum_on is not null and did is null and could_not is null
        when 'answered' then forum_on is null and coalesce(did, could_not) is not null
        else forum_on is null and told is not null and coalesce(did, could_not, shown) is null end)
);
create index forum_step_matter_ix on pledge.forum_step (authority_id, matter_id, young_person_id);

-- Whoever runs the forum reads what stands; taken back, it is its owner's alone.
alter table pledge.forum_matter enable row level security;
create policy forum_matter_read on pledge.forum_matter for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'manager' then taken_back_at is null when 'administrator' then taken_back_at is null when 'job:plan-reminders' then taken_back_at is null
        else false end);
create policy forum_matter_raise on pledge.forum_matter for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()) and taken_back_at is null);
create policy forum_matter_take_back on pledge.forum_matter for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()) and taken_back_at is null)
    with check (authority_id = (select pledge.authority()) and young_person_id = (select pledge.young_person()) and taken_back_at is not null);
grant select, insert on pledge.forum_matter to pledge_app;
grant update (taken_back_at) on pledge.forum_matter to pledge_app;

alter table pledge.forum_step enable row level security;
create policy forum_step_read on pledge.forum_step for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'manager' then true when 'administrator' then true when 'job:plan-reminders' then true
        else false end
        and exists (select from pledge.forum_matter m where m.id = matter_id));
create policy forum_step_write on pledge.forum_step for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('manager', 'administrator') and by = (select pledge.account())
        and exists (select from pledge.forum_matter m where m.id = matter_id and (m.may_be_shown or shown is null)));
grant select, insert on pledge.forum_step to pledge_app;

-- What other young people read: the newest step of what may be shown, as a person let it be shown. Nothing in it leads to who raised it, or when.
create function pledge.forum_shown(most integer) returns table (shown text, kind text, forum_on date, did text, could_not text) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.shown, s.kind, s.forum_on, s.did, s.could_not
    from pledge.forum_matter m
    cross join lateral (select s.* from pledge.forum_step s where s.matter_id = m.id order by s.number desc limit 1) s
    where m.authority_id = pledge.authority() and m.taken_back_at is null and m.may_be_shown and s.shown is not null and pledge.actor() in ('young-person', 'manager', 'administrator')
    order by s.at desc, s.id limit most
$$;
revoke execute on function pledge.forum_shown(integer) from public;
grant execute on function pledge.forum_shown(integer) to pledge_app;

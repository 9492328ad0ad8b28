-- What young people let the board read, without their names, and what managers saw across dip samples.

-- The choice is the young person's and can be taken back at any time. Whoever checks, and the board, read through the functions below: words and a promise, nothing that leads to a person.
create table pledge.board_words (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    answer_id       uuid not null references pledge.answer (id),
    promise_key     text not null check (length(promise_key) between 1 and 40),
    given_at        timestamptz not null,
    taken_back_at   timestamptz,
    decision        text check (decision in ('released', 'held-back')),
    shown           text check (length(shown) between 1 and 1000),
    reason          text check (length(reason) between 1 and 300),
    decided_at      timestamptz,
    decided_by      uuid,
    constraint board_words_once unique (answer_id),
    constraint board_words_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint decided_by_somebody check ((decision is null) = (decided_at is null) and (decided_at is null) = (decided_by is null)),
    constraint shown_when_released check ((decision is not distinct from 'released') = (shown is not null)),
    constraint held_back_with_a_reason check ((decision is not distinct from 'held-back') = (reason is not null))
);
create index board_words_young_person_id_ix on pledge.board_words (authority_id, young_person_id);
create index board_words_standing_ix on pledge.board_words (authority_id, decided_at) where taken_back_at is null;
alter table pledge.board_words enable row level security;
create policy board_words_read on pledge.board_words for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()));
create policy board_words_give on pledge.board_words for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person())
        and taken_back_at is null and decision is null
        and exists (select from pledge.answer a where a.id = answer_id and a.young_person_id = board_words.young_person_id and a.promise_key = board_words.promise_key and a.words is not null));
create policy board_words_take_back on pledge.board_words for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()) and taken_back_at is null)
    with check (authority_id = (select pledge.authority()) and young_person_id = (select pledge.young_person()) and taken_back_at is not null);
grant select, insert on pledge.board_words to pledge_app;
grant update (taken_back_at) on pledge.board_words to pledge_app;

-- For whoever checks: the words and what was decided of them. Those taken back are gone.
create function pledge.board_words_given() returns table (id uuid, promise_key text, words text, decision text, shown text, reason text, decided_at timestamptz) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select b.id, b.promise_key, a.words, b.decision, b.shown, b.reason, b.decided_at from pledge.board_words b join pledge.answer a on a.id = b.answer_id
    where b.authority_id = pledge.authority() and b.taken_back_at is null and pledge.actor() in ('manager', 'data-officer', 'administrator')
$$;

-- What the board reads: the newest of each promise, without a day, so that nobody can tell when somebody spoke.
create function pledge.board_words_released(most integer) returns table (promise_key text, words text) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select n.promise_key, n.shown from (
        select b.promise_key, b.shown, b.decided_at, row_number() over (partition by b.promise_key order by b.decided_at desc, b.id) as place from pledge.board_words b
        where b.authority_id = pledge.authority() and b.taken_back_at is null and b.decision = 'released' and pledge.actor() in ('board', 'manager', 'data-officer', 'administrator')) n
    where n.place <= most order by n.promise_key, n.place
$$;

-- False where they were taken back, or somebody else decided since they were read.
create function pledge.decide_board_words(words uuid, release text, why text, read_at timestamptz, at timestamptz) returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() in ('manager', 'data-officer', 'administrator') is not true then
        raise exception using errcode = '42501', message = 'Only whoever runs the board decides';
    end if;
    update pledge.board_words b set decision = case when release is null then 'held-back' else 'released' end, shown = release, reason = case when release is null then why end, decided_at = at, decided_by = pledge.account()
        where b.id = words and b.authority_id = pledge.authority() and b.taken_back_at is null and b.decided_at is not distinct from read_at;
    return found;
end
$$;
revoke execute on function pledge.board_words_given(), pledge.board_words_released(integer), pledge.decide_board_words(uuid, text, text, timestamptz, timestamptz) from public;
grant execute on function pledge.board_words_given(), pledge.board_words_released(integer), pledge.decide_board_words(uuid, text, text, timestamptz, timestamptz) to pledge_app;

-- About no one: the number of samples is kept only as it is told, the nearest 5, and nothing for fewer than 8.
create table pledge.practice_note (
    id           uuid primary key,
    authority_id uuid not null references pledge.authority (id),
    promise_key  text not null check (length(promise_key) between 1 and 40),
    theme        text not null check (theme ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(theme) <= 40),
    seen         text not null check (length(seen) between 1 and 600),
    changes      text not null check (length(changes) between 1 and 600),
    samples      integer check (samples >= 10 and samples % 5 = 0),
    written_at   timestamptz not null,
    written_by   uuid not null,
    decision     text check (decision in ('released', 'held-back')),
    reason       text check (length(reason) between 1 and 300),
    decided_at   timestamptz,
    decided_by   uuid,
    constraint decided_by_somebody check ((decision is null) = (decided_at is null) and (decided_at is null) = (decided_by is null)),
    constraint held_back_with_a_reason check ((decision is not distinct from 'held-back') = (reason is not null)),
    constraint released_by_a_second_person check (decision is distinct from 'released' or decided_by <> written_by)
);
create index practice_note_authority_id_ix on pledge.practice_note (authority_id, decided_at);
alter table pledge.practice_note enable row level security;
create policy practice_note_read on pledge.practice_note for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'manager' then true when 'data-officer' then true when 'administrator' then true
        when 'board' then decision = 'released'
        else false end);
create policy practice_note_write on pledge.practice_note for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'manager' and written_by = (select pledge.account()) and decision is null);
create policy practice_note_decide on pledge.practice_note for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('manager', 'data-officer', 'administrator'))
    with check (authority_id = (select pledge.authority()) and decided_by = (select pledge.account()));
grant select, insert on pledge.practice_note to pledge_app;
grant update (decision, reason, decided_at, decided_by) on pledge.practice_note to pledge_app;

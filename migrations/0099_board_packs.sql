-- The pack of a meeting: one PDF and one ZIP of tables, made in the background. Told numbers, and what the board reads beside them.
create table pledge.board_pack (
    id           uuid primary key,
    authority_id uuid not null references pledge.authority (id),
    meeting_id   uuid not null references pledge.board_meeting (id),
    asked_at     timestamptz not null,
    asked_by     uuid not null,
    state        text not null check (state in ('asked', 'making', 'ready', 'failed', 'gone')),
    steps_done   integer not null default 0 check (steps_done between 0 and 4),
    touched_at   timestamptz not null,
    ready_at     timestamptz,
    fault        text check (fault ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(fault) <= 40),
    fingerprint  bytea check (length(fingerprint) = 32),
    pdf          bytea,
    tables       bytea,
    constraint ready_has_files check ((state = 'ready') = (pdf is not null) and (pdf is null) = (tables is null)),
    constraint made_has_a_fingerprint check (state not in ('ready', 'gone') or (ready_at is not null and fingerprint is not null)),
    constraint failed_for_a_reason check ((state = 'failed') = (fault is not null))
);
-- One at a time: whoever asks twice gets the one that is on its way.
create unique index one_pack_at_a_time_ix on pledge.board_pack (meeting_id) where state in ('asked', 'making');
create index board_pack_meeting_ix on pledge.board_pack (meeting_id, asked_at desc);
create index board_pack_unsettled_ix on pledge.board_pack (touched_at) where state in ('asked', 'making');
alter table pledge.board_pack enable row level security;
create policy board_pack_read on pledge.board_pack for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('board', 'manager', 'data-officer', 'administrator'));
create policy board_pack_ask on pledge.board_pack for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('board', 'manager', 'data-officer', 'administrator') and asked_by = (select pledge.account()) and state = 'asked'
        and exists (select from pledge.board_meeting m where m.id = meeting_id));
-- The job sees that somebody asked; what is in the pack it reads only through pledge.enter_pack.
create policy board_pack_make on pledge.board_pack
    using ((select pledge.actor()) = 'job:make-packs') with check ((select pledge.actor()) = 'job:make-packs');
grant select, insert on pledge.board_pack to pledge_app;
grant update (state, steps_done, touched_at, ready_at, fault, fingerprint, pdf, tables) on pledge.board_pack to pledge_app;

-- The job reads as the board does, whoever asked, while it makes this one: so the file holds what the board may see and nothing else.
create function pledge.enter_pack(p_pack uuid, p_today date) returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare k pledge.board_pack;
begin
    select * into k from pledge.board_pack r where r.id = p_pack and r.state = 'making';
    if not found then
        return false;
    end if;
    perform set_config('pledge.actor', 'board', true), set_config('pledge.account_id', k.asked_by::text, true),
            set_config('pledge.authority_id', k.authority_id::text, true), set_config('pledge.today', p_today::text, true);
    return true;
end $$;
revoke execute on function pledge.enter_pack(uuid, date) from public;
grant execute on function pledge.enter_pack(uuid, date) to pledge_app;

-- Words that a young person takes back are gone from every pack that may hold them, too; one that is being made is begun again.
create function pledge.board_pack_without_words() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update pledge.board_pack k set state = case k.state when 'ready' then 'gone' else 'asked' end, pdf = null, tables = null
        where k.authority_id = old.authority_id and k.state in ('making', 'ready') and k.touched_at >= old.decided_at;
    return null;
end $$;
create trigger board_pack_without_words after update on pledge.board_words for each row
    when (old.decision = 'released' and old.taken_back_at is null and (new.taken_back_at is not null or new.shown is distinct from old.shown)) execute function pledge.board_pack_without_words();
create trigger board_pack_without_deleted_words after delete on pledge.board_words for each row
    when (old.decision = 'released' and old.taken_back_at is null) execute function pledge.board_pack_without_words();

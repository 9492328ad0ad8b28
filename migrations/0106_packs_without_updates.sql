-- What is taken back of a commitment takes the packs with it that may hold its words.
create function pledge.board_pack_without_update() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update pledge.board_pack k set state = case k.state when 'ready' then 'gone' else 'asked' end, pdf = null, tables = null
        where k.authority_id = old.authority_id and k.state in ('making', 'ready') and k.touched_at >= old.said_at;
    return null;
end $$;
create trigger board_pack_without_update after update on pledge.commitment_update for each row
    when (old.superseded_at is null and new.superseded_at is not null and old.words is not null) execute function pledge.board_pack_without_update();

-- Text messages: to a number that its owner proved, about what they chose, until they answer STOP.
alter table pledge.message drop constraint message_channel_check, add constraint message_channel_check check (channel in ('email', 'text'));
alter table pledge.reminder_choice drop constraint reminder_choice_channel_check, add constraint reminder_choice_channel_check check (channel in ('email', 'text'));
-- Kinds that come by text: as well as by mail, or, where they are off by mail, instead.
alter table pledge.reminder_setting
    add column texts text[] not null default '{}' check (texts <@ array['messages', 'plan', 'pledge', 'appointments']::text[]);
-- A number stands here only once a code came back from it.
alter table identity.account add constraint phone_number_shape check (phone_number ~ '^\+[1-9][0-9]{7,14}$');
create index account_phone_number_ix on identity.account (phone_number) where phone_number is not null;

-- By which channels something of a kind reaches an account. Whoever causes a message asks it, and learns no more than that.
create function pledge.channels_for(p_account uuid, p_kind text) returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select case when t.wanted is not true then array['email'] when p_kind = any (t.off) then array['text'] else array['email', 'text'] end
    from (select a.phone_number is not null and p_kind = any (s.texts)
                 and coalesce((select c.wanted from pledge.reminder_choice c where c.account_id = a.id and c.channel = 'text' order by c.chosen_at desc, c.id desc limit 1), true) as wanted,
                 s.off
          from identity.account a
          left join lateral (select r.texts, r.off from pledge.reminder_setting r where r.account_id = a.id order by r.chosen_at desc, r.id desc limit 1) s on true
          where a.id = p_account and pledge.actor() is not null and (pledge.authority() is null or a.authority_id = pledge.authority())) t
$$;

-- Somebody answered a text: STOP, or START. It counts from when they sent it, so that one which comes twice, or late, changes nothing. A shared phone is everybody's who gave it.
create function pledge.note_answer_to_text(p_number text, p_wanted boolean, p_at timestamptz, p_now timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_count integer;
begin
    if pledge.actor() is distinct from 'job:note-deliveries' then
        return 0;
    end if;
    insert into pledge.reminder_choice (id, authority_id, account_id, channel, wanted, chosen_at)
    select gen_random_uuid(), a.authority_id, a.id, 'text', p_wanted, least(p_at, p_now)
    from identity.account a
    where a.phone_number = p_number and a.closed_at is null
      and not exists (select from pledge.reminder_choice c where c.account_id = a.id and c.channel = 'text' and c.chosen_at = least(p_at, p_now));
    get diagnostics v_count = row_count;
    return v_count;
end $$;

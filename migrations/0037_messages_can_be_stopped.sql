-- Messages can be stopped, by an administrator for their authority and by the operator for the installation; what was in a message does not outlive it.

-- Only added: the newest row of an authority and channel is in force. No authority means the whole installation: written by the operator, as the owner.
create table pledge.channel_switch (
    id           uuid primary key,
    authority_id uuid references pledge.authority (id),
    channel      text not null check (channel in ('all', 'email', 'text')),
    is_off       boolean not null,
    reason       text not null check (length(reason) between 1 and 300),
    set_at       timestamptz not null,
    set_by       uuid
);
create index channel_switch_authority_id_ix on pledge.channel_switch (authority_id, channel, set_at desc, id desc);
alter table pledge.channel_switch enable row level security;
create policy channel_switch_read on pledge.channel_switch for select
    using (case (select pledge.actor())
        when 'administrator' then authority_id = (select pledge.authority()) or authority_id is null
        when 'job:send-messages' then true
        else false end);
create policy channel_switch_set on pledge.channel_switch for insert
    with check ((select pledge.actor()) = 'administrator' and authority_id = (select pledge.authority()));
grant select, insert on pledge.channel_switch to pledge_app;

-- What is stopped now, as far as the caller may see the switches. A message goes when neither its channel nor "all" is stopped for its authority or for everybody.
create function pledge.channels_off() returns table (authority_id uuid, channel text) language sql stable as $$
    select s.authority_id, s.channel
    from (select distinct on (s.authority_id, s.channel) s.authority_id, s.channel, s.is_off
          from pledge.channel_switch s order by s.authority_id, s.channel, s.set_at desc, s.id desc) s
    where s.is_off
$$;

-- How many went in the last second; how many an hour.
create index message_settled_at_ix on pledge.message (settled_at) where settled_at is not null;
-- Whose payload is still to be erased.
create index message_payload_ix on pledge.message (decided_at) where payload is not null;

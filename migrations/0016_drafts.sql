-- What somebody typed and has not sent yet, kept while they type: a dropped line or an ended session loses nothing. Only its author ever reads it.
-- subject_id is whom or what the form is about; all zeros when it is about nobody in particular. When a form is sent its text goes at once and
-- sent_key stays, so that a keeping that arrives late from the same page cannot bring it back.
create table pledge.draft (
    authority_id uuid not null references pledge.authority (id),
    account_id   uuid not null references identity.account (id),
    form         text not null check (form ~ '^[a-z][a-z0-9-]{0,79}$'),
    subject_id   uuid not null default '00000000-0000-0000-0000-000000000000',
    body         jsonb not null check (jsonb_typeof(body) = 'object' and length(body::text) <= 100000),
    page_key     uuid not null,
    sent_key     uuid,
    saved_at     timestamptz not null,
    primary key (account_id, form, subject_id)
);
create index draft_saved_at_ix on pledge.draft (saved_at);
alter table pledge.draft enable row level security;
create policy draft_own on pledge.draft
    using (account_id = (select pledge.account()) and authority_id = (select pledge.authority()))
    with check (account_id = (select pledge.account()) and authority_id = (select pledge.authority()));
grant select, insert, update, delete on pledge.draft to pledge_app;

-- The job that throws old drafts away reads none of them.
create function pledge.sweep_drafts(p_before timestamptz) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare swept integer;
begin
    if pledge.actor() is distinct from 'job:sweep-drafts' then
        raise exception 'pledge.sweep_drafts is for its job' using errcode = '42501';
    end if;
    delete from pledge.draft where saved_at < p_before;
    get diagnostics swept = row_count;
    return swept;
end $$;

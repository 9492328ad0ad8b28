-- Views of the caseload that a worker has named: which part, in which order. Nobody else sees them.
create table pledge.caseload_view (
    id           uuid primary key,
    authority_id uuid not null references pledge.authority (id),
    account_id   uuid not null references identity.account (id),
    name         text not null check (length(trim(name)) between 1 and 40),
    show         text not null check (show ~ '^[a-z-]{1,30}$'),
    sort         text not null check (sort ~ '^[a-z-]{1,30}$'),
    saved_at     timestamptz not null,
    constraint caseload_view_name_once unique (account_id, name)
);
alter table pledge.caseload_view enable row level security;
create policy caseload_view_own on pledge.caseload_view
    using (account_id = (select pledge.account()) and authority_id = (select pledge.authority()))
    with check (account_id = (select pledge.account()) and authority_id = (select pledge.authority()));
grant select, insert, delete on pledge.caseload_view to pledge_app;

-- Whoever invites people into an organisation does not learn whether an address is somebody's here: who cannot be invited stands in the list like everybody else, with no account.
alter table pledge.organisation_person
    alter column account_id drop not null,
    add column asked_email text check (length(asked_email) between 3 and 254 and asked_email = lower(asked_email)),
    add constraint somebody_or_an_address check ((account_id is null) = (asked_email is not null)),
    add constraint asked_into_an_organisation_once exclude using btree (organisation_id with =, asked_email with =) where (ended_at is null) deferrable initially deferred;
alter policy organisation_person_add on pledge.organisation_person
    with check (authority_id = (select pledge.authority()) and added_by = (select pledge.account()) and ended_at is null and (account_id is null or pledge.is_partner(account_id)) and case (select pledge.actor())
        when 'coordinator' then true
        when 'partner' then organisation_id = any ((select pledge.my_organisations('manage-people'))::uuid[])
        else false end);
create or replace function pledge.who_may(p_right text) returns table (organisation_id uuid, account_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select p.organisation_id, p.account_id from pledge.organisation_person p
    where pledge.actor() = 'job:plan-reminders' and p.authority_id = pledge.authority() and p.ended_at is null and p.account_id is not null and p_right = any (p.rights)
$$;

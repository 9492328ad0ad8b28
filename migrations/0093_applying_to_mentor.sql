-- A partner may apply to be a mentor themselves; every step from there is a coordinator's.
drop index pledge.mentor_account_once;
create unique index mentor_account_once on pledge.mentor (account_id) where account_id is not null and state <> 'left';
-- By the row itself, so that whoever just applied reads what they wrote.
alter policy mentor_read_own on pledge.mentor
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'partner' and account_id = (select pledge.account()) and state <> 'left');
create policy mentor_apply on pledge.mentor for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'partner' and account_id = (select pledge.account()) and changed_by = (select pledge.account()) and state = 'applied'
        and (organisation_id is null or organisation_id = any ((select pledge.my_organisations(null))::uuid[])));
create policy mentor_step_apply on pledge.mentor_step for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'partner' and mentor_id = (select pledge.my_mentor()) and state = 'applied' and number = 1
        and recorded_by = (select pledge.account()) and superseded_at is null);

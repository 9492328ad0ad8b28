-- When a worker records that someone died or went home for good, what the law calls that person changes at once: the worker's own page derives it again.
create policy legal_status_derive on pledge.legal_status for insert
    with check (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
create policy legal_status_supersede on pledge.legal_status for update
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
-- What was derived stays as it was, for figures as known at an earlier instant: only the mark of supersession may be written to a row.
revoke update on pledge.legal_status from pledge_app;
grant update (superseded_at) on pledge.legal_status to pledge_app;

-- Someone without care episodes on record has their status from the return that counted them.
create policy oc3_row_derive on pledge.oc3_row for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);

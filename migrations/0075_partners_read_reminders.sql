-- Mentors and people of partner organisations read what they were reminded of, and what is coming.
create policy message_read_by_partner on pledge.message for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'partner' and account_id = (select pledge.account()));

-- As before (0065), and somebody of an organisation for themselves. Nobody acts for an organisation that left.
create or replace function pledge.who_may(p_right text) returns table (organisation_id uuid, account_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select p.organisation_id, p.account_id from pledge.organisation_person p join pledge.organisation o on o.id = p.organisation_id and o.ended_on is null
    where (pledge.actor() = 'job:plan-reminders' or pledge.actor() = 'partner' and p.account_id = pledge.account())
      and p.authority_id = pledge.authority() and p.ended_at is null and p_right = any (p.rights)
$$;

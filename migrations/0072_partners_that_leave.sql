-- An organisation that is a partner no more: what it offers closes, whoever waits for its answer has one, and nobody acts for it any longer. Offers that were made stand.
create function pledge.partner_leaves(p_organisation uuid, p_words text, p_feedback text, p_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    me uuid := pledge.account();
    here uuid := pledge.authority();
begin
    if pledge.actor() is distinct from 'coordinator' or not exists (select from pledge.organisation o where o.id = p_organisation and o.authority_id = here and o.ended_on is not null) then
        raise exception 'pledge.partner_leaves is for a coordinator who ended the organisation' using errcode = '42501';
    end if;
    update pledge.opportunity_version v set state = 'draft', submitted_at = null, submitted_by = null where v.authority_id = here and v.organisation_id = p_organisation and v.state = 'submitted';
    with closed as (
        update pledge.opportunity o set state = 'closed', closed_because = 'withdrawn', closed_on = pledge.today(), changed_at = p_at, changed_by = me
        where o.authority_id = here and o.organisation_id = p_organisation and (o.state in ('draft', 'submitted', 'sent-back') or o.state = 'live' and o.closes_on >= pledge.today()) returning *)
    insert into pledge.opportunity_step (id, authority_id, organisation_id, opportunity_id, version, act, words, at, by)
        select gen_random_uuid(), c.authority_id, c.organisation_id, c.id, c.newest_version, 'closed', p_words, p_at, me from closed c;
    with ended as (
        update pledge.job_application a set state = 'turned-down', feedback = p_feedback, ended_at = p_at, changed_at = p_at, changed_by = me
        where a.post_authority_id = here and a.organisation_id = p_organisation and a.state in ('sent', 'interview') returning *)
    insert into pledge.application_step (id, authority_id, young_person_id, application_id, act, side, at, by)
        select gen_random_uuid(), e.authority_id, e.young_person_id, e.id, 'feedback-passed', 'coordinator', p_at, me from ended e;
    update pledge.organisation_person p set ended_at = p_at, ended_by = me where p.authority_id = here and p.organisation_id = p_organisation and p.ended_at is null;
end $$;
revoke execute on function pledge.partner_leaves(uuid, text, text, timestamptz) from public;
grant execute on function pledge.partner_leaves(uuid, text, text, timestamptz) to pledge_app;

-- A post that closes before its day ends what still waits for an answer, at once and kindly. Whoever has an offer keeps it; a no that a coordinator has still to read goes its way.
alter table pledge.job_application drop constraint job_application_state_check;
alter table pledge.job_application add constraint job_application_state_check check (state in ('draft', 'sent', 'interview', 'offered', 'accepted', 'declined', 'turned-down', 'withdrawn', 'post-closed'));
alter table pledge.job_application drop constraint ended_has_a_time;
alter table pledge.job_application add constraint ended_has_a_time check ((state in ('accepted', 'declined', 'turned-down', 'withdrawn', 'post-closed')) = (ended_at is not null));
alter table pledge.application_step drop constraint application_step_act_check;
alter table pledge.application_step add constraint application_step_act_check check (act in ('sent', 'withdrawn', 'interview', 'interview-yes', 'interview-no', 'offered', 'turned-down', 'feedback-sent-back', 'feedback-passed', 'accepted', 'declined', 'post-closed', 'no-taken-back'));

-- The post ends them, and nobody's hand does.
create function pledge.job_application_ends_with_its_post() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() is not null and (old.state not in ('sent', 'interview') or not exists (
        select from pledge.opportunity o where o.id = new.opportunity_id and o.state = 'closed' and o.closed_because in ('filled', 'withdrawn') and o.changed_at = new.ended_at)) then
        raise exception 'only a post that closes early ends an application' using errcode = '42501';
    end if;
    return new;
end $$;
drop trigger job_application_moves on pledge.job_application;
create trigger job_application_moves before update on pledge.job_application for each row when (new.state <> 'post-closed' or old.state = 'post-closed') execute function pledge.job_application_moves();
create trigger job_application_ends_with_its_post before update on pledge.job_application for each row when (new.state = 'post-closed' and old.state <> 'post-closed') execute function pledge.job_application_ends_with_its_post();

create function pledge.opportunity_ends_applications() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    with ended as (
        update pledge.job_application a set state = 'post-closed', ended_at = new.changed_at, changed_at = new.changed_at, changed_by = new.changed_by
        where a.opportunity_id = new.id and a.state in ('sent', 'interview') and not exists (select from pledge.turning_down t where t.application_id = a.id)
        returning a.*)
    insert into pledge.application_step (id, authority_id, young_person_id, application_id, act, side, at, by)
    select gen_random_uuid(), e.authority_id, e.young_person_id, e.id, 'post-closed', 'employer', new.changed_at, new.changed_by from ended e;
    return null;
end $$;
create trigger opportunity_ends_applications after update of state on pledge.opportunity for each row
    when (old.state = 'live' and new.state = 'closed' and new.closed_because in ('filled', 'withdrawn')) execute function pledge.opportunity_ends_applications();

-- How many applied for a post of the caller's organisation: numbers, and nobody.
create function pledge.applicants_of(p_opportunity uuid) returns table (people integer, waiting integer, offered integer, accepted integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*)::integer, (count(*) filter (where a.state in ('sent', 'interview') and t.application_id is null))::integer, (count(*) filter (where a.state = 'offered'))::integer, (count(*) filter (where a.state = 'accepted'))::integer
    from pledge.job_application a left join pledge.turning_down t on t.application_id = a.id
    where a.opportunity_id = p_opportunity and a.post_authority_id = pledge.authority() and a.organisation_id = any (pledge.my_organisations(null)) and a.state not in ('draft', 'withdrawn')
$$;

-- Keeps what somebody without an account asked, once a day for each address. Gives whose mail the receipt is, a coordinator's; null when it is there already, or nobody is there to send it.
create function pledge.ask_to_join(p_id uuid, p_authority uuid, p_organisation text, p_person text, p_email text, p_phone text, p_why text, p_at timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() is distinct from 'sign-in' then
        raise exception 'pledge.ask_to_join is for whoever has no account' using errcode = '42501';
    end if;
    perform pg_advisory_xact_lock(hashtextextended(lower(p_email), 922));
    if exists (select from pledge.joining_request j where j.authority_id = p_authority and lower(j.email) = lower(p_email) and j.asked_at > p_at - interval '1 day') then
        return null;
    end if;
    insert into pledge.joining_request (id, authority_id, organisation_name, person_name, email, phone, why, asked_at)
    values (p_id, p_authority, p_organisation, p_person, p_email, p_phone, p_why, p_at);
    return (select s.id from pledge.staff_member s join identity.account a on a.id = s.id and a.closed_at is null
            where s.authority_id = p_authority and s.role = 'coordinator' and s.left_on is null order by s.id limit 1);
end $$;
revoke execute on function pledge.applicants_of(uuid), pledge.ask_to_join(uuid, uuid, text, text, text, text, text, timestamptz) from public;
grant execute on function pledge.applicants_of(uuid), pledge.ask_to_join(uuid, uuid, text, text, text, text, text, timestamptz) to pledge_app;

-- Half hours and less: 37.5 a week is what many people work.
alter table pledge.opportunity_version alter column hours_least type numeric(4, 2), alter column hours_most type numeric(4, 2);
alter table pledge.job_placement alter column hours type numeric(4, 2);

-- A change of a live post that was never sent can be thrown away: what is live stays, and the version is gone as if it had not been begun.
alter table pledge.opportunity_step drop constraint opportunity_step_act_check;
alter table pledge.opportunity_step add constraint opportunity_step_act_check check (act in ('begun', 'submitted', 'taken-back', 'sent-back', 'approved', 'extended', 'closed', 'told', 'change-thrown-away'));
create function pledge.throw_away_change(p_opportunity uuid, p_version integer) returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
    delete from pledge.opportunity_version v using pledge.opportunity o
    where v.opportunity_id = p_opportunity and v.number = p_version and v.state = 'draft' and o.id = v.opportunity_id and o.published_version < v.number
      and v.authority_id = pledge.authority() and v.organisation_id = any (pledge.my_organisations('post'))
$$;

-- Accounts of people of an organisation who have not followed their invitation, for coordinators and whoever manages its people; they may send it again.
create function pledge.partners_who_wait(p_organisation uuid) returns uuid[] language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(a.id), '{}') from pledge.organisation_person p join identity.account a on a.id = p.account_id and a.password_hash is null and a.closed_at is null
    where p.organisation_id = p_organisation and p.authority_id = pledge.authority() and p.ended_at is null and pledge.actor() = 'coordinator'
$$;

-- Whom a partner asks: the coordinators of the authority as they are reached at work.
create function pledge.coordinators_to_ask() returns table (name text, email text, phone text) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.display_name, s.work_email, s.work_phone from pledge.staff_member s
    where pledge.actor() = 'partner' and s.authority_id = pledge.authority() and s.role = 'coordinator' and s.left_on is null and (s.work_email is not null or s.work_phone is not null)
    order by lower(s.display_name), s.id limit 10
$$;
revoke execute on function pledge.throw_away_change(uuid, integer), pledge.partners_who_wait(uuid), pledge.coordinators_to_ask() from public;
grant execute on function pledge.throw_away_change(uuid, integer), pledge.partners_who_wait(uuid), pledge.coordinators_to_ask() to pledge_app;

-- A no that no coordinator has passed on can be taken back: it stands as before, and the young person never knew of it.
alter policy application_step_read on pledge.application_step
    using (case (select pledge.actor())
        when 'young-person' then authority_id = (select pledge.authority()) and young_person_id = (select pledge.young_person()) and act not in ('turned-down', 'feedback-sent-back', 'no-taken-back')
        when 'partner' then exists (select from pledge.job_application a where a.id = application_id)
        else false end);
create function pledge.take_back_no(p_application uuid, p_at timestamptz) returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    -- Whoever passes it on at the same moment is first, or waits.
    perform from pledge.job_application a where a.id = p_application for update;
    delete from pledge.turning_down t where t.application_id = p_application and t.passed_at is null and t.post_authority_id = pledge.authority() and t.organisation_id = any (pledge.my_organisations('see-applicants'));
    if not found then
        return false;
    end if;
    insert into pledge.application_step (id, authority_id, young_person_id, application_id, act, side, at, by)
    select gen_random_uuid(), a.authority_id, a.young_person_id, a.id, 'no-taken-back', 'employer', p_at, pledge.account() from pledge.job_application a where a.id = p_application;
    return true;
end $$;
revoke execute on function pledge.take_back_no(uuid, timestamptz) from public;
grant execute on function pledge.take_back_no(uuid, timestamptz) to pledge_app;

-- A commitment of fewer than six young people is not counted: kept or late, beside a count that is hidden, would tell how many there are. How far it is stands as whoever keeps it says.
create or replace function pledge.commitments_kept(p_organisation uuid) returns table (commitment_id uuid, kept integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.id, case
        when c.organisation_id is null or c.by_day < r.since or c.kind in ('priority', 'board') or c.kind <> 'mentors' and c.how_many < 6 then null
        when c.kind = 'mentors' then (select count(distinct m.id) from pledge.mentor m join pledge.mentor_step s on s.mentor_id = m.id and s.state = 'available' and s.superseded_at is null
            where m.authority_id = c.authority_id and m.organisation_id = c.organisation_id and m.state = 'available' and (s.recorded_at at time zone 'Europe/London')::date between r.since and c.by_day
              and not exists (select from pledge.mentor_step b where b.mentor_id = m.id and b.state = 'available' and b.superseded_at is null and (b.recorded_at at time zone 'Europe/London')::date < r.since))
        when c.kind = 'interviews' then (select count(distinct a.id) from pledge.job_application a join pledge.application_step s on s.application_id = a.id and s.act = 'interview'
            where a.post_authority_id = c.authority_id and a.organisation_id = c.organisation_id and (s.at at time zone 'Europe/London')::date between r.since and c.by_day)
        else (select count(*) from pledge.job_placement p
            where p.post_authority_id = c.authority_id and p.organisation_id = c.organisation_id
              and p.kind = any (case c.kind when 'apprenticeships' then array['apprenticeship'] when 'internships' then array['internship'] when 'work-experience' then array['work-experience'] else array['job', 'ring-fenced-interview'] end)
              and exists (select from pledge.placement_statement s where s.placement_id = p.id and s.about = 'started' and s.says and s.superseded_at is null and s.side in ('young-person', 'worker') and s.day between r.since and c.by_day)) end::integer
    from pledge.organisation_commitment c
    cross join lateral (select (min(f.recorded_at) at time zone 'Europe/London')::date as since from pledge.organisation_commitment f where f.commitment_id = c.commitment_id) r
    where c.authority_id = pledge.authority() and c.superseded_at is null and (p_organisation is null or c.organisation_id = p_organisation)
      and (pledge.actor() in ('coordinator', 'board', 'manager', 'data-officer', 'administrator', 'job:plan-reminders') or pledge.actor() = 'partner' and c.organisation_id = any (pledge.my_organisations(null)))
$$;

-- While a consultation runs only everybody together: groups that move tell of which group somebody is who answered just now.
create or replace function pledge.consultation_response(consultation uuid) returns table (age_band text, locality text, asked integer, answered integer) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select g.age_band, g.locality, count(*)::integer, (count(*) filter (where a.answered))::integer
    from pledge.consultation c join pledge.consultation_asked a on a.consultation_id = c.id
    cross join lateral (select case when c.closes_on < pledge.today() then a.age_band end as age_band, case when c.closes_on < pledge.today() then a.locality end as locality) g
    where c.id = consultation and c.authority_id = pledge.authority() and pledge.actor() in ('manager', 'administrator')
    group by g.age_band, g.locality
$$;

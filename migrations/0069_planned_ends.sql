-- A match whose end was planned is over when that day is past, without anybody who presses a button. It is nobody's act then.
alter table pledge.mentor_match drop constraint an_ending_has_a_reason;
alter table pledge.mentor_match add constraint an_ending_has_a_reason check (
    (ended_on is null) = (end_reason is null and end_kind is null) and (ended_by is null or ended_on is not null) and (ended_on is null or ended_by is not null or end_kind = 'as-planned'));
create index mentor_match_ending_ix on pledge.mentor_match (ending_on) where ended_on is null and ending_on is not null;

-- Ends what was planned to end before today, in every authority. Whoever meets after that day goes on until somebody says otherwise.
create function pledge.end_planned_matches(p_today date) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare done integer;
begin
    if pledge.actor() is distinct from 'job:end-planned-matches' then
        raise exception 'pledge.end_planned_matches is for its job' using errcode = '42501';
    end if;
    -- Planned at shorter notice than two weeks, it is the act of whoever planned it.
    update pledge.mentor_match x set ended_on = x.ending_on, ended_by = case when not p.in_time then x.ending_planned_by end,
        end_kind = case when p.in_time then 'as-planned' else case p.role when 'young-person' then 'young-person-stops' when 'partner' then 'mentor-stops' else 'coordinator-ends' end end
    from (select y.id, (y.ending_planned_at at time zone 'Europe/London')::date <= y.ending_on - 14 as in_time, (select a.role from identity.account a where a.id = y.ending_planned_by) as role
          from pledge.mentor_match y where y.ended_on is null and y.ending_on < p_today) p
    where x.id = p.id and x.ended_on is null and x.ending_on < p_today
      and not exists (select from pledge.mentor_meeting g where g.match_id = x.id and g.withdrawn_at is null and g.outcome is distinct from 'called-off' and g.on_day > x.ending_on);
    get diagnostics done = row_count;
    return done;
end $$;
revoke execute on function pledge.end_planned_matches(date) from public;
grant execute on function pledge.end_planned_matches(date) to pledge_app;

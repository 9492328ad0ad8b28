-- Second thoughts in mentoring: a young person takes back that they asked, an end that was planned is off again, and a break needs no reason.
alter table pledge.mentor_proposal drop constraint mentor_proposal_closed_because_check;
alter table pledge.mentor_proposal add constraint mentor_proposal_closed_because_check check (closed_because in ('mentor-is-full', 'has-a-mentor', 'expired', 'not-looking', 'ruled-out', 'taken-back'));
grant update (closed_because) on pledge.mentor_proposal to pledge_app;

-- Nobody closes a proposal by hand but the young person who takes back their yes; the rest is closed by other triggers, which are one deeper.
create function pledge.mentor_proposal_taken_back() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if pg_trigger_depth() = 1 and pledge.actor() is not null and new.state = 'closed' and old.state = 'open' and (pledge.actor() <> 'young-person' or new.closed_because <> 'taken-back' or old.young_person_says is distinct from 'yes') then
        raise exception using errcode = '42501', message = 'Only the young person takes back their yes';
    end if;
    return new;
end
$$;
create trigger mentor_proposal_taken_back before update on pledge.mentor_proposal for each row execute function pledge.mentor_proposal_taken_back();

alter table pledge.mentor_pause alter column reason drop not null;

-- Whoever planned an end, or the young person, says that they go on meeting.
alter policy mentor_match_end on pledge.mentor_match
    with check (coalesce(ended_by, ending_planned_by, (select pledge.account())) = (select pledge.account()) and case (select pledge.actor())
        when 'young-person' then coalesce(end_kind, 'as-planned') in ('as-planned', 'young-person-stops')
        when 'partner' then coalesce(end_kind, 'as-planned') in ('as-planned', 'mentor-stops')
        else true end);
create function pledge.mentor_match_goes_on() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() = 'partner' and new.ending_on is null and old.ending_planned_by <> pledge.account() then
        raise exception using errcode = '42501', message = 'Another planned this end';
    end if;
    return new;
end
$$;
create trigger mentor_match_goes_on before update on pledge.mentor_match for each row execute function pledge.mentor_match_goes_on();

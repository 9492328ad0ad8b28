-- Mentors sign in as partners. What they see follows from the row of the register that names their account, and from nothing else.
alter table pledge.mentor add column account_id uuid references identity.account (id);
create unique index mentor_account_once on pledge.mentor (account_id) where account_id is not null;
grant update (account_id) on pledge.mentor to pledge_app;

-- The mentor who is signed in; null for everybody else, and for somebody who left.
create function pledge.my_mentor() returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select m.id from pledge.mentor m where m.account_id = pledge.account() and m.authority_id = pledge.authority() and m.state <> 'left' and pledge.actor() = 'partner'
$$;
revoke execute on function pledge.my_mentor() from public;
grant execute on function pledge.my_mentor() to pledge_app;

-- Only the account of a partner is a mentor's.
alter policy mentor_add on pledge.mentor
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator' and changed_by = (select pledge.account()) and (account_id is null or pledge.is_partner(account_id)));
alter policy mentor_change on pledge.mentor
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'coordinator' and changed_by = (select pledge.account()) and (account_id is null or pledge.is_partner(account_id)));
-- A mentor keeps what they told of themselves right. Where they stand, who they are and where they come from are the coordinator's.
create policy mentor_read_own on pledge.mentor for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'partner' and id = (select pledge.my_mentor()));
create policy mentor_change_own on pledge.mentor for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'partner' and id = (select pledge.my_mentor()))
    with check (account_id = (select pledge.account()) and changed_by = (select pledge.account()));
create function pledge.mentor_keeps_own() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() = 'partner' and (new.state, new.name, new.organisation_id) is distinct from (old.state, old.name, old.organisation_id) then
        raise exception using errcode = '42501', message = 'Where a mentor stands and what they are called is not theirs to change';
    end if;
    return new;
end
$$;
create trigger mentor_keeps_own before update on pledge.mentor for each row execute function pledge.mentor_keeps_own();
create policy mentor_clearance_read_own on pledge.mentor_clearance for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'partner' and mentor_id = (select pledge.my_mentor()) and superseded_at is null);
create policy mentor_training_read_own on pledge.mentor_training for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'partner' and mentor_id = (select pledge.my_mentor()) and superseded_at is null);

-- A mentor reads of a match what it has on it, and for 30 days after it ended; of a proposal likewise. Neither holds more of the young person than what they are called.
create function pledge.match_is_long_over(proposal uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select from pledge.mentor_match m where m.proposal_id = proposal and m.ended_on < pledge.today() - 30)
$$;
revoke execute on function pledge.match_is_long_over(uuid) from public;
grant execute on function pledge.match_is_long_over(uuid) to pledge_app;
create policy mentor_match_read_own on pledge.mentor_match for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'partner' and mentor_id = (select pledge.my_mentor()) and (ended_on is null or ended_on >= pledge.today() - 30));
create policy mentor_proposal_read_own on pledge.mentor_proposal for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'partner' and mentor_id = (select pledge.my_mentor()) and case state
        when 'open' then true
        when 'matched' then not pledge.match_is_long_over(id)
        else decided_at >= pledge.today() - 30 end);
create policy mentor_proposal_answer_own on pledge.mentor_proposal for update
    using (authority_id = (select pledge.authority()) and state = 'open' and (select pledge.actor()) = 'partner' and mentor_id = (select pledge.my_mentor()))
    with check (mentor_id = (select pledge.my_mentor()));
create policy mentor_answer_write_own on pledge.mentor_answer for insert
    with check (authority_id = (select pledge.authority()) and said_by = (select pledge.account()) and (select pledge.actor()) = 'partner' and side = 'mentor'
        and exists (select from pledge.mentor_proposal p where p.id = proposal_id and p.mentor_id = (select pledge.my_mentor())));
create index mentor_match_mentor_id_ix on pledge.mentor_match (mentor_id);

-- What a young person who was proposed to the mentor lets a mentor read of what they look for: what they kept from matching, or from mentors, is not in it, nor are their words, age and home.
create function pledge.proposed_to_me(proposal uuid)
    returns table (young_person_id uuid, kinds text[], genders text[], backgrounds text[], languages text[], easting integer, northing integer, travel_km integer, times text[], interests text[], hopes text[])
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select w.young_person_id,
        case when 'kind' = any (k.kept) then '{}' else w.kinds end, case when 'gender' = any (k.kept) then '{}' else w.genders end,
        case when 'background' = any (k.kept) then '{}' else w.backgrounds end, case when 'language' = any (k.kept) then '{}' else w.languages end,
        case when 'near' = any (k.kept) then null else o.easting end, case when 'near' = any (k.kept) then null else o.northing end, case when 'near' = any (k.kept) then null else w.travel_km end,
        case when 'times' = any (k.kept) then '{}' else w.times end, case when 'interests' = any (k.kept) then '{}' else w.interests end, case when 'hopes' = any (k.kept) then '{}' else w.hopes end
    from pledge.mentor_proposal p
    join pledge.mentor_wish w on w.young_person_id = p.young_person_id and w.written_by_side = 'young-person' and w.superseded_at is null and w.is_looking
    left join pledge.outcode o on o.outcode = w.outcode
    cross join lateral (select w.not_used || w.not_shown as kept) k
    where p.id = proposal and p.authority_id = pledge.authority() and p.mentor_id = pledge.my_mentor() and p.state = 'open'
$$;
revoke execute on function pledge.proposed_to_me(uuid) from public;
grant execute on function pledge.proposed_to_me(uuid) to pledge_app;

-- Whoever answers waits for others; a mentor only in what is theirs.
create or replace function pledge.lock_for_match(proposal uuid) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() = 'partner' and not exists (select from pledge.mentor_proposal p where p.id = proposal and p.mentor_id = pledge.my_mentor()) then
        return;
    end if;
    perform from pledge.young_person y where y.id = (select p.young_person_id from pledge.mentor_proposal p where p.id = proposal and p.authority_id = pledge.authority()) for no key update;
    perform from pledge.mentor m where m.id = (select p.mentor_id from pledge.mentor_proposal p where p.id = proposal and p.authority_id = pledge.authority()) for no key update;
end
$$;

-- Nobody answers for the other side: a trigger of its own, so that what makes the match stays as it was.
create function pledge.mentor_answers_for_themselves() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if pledge.actor() = 'partner' and new.young_person_says is distinct from old.young_person_says then
        raise exception using errcode = '42501', message = 'Nobody answers for the other side';
    end if;
    return new;
end
$$;
create trigger mentor_answers_for_themselves before update on pledge.mentor_proposal for each row execute function pledge.mentor_answers_for_themselves();

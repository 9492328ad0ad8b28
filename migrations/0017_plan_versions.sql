-- The versions of a plan: what each says for the ten matters and the needs behind them, who approved it, and what the young person said to it.
create table pledge.plan_version (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    plan_id         uuid,
    number          integer not null check (number >= 1),
    state           text not null check (state in ('draft', 'submitted', 'approved', 'shared')),
    follows_id      uuid,
    begun_at        timestamptz not null,
    begun_by        uuid,
    submitted_at    timestamptz,
    submitted_by    uuid,
    approved_at     timestamptz,
    approved_by     uuid,
    shared_at       timestamptz,
    shared_by       uuid,
    constraint plan_version_whose_key unique (authority_id, young_person_id, id),
    constraint plan_version_number_once unique (young_person_id, number),
    constraint plan_version_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint plan_version_plan foreign key (authority_id, plan_id) references pledge.pathway_plan (authority_id, id),
    constraint plan_version_follows foreign key (authority_id, young_person_id, follows_id) references pledge.plan_version (authority_id, young_person_id, id),
    constraint submitted_has_who_and_when check ((state = 'draft') = (submitted_at is null) and (submitted_at is null) = (submitted_by is null)),
    constraint approved_has_who_and_when check ((state in ('approved', 'shared')) = (approved_at is not null) and (approved_at is null) = (approved_by is null)),
    constraint shared_has_who_and_when check ((state = 'shared') = (shared_at is not null) and (shared_at is null) = (shared_by is null)),
    constraint approved_is_of_a_plan check (approved_at is null or plan_id is not null)
);
create unique index one_version_in_work on pledge.plan_version (young_person_id) where state <> 'shared';
create index plan_version_plan_id_ix on pledge.plan_version (authority_id, plan_id);
create index plan_version_follows_id_ix on pledge.plan_version (authority_id, young_person_id, follows_id);
create index plan_version_waiting_ix on pledge.plan_version (authority_id, submitted_at) where state = 'submitted';

create table pledge.plan_part (
    version_id      uuid not null,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    kind            text not null check (kind in ('matter', 'need')),
    number          integer not null,
    not_now         boolean not null default false,
    words           text check (length(words) between 1 and 4000),
    if_not          text check (length(if_not) between 1 and 2000),
    goals           text[] not null default '{}',
    reached         text[] not null default '{}',
    edited_at       timestamptz not null,
    edited_by       uuid,
    primary key (version_id, kind, number),
    constraint plan_part_version foreign key (authority_id, young_person_id, version_id) references pledge.plan_version (authority_id, young_person_id, id),
    constraint plan_part_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint plan_part_number check (number between 1 and case kind when 'matter' then 10 else 8 end),
    constraint not_now_says_why check (not not_now or words is not null),
    constraint goals_are_few check (cardinality(goals) <= 8 and cardinality(reached) <= 16),
    constraint needs_have_words_only check (kind = 'matter' or (not not_now and if_not is null and goals = '{}' and reached = '{}'))
);
create index plan_part_young_person_id_ix on pledge.plan_part (authority_id, young_person_id, version_id);

-- What happened to a version on its way.
create table pledge.plan_step (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    version_id      uuid not null,
    step            text not null check (step in ('begun', 'submitted', 'sent-back', 'approved', 'shared')),
    words           text check (length(words) between 1 and 1000),
    recorded_at     timestamptz not null,
    recorded_by     uuid,
    constraint plan_step_version foreign key (authority_id, young_person_id, version_id) references pledge.plan_version (authority_id, young_person_id, id),
    constraint plan_step_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint sent_back_says_why check (step <> 'sent-back' or words is not null)
);
create index plan_step_version_id_ix on pledge.plan_step (version_id);
create index plan_step_young_person_id_ix on pledge.plan_step (authority_id, young_person_id, version_id);

-- The actions as they stood when the version was approved. Written by the database itself at that moment, by nobody else.
create table pledge.plan_version_action (
    version_id       uuid not null,
    authority_id     uuid not null references pledge.authority (id),
    young_person_id  uuid not null,
    action_id        uuid not null references pledge.plan_action (id),
    matter           integer not null,
    what             text not null,
    owner_kind       text not null,
    owner_name       text,
    owner_account_id uuid,
    due_on           date not null,
    done_at          timestamptz,
    primary key (version_id, action_id),
    constraint plan_version_action_version foreign key (authority_id, young_person_id, version_id) references pledge.plan_version (authority_id, young_person_id, id),
    constraint plan_version_action_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id)
);
create index plan_version_action_young_person_id_ix on pledge.plan_version_action (authority_id, young_person_id, version_id);
create index plan_version_action_action_id_ix on pledge.plan_version_action (action_id);

-- What the young person says to a version or to one of its matters, in their own words or as a worker heard it.
create table pledge.plan_voice (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    version_id      uuid not null,
    matter          integer check (matter between 1 and 10),
    answer          text check (answer in ('agree', 'disagree', 'not-seen')),
    words           text check (length(words) between 1 and 1000),
    said_by         text not null check (said_by in ('young-person', 'worker')),
    recorded_at     timestamptz not null,
    recorded_by     uuid not null,
    constraint plan_voice_version foreign key (authority_id, young_person_id, version_id) references pledge.plan_version (authority_id, young_person_id, id),
    constraint plan_voice_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint voice_says_something check (answer is not null or words is not null),
    constraint only_workers_say_not_seen check (answer is distinct from 'not-seen' or said_by = 'worker')
);
create index plan_voice_version_id_ix on pledge.plan_voice (version_id, matter, recorded_at);
create index plan_voice_young_person_id_ix on pledge.plan_voice (authority_id, young_person_id, version_id);

-- A young person may ask for a review on any day.
create table pledge.review_request (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    asked_on        date not null,
    words           text check (length(words) between 1 and 1000),
    asked_at        timestamptz not null,
    asked_by        uuid not null,
    taken_back_at   timestamptz,
    constraint review_request_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id)
);
create index review_request_young_person_id_ix on pledge.review_request (authority_id, young_person_id, asked_on);
create index review_request_open_ix on pledge.review_request (young_person_id, asked_on) where taken_back_at is null;

-- Days that matter in the next year, entered by the worker or by the young person.
create table pledge.plan_date (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    what            text not null check (length(what) between 1 and 100),
    falls_on        date not null,
    recorded_at     timestamptz not null,
    recorded_by     uuid not null,
    taken_out_at    timestamptz,
    taken_out_by    uuid,
    constraint plan_date_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint plan_date_taken_out check ((taken_out_at is null) = (taken_out_by is null))
);
create index plan_date_young_person_id_ix on pledge.plan_date (authority_id, young_person_id, falls_on);

alter table pledge.plan_action
    add column taken_out_at timestamptz,
    add column taken_out_by uuid,
    add column taken_out_why text check (length(taken_out_why) between 1 and 300),
    add column replaces_id uuid references pledge.plan_action (id),
    add constraint plan_action_taken_out check ((taken_out_at is null) = (taken_out_by is null) and (taken_out_at is null or done_at is null));
create index plan_action_replaces_id_ix on pledge.plan_action (replaces_id) where replaces_id is not null;

-- A version moves forward one step at a time, only a manager approves one, and what is approved stays as it is. So for everybody, the owner too:
-- these are rules of the record, not of a role.
create function pledge.plan_version_moves() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        if new.state <> 'draft' and pledge.actor() is not null then
            raise exception 'A version of a plan begins as a draft' using errcode = 'PP001';
        end if;
        return new;
    end if;
    if tg_op = 'DELETE' then
        raise exception 'A version of a plan is kept' using errcode = 'PP001';
    end if;
    if old.state || '>' || new.state not in ('draft>draft', 'draft>submitted', 'submitted>draft', 'submitted>approved', 'approved>shared') then
        raise exception 'A version of a plan cannot go from % to %', old.state, new.state using errcode = 'PP001';
    end if;
    if old.state = 'approved' and to_jsonb(old) - '{state,shared_at,shared_by}'::text[] <> to_jsonb(new) - '{state,shared_at,shared_by}'::text[] then
        raise exception 'An approved version of a plan does not change' using errcode = 'PP001';
    end if;
    if new.state = 'approved' then
        if coalesce(pledge.actor(), 'manager') <> 'manager' then
            raise exception 'Only a manager approves a plan' using errcode = 'PP001';
        end if;
        if new.approved_by = old.submitted_by then
            raise exception 'Nobody approves what they submitted' using errcode = 'PP001';
        end if;
    end if;
    return new;
end $$;
create trigger plan_version_moves before insert or update or delete on pledge.plan_version for each row execute function pledge.plan_version_moves();

create function pledge.plan_part_is_open() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare state_now text;
begin
    -- Rows of a file or of the demonstration are loaded whole by the owner, with the version they belong to.
    if tg_op = 'INSERT' and pledge.actor() is null then
        return new;
    end if;
    -- The lock waits for whoever is submitting or approving at this moment, and then sees what became of it.
    select v.state into state_now from pledge.plan_version v where v.id = coalesce(new.version_id, old.version_id) for share;
    -- One that the caller does not see is none of theirs: the policy and the foreign key refuse it.
    if state_now <> 'draft' then
        raise exception 'Only a draft of a plan can be changed' using errcode = 'PP001';
    end if;
    return coalesce(new, old);
end $$;
create trigger plan_part_is_open before insert or update or delete on pledge.plan_part for each row execute function pledge.plan_part_is_open();

-- Definer, because nobody may write these rows: the moment of approval does.
create function pledge.keep_actions_of_version() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into pledge.plan_version_action (version_id, authority_id, young_person_id, action_id, matter, what, owner_kind, owner_name, owner_account_id, due_on, done_at)
    select new.id, a.authority_id, a.young_person_id, a.id, a.matter, a.what, a.owner_kind, a.owner_name, a.owner_account_id, a.due_on, a.done_at
    from pledge.plan_action a
    where a.authority_id = new.authority_id and a.young_person_id = new.young_person_id and a.taken_out_at is null
      and (a.done_at is null or a.done_at >= coalesce((select v.approved_at from pledge.plan_version v where v.id = new.follows_id), '-infinity'));
    return null;
end $$;
create trigger keep_actions_of_version after update of state on pledge.plan_version
    for each row when (old.state = 'submitted' and new.state = 'approved') execute function pledge.keep_actions_of_version();

create function pledge.stays_as_it_is() returns trigger language plpgsql as $$
begin
    raise exception 'What was agreed and said stays as it is' using errcode = 'PP001';
end $$;
create trigger plan_version_action_stays before update or delete on pledge.plan_version_action for each row execute function pledge.stays_as_it_is();
create trigger plan_step_stays before update or delete on pledge.plan_step for each row execute function pledge.stays_as_it_is();
create trigger plan_voice_stays before update or delete on pledge.plan_voice for each row execute function pledge.stays_as_it_is();

do $$
declare t text;
begin
    foreach t in array array['plan_version', 'plan_part', 'plan_step', 'plan_version_action', 'plan_voice', 'review_request', 'plan_date'] loop
        execute format('alter table pledge.%I enable row level security', t);
        execute format($p$create policy %I on pledge.%I for select
            using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('adviser', 'manager') and young_person_id = any ((select pledge.my_young_people())::uuid[]))$p$, t || '_work', t);
        execute format('grant select on pledge.%I to pledge_app', t);
    end loop;
    -- What they may read of their own plan at any time; what a version says, only once it was shared with them.
    foreach t in array array['plan_version', 'plan_voice', 'review_request', 'plan_date'] loop
        execute format($p$create policy %I on pledge.%I for select
            using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()))$p$, t || '_own', t);
    end loop;
    foreach t in array array['plan_part', 'plan_version_action'] loop
        execute format($p$create policy %I on pledge.%I for select
            using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person())
                   and version_id in (select v.id from pledge.plan_version v where v.young_person_id = (select pledge.young_person()) and v.state = 'shared'))$p$, t || '_own', t);
    end loop;
    foreach t in array array['plan_version', 'plan_part', 'plan_step'] loop
        execute format($p$create policy %I on pledge.%I for insert
            with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('adviser', 'manager') and young_person_id = any ((select pledge.my_young_people())::uuid[]))$p$, t || '_add', t);
        execute format('grant insert on pledge.%I to pledge_app', t);
    end loop;
    foreach t in array array['plan_version', 'plan_part'] loop
        execute format($p$create policy %I on pledge.%I for update
            using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('adviser', 'manager') and young_person_id = any ((select pledge.my_young_people())::uuid[]))
            with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('adviser', 'manager') and young_person_id = any ((select pledge.my_young_people())::uuid[]))$p$, t || '_change', t);
        execute format('grant update on pledge.%I to pledge_app', t);
    end loop;
end $$;

-- Everybody in their own name: the young person about themselves, a worker about those they reach.
create policy plan_voice_add on pledge.plan_voice for insert
    with check (authority_id = (select pledge.authority()) and recorded_by = (select pledge.account()) and case (select pledge.actor())
        when 'young-person' then said_by = 'young-person' and young_person_id = (select pledge.young_person())
        when 'adviser' then said_by = 'worker' and young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then said_by = 'worker' and young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
grant insert on pledge.plan_voice to pledge_app;

create policy review_request_ask on pledge.review_request for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person())
                and asked_by = (select pledge.account()));
create policy review_request_take_back on pledge.review_request for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()));
create policy review_request_reminders on pledge.review_request for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'job:plan-reminders');
grant insert, update (taken_back_at) on pledge.review_request to pledge_app;

create policy plan_date_add on pledge.plan_date for insert
    with check (authority_id = (select pledge.authority()) and recorded_by = (select pledge.account()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
create policy plan_date_take_out on pledge.plan_date for update
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person()) and recorded_by = (select pledge.account())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
grant insert, update (taken_out_at, taken_out_by) on pledge.plan_date to pledge_app;

alter table pledge.clock_setting drop constraint clock_setting_rule_check,
    add constraint clock_setting_rule_check check (rule in ('contact-due', 'plan-review-due', 'review-asked-for'));

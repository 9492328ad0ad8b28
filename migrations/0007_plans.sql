-- Pathway plans: when the plan began, when it was reviewed, and its actions, each with one owner and a date.
create table pledge.pathway_plan (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    started_on      date not null,
    ended_on        date,
    recorded_at     timestamptz not null,
    recorded_by     uuid,
    constraint pathway_plan_authority_id_key unique (authority_id, id),
    constraint pathway_plan_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint pathway_plan_period check (ended_on is null or ended_on >= started_on)
);
create unique index pathway_plan_young_person_id_ix on pledge.pathway_plan (young_person_id, started_on);
create index pathway_plan_authority_id_ix on pledge.pathway_plan (authority_id, young_person_id);

create table pledge.plan_review (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    plan_id         uuid not null,
    reviewed_on     date not null,
    recorded_at     timestamptz not null,
    recorded_by     uuid,
    constraint plan_review_plan foreign key (authority_id, plan_id) references pledge.pathway_plan (authority_id, id),
    constraint plan_review_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id)
);
create index plan_review_plan_id_ix on pledge.plan_review (authority_id, plan_id);
create index plan_review_young_person_id_ix on pledge.plan_review (young_person_id, reviewed_on desc);

create table pledge.plan_action (
    id               uuid primary key,
    authority_id     uuid not null references pledge.authority (id),
    young_person_id  uuid not null,
    plan_id          uuid,
    matter           integer not null check (matter between 1 and 10),
    what             text not null check (length(what) between 1 and 300),
    owner_kind       text not null check (owner_kind in ('young-person', 'worker', 'someone-else')),
    owner_name       text check (length(owner_name) <= 120),
    owner_account_id uuid,
    due_on           date not null,
    recorded_at      timestamptz not null,
    recorded_by      uuid,
    done_at          timestamptz,
    done_by          uuid,
    constraint plan_action_plan foreign key (authority_id, plan_id) references pledge.pathway_plan (authority_id, id),
    constraint plan_action_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint someone_else_is_named check (owner_kind <> 'someone-else' or owner_name is not null),
    constraint done_has_who_and_when check ((done_at is null) = (done_by is null))
);
create index plan_action_young_person_id_ix on pledge.plan_action (young_person_id, due_on);
create index plan_action_plan_id_ix on pledge.plan_action (authority_id, plan_id);

do $$
declare t text;
begin
    foreach t in array array['pathway_plan', 'plan_review', 'plan_action'] loop
        execute format('alter table pledge.%I enable row level security', t);
        execute format($p$create policy %I on pledge.%I for select
            using (authority_id = (select pledge.authority()) and case (select pledge.actor())
                when 'young-person' then young_person_id = (select pledge.young_person())
                when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
                when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
                when 'job:plan-reminders' then true
                else false end)$p$, t || '_read', t);
        execute format($p$create policy %I on pledge.%I
            using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('adviser', 'manager') and young_person_id = any ((select pledge.my_young_people())::uuid[]))
            with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('adviser', 'manager') and young_person_id = any ((select pledge.my_young_people())::uuid[]))$p$, t || '_work', t);
        execute format('grant select, insert, update on pledge.%I to pledge_app', t);
    end loop;
end $$;
-- A young person ticks off what is theirs to do, and nothing else.
create policy plan_action_tick on pledge.plan_action for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person'
           and young_person_id = (select pledge.young_person()) and owner_kind = 'young-person')
    with check (authority_id = (select pledge.authority()) and young_person_id = (select pledge.young_person()) and owner_kind = 'young-person');

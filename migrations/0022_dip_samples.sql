-- Dip samples: a manager reads a record, answers the same few questions about it, and tells the worker, who answers.
create table pledge.dip_sample (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    worker_id       uuid not null,
    picked          text not null check (picked in ('random', 'longest-quiet', 'just-turned18', 'moved-lately', 'chosen')),
    picked_at       timestamptz not null,
    picked_by       uuid not null,
    state           text not null check (state in ('open', 'sent', 'answered')),
    good            text check (length(good) <= 2000),
    next            text check (length(next) <= 2000),
    sent_at         timestamptz,
    reply           text check (length(reply) <= 2000),
    answered_at     timestamptz,
    constraint dip_sample_authority_id_key unique (authority_id, id),
    constraint dip_sample_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint dip_sample_worker foreign key (authority_id, worker_id) references pledge.staff_member (authority_id, id),
    constraint sent_has_a_time check ((state = 'open') = (sent_at is null)),
    constraint sent_says_something check (state = 'open' or length(trim(good)) > 0 or length(trim(next)) > 0),
    constraint answered_has_a_reply check ((state = 'answered') = (answered_at is not null) and (state <> 'answered' or length(trim(reply)) > 0))
);
-- Two managers who pick at one moment do not read the same record twice.
create unique index one_open_sample_ix on pledge.dip_sample (young_person_id) where state = 'open';
create index dip_sample_young_person_id_ix on pledge.dip_sample (authority_id, young_person_id, picked_at desc);
create index dip_sample_worker_id_ix on pledge.dip_sample (worker_id, state);

create table pledge.dip_answer (
    sample_id       uuid not null,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    question        text not null check (question ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(question) <= 40),
    value           text not null check (value in ('yes', 'partly', 'no', 'cannot-tell')),
    words           text check (length(words) <= 1000),
    primary key (sample_id, question),
    constraint dip_answer_sample foreign key (authority_id, sample_id) references pledge.dip_sample (authority_id, id),
    constraint dip_answer_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id)
);
create index dip_answer_sample_id_ix on pledge.dip_answer (authority_id, sample_id);
create index dip_answer_young_person_id_ix on pledge.dip_answer (authority_id, young_person_id);

alter table pledge.dip_sample enable row level security;
create policy dip_sample_read on pledge.dip_sample for select
    using (authority_id = (select pledge.authority()) and young_person_id = any ((select pledge.my_young_people())::uuid[]) and case (select pledge.actor())
        when 'manager' then true
        when 'adviser' then worker_id = (select pledge.account()) and state <> 'open'
        else false end);
create policy dip_sample_pick on pledge.dip_sample for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'manager' and state = 'open' and picked_by = (select pledge.account())
                and young_person_id = any ((select pledge.my_young_people())::uuid[]) and worker_id = pledge.worker_of(young_person_id));
create policy dip_sample_send on pledge.dip_sample for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'manager' and state = 'open' and young_person_id = any ((select pledge.my_young_people())::uuid[]))
    with check (authority_id = (select pledge.authority()) and state in ('open', 'sent'));
create policy dip_sample_reply on pledge.dip_sample for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'adviser' and state = 'sent' and worker_id = (select pledge.account())
           and young_person_id = any ((select pledge.my_young_people())::uuid[]))
    with check (authority_id = (select pledge.authority()) and state = 'answered');
grant select, insert on pledge.dip_sample to pledge_app;
grant update (state, good, next, sent_at, reply, answered_at) on pledge.dip_sample to pledge_app;

alter table pledge.dip_answer enable row level security;
-- An answer is read by whoever reads its sample.
create policy dip_answer_read on pledge.dip_answer for select
    using (authority_id = (select pledge.authority()) and young_person_id = any ((select pledge.my_young_people())::uuid[])
           and exists (select from pledge.dip_sample s where s.id = sample_id));
create policy dip_answer_write on pledge.dip_answer
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'manager' and young_person_id = any ((select pledge.my_young_people())::uuid[])
           and exists (select from pledge.dip_sample s where s.id = sample_id and s.state = 'open'))
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'manager' and young_person_id = any ((select pledge.my_young_people())::uuid[])
           and exists (select from pledge.dip_sample s where s.id = sample_id and s.state = 'open' and s.young_person_id = dip_answer.young_person_id));
grant select, insert, update on pledge.dip_answer to pledge_app;

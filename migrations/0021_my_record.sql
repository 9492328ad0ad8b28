-- A young person's own record: all of it to take away, and asking to put right what is wrong.
create table pledge.record_download (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    account_id      uuid not null references identity.account (id),
    state           text not null check (state in ('asked', 'making', 'ready', 'failed', 'gone')),
    asked_at        timestamptz not null,
    progress        integer not null default 0 check (progress between 0 and 100),
    touched_at      timestamptz not null,
    ready_at        timestamptz,
    expires_at      timestamptz,
    taken_at        timestamptz,
    bytes           integer,
    content         bytea,
    constraint record_download_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint ready_has_content check ((state = 'ready') = (content is not null)),
    constraint ready_has_an_end check (state not in ('ready', 'gone') or (ready_at is not null and expires_at is not null))
);
-- One at a time: whoever asks twice gets the one that is on its way.
create unique index one_download_at_a_time_ix on pledge.record_download (young_person_id) where state in ('asked', 'making');
create index record_download_young_person_id_ix on pledge.record_download (authority_id, young_person_id, asked_at desc);
create index record_download_account_id_ix on pledge.record_download (account_id);
create index record_download_unsettled_ix on pledge.record_download (touched_at) where state in ('asked', 'making', 'ready');
alter table pledge.record_download enable row level security;
create policy record_download_own on pledge.record_download for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person'
           and young_person_id = (select pledge.young_person()) and account_id = (select pledge.account()));
create policy record_download_ask on pledge.record_download for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and state = 'asked'
                and young_person_id = (select pledge.young_person()) and account_id = (select pledge.account()));
create policy record_download_take on pledge.record_download for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and state = 'ready'
           and young_person_id = (select pledge.young_person()) and account_id = (select pledge.account()))
    with check (authority_id = (select pledge.authority()) and state = 'ready');
-- The job sees that somebody asked; what is in the record it reads only through pledge.enter_download.
create policy record_download_make on pledge.record_download
    using ((select pledge.actor()) = 'job:make-downloads') with check ((select pledge.actor()) = 'job:make-downloads');
grant select, insert, update on pledge.record_download to pledge_app;

-- The job acts as the young person who asked, for this one download, while it is being made: so the file holds what they may see and nothing else.
create function pledge.enter_download(p_download uuid, p_today date) returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare d pledge.record_download;
begin
    select * into d from pledge.record_download r where r.id = p_download and r.state = 'making';
    if not found or not exists (select from identity.account a where a.id = d.account_id and a.young_person_id = d.young_person_id and a.closed_at is null) then
        return false;
    end if;
    perform set_config('pledge.actor', 'young-person', true), set_config('pledge.account_id', d.account_id::text, true),
            set_config('pledge.authority_id', d.authority_id::text, true), set_config('pledge.young_person_id', d.young_person_id::text, true),
            set_config('pledge.today', p_today::text, true);
    return true;
end $$;

-- What a return said about somebody is about them: they may read it.
create policy oc3_row_own on pledge.oc3_row for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()));

create table pledge.correction_request (
    id              uuid primary key,
    authority_id    uuid not null references pledge.authority (id),
    young_person_id uuid not null,
    part            text not null check (part in ('about-me', 'home', 'activity', 'in-touch', 'contact', 'plan', 'other')),
    fact_id         uuid references pledge.fact (id),
    wrong           text not null check (length(wrong) between 1 and 2000),
    should_say      text check (length(should_say) between 1 and 2000),
    asked_at        timestamptz not null,
    asked_by        uuid not null,
    state           text not null check (state in ('asked', 'accepted', 'refused', 'taken-back')),
    answer          text check (length(answer) between 1 and 2000),
    answered_at     timestamptz,
    answered_by     uuid,
    constraint correction_request_young_person foreign key (authority_id, young_person_id) references pledge.young_person (authority_id, id),
    constraint answered_has_who_when_and_why check ((state in ('accepted', 'refused')) = (answered_at is not null)
        and (answered_at is null) = (answered_by is null) and (state not in ('accepted', 'refused') or answer is not null))
);
create index correction_request_young_person_id_ix on pledge.correction_request (authority_id, young_person_id, asked_at desc);
create index correction_request_fact_id_ix on pledge.correction_request (fact_id);
create index correction_request_open_ix on pledge.correction_request (young_person_id, asked_at) where state = 'asked';
alter table pledge.correction_request enable row level security;
create policy correction_request_read on pledge.correction_request for select
    using (authority_id = (select pledge.authority()) and case (select pledge.actor())
        when 'young-person' then young_person_id = (select pledge.young_person())
        when 'adviser' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        when 'manager' then young_person_id = any ((select pledge.my_young_people())::uuid[])
        else false end);
create policy correction_request_ask on pledge.correction_request for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person())
                and asked_by = (select pledge.account()) and state = 'asked');
create policy correction_request_take_back on pledge.correction_request for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) = 'young-person' and young_person_id = (select pledge.young_person()) and state = 'asked')
    with check (authority_id = (select pledge.authority()) and state = 'taken-back');
create policy correction_request_answer on pledge.correction_request for update
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('adviser', 'manager') and state = 'asked'
           and young_person_id = any ((select pledge.my_young_people())::uuid[]))
    with check (authority_id = (select pledge.authority()) and state in ('accepted', 'refused') and answered_by = (select pledge.account()));
-- What was asked stays as it was said.
grant select, insert on pledge.correction_request to pledge_app;
grant update (state, answer, answered_at, answered_by) on pledge.correction_request to pledge_app;

-- Apprenticeship adverts of the whole country, brought from the Display Advert API and served from here. Published facts: everybody signed in reads them.
-- Names, telephones and addresses of the people employers give as contacts are not kept; whoever wants to ask follows the link.
create table pledge.national_advert (
    reference             text primary key check (reference ~ '^[A-Z0-9-]{1,40}$'),
    title                 text not null check (length(title) between 1 and 200),
    employer              text check (length(employer) <= 200),
    provider              text check (length(provider) <= 200),
    summary               text check (length(summary) <= 1000),
    course                text check (length(course) <= 200),
    level                 integer check (level between 2 and 7),
    route                 text check (length(route) <= 100),
    is_foundation         boolean not null,
    positions             integer check (positions > 0),
    hours                 numeric(5, 2) check (hours > 0),
    duration              text check (length(duration) <= 100),
    wage_kind             text check (wage_kind in ('apprenticeship-minimum', 'national-minimum', 'custom', 'competitive-salary')),
    wage_amount           numeric(10, 2) check (wage_amount > 0),
    wage_unit             text check (wage_unit in ('weekly', 'monthly', 'annually')),
    wage_words            text check (length(wage_words) <= 500),
    working_week          text check (length(working_week) <= 500),
    posted_at             timestamptz not null,
    closes_on             date not null,
    starts_on             date,
    is_national           boolean not null,
    national_words        text check (length(national_words) <= 500),
    is_disability_confident boolean not null,
    work                  text check (length(work) <= 8000),
    training              text check (length(training) <= 8000),
    afterwards            text check (length(afterwards) <= 4000),
    consider              text check (length(consider) <= 4000),
    about_employer        text check (length(about_employer) <= 4000),
    skills                text[] not null,
    qualifications        text[] not null,
    address               text check (address ~ '^https?://' and length(address) <= 500),
    is_invented           boolean not null,
    content_hash          text not null,
    first_seen_at         timestamptz not null,
    changed_at            timestamptz not null,
    last_seen_at          timestamptz not null,
    closed_at             timestamptz,
    closed_because        text check (closed_because in ('expired', 'vanished')),
    words                 tsvector not null generated always as (
        setweight(to_tsvector('english', title || ' ' || coalesce(course, '') || ' ' || coalesce(route, '')), 'A')
        || setweight(to_tsvector('english', coalesce(employer, '')), 'B') || setweight(to_tsvector('english', coalesce(summary, '')), 'C')) stored,
    constraint closed_for_a_reason check ((closed_at is null) = (closed_because is null))
);
create index national_advert_newest_ix on pledge.national_advert (posted_at desc, reference) where closed_at is null;
create index national_advert_national_ix on pledge.national_advert (reference) where is_national and closed_at is null;
create index national_advert_words_ix on pledge.national_advert using gin (words);

-- Where the work is. The place is null where neither degrees nor a known outcode came: such an advert is found by words, not by distance.
create table pledge.national_advert_place (
    reference text not null references pledge.national_advert (reference) on delete cascade,
    number    integer not null check (number > 0),
    lines     text check (length(lines) <= 500),
    town      text check (length(town) <= 100),
    outcode   text check (length(outcode) between 2 and 4),
    place     point,
    primary key (reference, number)
);
create index national_advert_place_ix on pledge.national_advert_place using gist (place);
create index national_advert_place_unknown_ix on pledge.national_advert_place (outcode) where place is null;

-- One try to bring all of them. Only after a whole one are adverts closed because they were not there.
create table pledge.national_advert_pass (
    id         uuid primary key,
    started_at timestamptz not null,
    ended_at   timestamptz not null,
    result     text not null check (result in ('whole', 'partial', 'too-few', 'failed')),
    reason     text check (length(reason) <= 80),
    pages      integer not null,
    seen       integer not null,
    added      integer not null,
    changed    integer not null,
    closed     integer not null,
    unreadable integer not null
);
create index national_advert_pass_ended_at_ix on pledge.national_advert_pass (result, ended_at desc);

do $$
declare t text;
begin
    foreach t in array array['national_advert', 'national_advert_place', 'national_advert_pass'] loop
        execute format('alter table pledge.%I enable row level security', t);
        execute format('create policy %I on pledge.%I for select using (true)', t || '_read', t);
        execute format('create policy %I on pledge.%I for insert with check ((select pledge.actor()) = ''job:national-adverts'')', t || '_bring', t);
        execute format('create policy %I on pledge.%I for update using ((select pledge.actor()) = ''job:national-adverts'')', t || '_change', t);
        execute format('create policy %I on pledge.%I for delete using ((select pledge.actor()) = ''job:national-adverts'')', t || '_forget', t);
        execute format('grant select, insert, update, delete on pledge.%I to pledge_app', t);
    end loop;
end $$;

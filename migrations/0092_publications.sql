-- What the board reads: the figures of a quarter end as a person published them. Numbers about people are told, never exact, and nothing of it changes any more.

-- A number that may be told: 0 stands for fewer than 8, others are multiples of 5 from 10 on; null is not told.
create function pledge.is_told(p_number integer) returns boolean language sql immutable parallel safe
    return p_number is null or p_number = 0 or (p_number >= 10 and p_number % 5 = 0);
create function pledge.are_told(p_numbers integer[]) returns boolean language sql immutable parallel safe
    return not exists (select from unnest(p_numbers) n where not pledge.is_told(n));

create table pledge.publication (
    id           uuid primary key,
    authority_id uuid not null references pledge.authority (id),
    on_day       date not null,
    number       integer not null check (number between 1 and 1000),
    known_at     timestamptz not null,
    published_at timestamptz not null,
    published_by uuid not null,
    is_stale     boolean not null,
    figures      integer not null check (figures > 0),
    corrected    integer check (pledge.is_told(corrected)),
    constraint one_publication_a_number unique (authority_id, on_day, number),
    constraint at_a_quarter_end check (extract(day from on_day + 1) = 1 and extract(month from on_day + 1) in (1, 4, 7, 10)),
    constraint known_before_published check (known_at <= published_at),
    constraint day_was_over check (on_day < (published_at at time zone 'Europe/London')::date),
    constraint first_corrects_nothing check (number > 1 or corrected is null)
);
alter table pledge.publication enable row level security;
create policy publication_read on pledge.publication for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('board', 'manager', 'data-officer', 'administrator'));
create policy publication_publish on pledge.publication for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('manager', 'data-officer', 'administrator') and published_by = (select pledge.account()));
grant select, insert on pledge.publication to pledge_app;

create table pledge.published_figure (
    id               uuid primary key,
    authority_id     uuid not null references pledge.authority (id),
    publication_id   uuid not null references pledge.publication (id),
    indicator        text not null check (indicator ~ '^CL-[A-Z0-9-]{2,20}$'),
    dimension        text check (length(dimension) between 1 and 40),
    group_name       text check (length(group_name) between 1 and 200),
    met              integer check (pledge.is_told(met)),
    not_met          integer check (pledge.is_told(not_met)),
    no_information   integer check (pledge.is_told(no_information)),
    base             integer check (pledge.is_told(base)),
    left_out_reasons text[] not null,
    left_out         integer[] not null check (pledge.are_told(left_out)),
    value            numeric(9,1) check (value >= 0),
    interval_low     numeric(4,1) check (interval_low between 0 and 100),
    interval_high    numeric(4,1) check (interval_high between 0 and 100),
    target           numeric(6,1),
    tolerance        numeric(6,1),
    status           text not null check (status in ('green', 'amber', 'red', 'grey')),
    constraint one_figure_a_group unique nulls not distinct (publication_id, indicator, dimension, group_name),
    constraint group_of_a_dimension check ((dimension is null) = (group_name is null)),
    constraint one_number_a_reason check (cardinality(left_out_reasons) = cardinality(left_out)),
    constraint interval_has_two_ends check ((interval_low is null) = (interval_high is null)),
    constraint judged_against_a_target check (status = 'grey' or (target is not null and tolerance is not null and dimension is null))
);
create index published_figure_indicator_ix on pledge.published_figure (authority_id, indicator) where dimension is null;
alter table pledge.published_figure enable row level security;
create policy published_figure_read on pledge.published_figure for select
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('board', 'manager', 'data-officer', 'administrator'));
create policy published_figure_publish on pledge.published_figure for insert
    with check (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('manager', 'data-officer', 'administrator')
        and exists (select from pledge.publication p where p.id = publication_id and p.published_by = (select pledge.account())));
grant select, insert on pledge.published_figure to pledge_app;

-- Far from its target and nobody does anything about it: that is not published.
create function pledge.red_has_an_action() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (select from pledge.board_action a where a.authority_id = new.authority_id and a.indicator = new.indicator and a.state = 'open') then
        raise exception 'a red figure has no open action' using errcode = '23514', constraint = 'red_has_an_action';
    end if;
    return null;
end $$;
create trigger red_has_an_action after insert on pledge.published_figure for each row when (new.status = 'red') execute function pledge.red_has_an_action();

-- A publication has as many figures as it says, from the transaction on in which it was made: nothing can be added later.
create function pledge.publication_is_whole() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if exists (
        select from (select distinct n.publication_id as id from added n) a join pledge.publication p on p.id = a.id
        where p.figures < (select count(*) from pledge.published_figure f where f.publication_id = a.id)) then
        raise exception 'a publication does not change' using errcode = '23514', constraint = 'publication_is_whole';
    end if;
    return null;
end $$;
create trigger publication_is_whole after insert on pledge.published_figure referencing new table as added for each statement execute function pledge.publication_is_whole();
create function pledge.publication_has_figures() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if new.figures <> (select count(*) from pledge.published_figure f where f.publication_id = new.id) then
        raise exception 'a publication has every figure it says' using errcode = '23514', constraint = 'publication_is_whole';
    end if;
    return null;
end $$;
create constraint trigger publication_has_figures after insert on pledge.publication deferrable initially deferred for each row execute function pledge.publication_has_figures();

-- Nor does anybody change or remove one, the owner neither.
create function pledge.publication_stays() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'a publication does not change' using errcode = '23514', constraint = 'publication_stays';
end $$;
create trigger publication_stays before update or delete on pledge.publication for each row execute function pledge.publication_stays();
create trigger published_figure_stays before update or delete on pledge.published_figure for each row execute function pledge.publication_stays();

-- A meeting had the pack of a publication.
alter table pledge.board_meeting add constraint board_meeting_publication foreign key (publication_id) references pledge.publication (id);
create index board_meeting_publication_ix on pledge.board_meeting (publication_id);

-- How many facts and contacts of the days before a day were put right, or recorded, after an instant and by another.
create function pledge.facts_corrected(p_on date, p_since timestamptz, p_until timestamptz) returns integer language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select (
        (select count(*) from pledge.fact f where f.authority_id = pledge.authority() and f.period_from <= p_on and (f.period_to is null or f.period_to > (p_on - interval '15 months')::date)
            and f.recorded_at <= p_until and (f.recorded_at > p_since and f.superseded_at is null or f.recorded_at <= p_since and f.superseded_at > p_since and f.superseded_at <= p_until))
        + (select count(*) from pledge.contact c where c.authority_id = pledge.authority() and c.occurred_on <= p_on and c.occurred_on > (p_on - interval '1 year')::date
            and c.recorded_at <= p_until and (c.recorded_at > p_since and c.superseded_at is null or c.recorded_at <= p_since and c.superseded_at > p_since and c.superseded_at <= p_until)))::integer
    where pledge.actor() in ('manager', 'data-officer', 'administrator')
$$;
revoke execute on function pledge.facts_corrected(date, timestamptz, timestamptz) from public;
grant execute on function pledge.facts_corrected(date, timestamptz, timestamptz) to pledge_app;

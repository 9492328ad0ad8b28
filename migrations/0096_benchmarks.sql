-- What the Department for Education publishes of each area about care leavers, and which authorities it calls alike. Public facts and no personal data:
-- read by whoever asks, written by the owner's import alone. A cell without a figure keeps the symbol that says why.
create table pledge.benchmark (
    area     text not null check (area ~ '^E[0-9]{8}$'),
    number   text check (number ~ '^[0-9]{3}$'),
    name     text not null check (length(name) between 1 and 100),
    region   text check (region ~ '^E[0-9]{8}$'),
    year     integer not null check (year between 2000 and 2100),
    ages     text not null check (ages in ('17-18', '19-21')),
    measure  text not null check (length(measure) between 1 and 40),
    how_many integer check (how_many >= 0),
    percent  integer check (percent between 0 and 100),
    symbol   text check (symbol in ('c', 'z', 'k', 'x', '~', 'low', '-')),
    source   text not null check (length(source) between 1 and 120),
    primary key (ages, measure, year, area),
    check ((percent is null) = (symbol is not null))
);
grant select on pledge.benchmark to pledge_app;

create table pledge.benchmark_neighbour (
    set_on    date not null,
    number    text not null check (number ~ '^[0-9]{3}$'),
    rank      integer not null check (rank between 1 and 50),
    neighbour text not null check (neighbour ~ '^[0-9]{3}$'),
    name      text not null check (length(name) between 1 and 100),
    primary key (number, set_on, rank)
);
grant select on pledge.benchmark_neighbour to pledge_app;

-- Which of the areas an authority is. Set with its outcodes; the newest holds.
alter table pledge.authority_area add column dfe_code text check (dfe_code ~ '^E(06|07|08|09|10)[0-9]{6}$');

-- Also for the board, which does not see the area itself.
create function pledge.own_dfe_code() returns text language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.dfe_code from pledge.authority_area a
    where a.authority_id = pledge.authority() and pledge.actor() in ('manager', 'data-officer', 'administrator', 'board')
    order by a.set_at desc, a.id desc limit 1
$$;
revoke execute on function pledge.own_dfe_code() from public;
grant execute on function pledge.own_dfe_code() to pledge_app;

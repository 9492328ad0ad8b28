-- The middle of each outcode on the National Grid. Public facts and no personal data: read by whoever asks, written by the owner's import alone.
create table pledge.outcode (
    outcode  text primary key check (outcode ~ '^[A-Z]{1,2}[0-9][A-Z0-9]?$'),
    easting  integer not null,
    northing integer not null,
    source   text not null check (length(source) between 1 and 120),
    as_of    date not null
);
grant select on pledge.outcode to pledge_app;

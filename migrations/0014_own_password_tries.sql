-- Guesses at one's own password count too, when somebody is signed in: whoever finds a session open must not try until it opens.
-- may_try becomes a door for every actor; the rows stay out of reach of all but sign-in.
alter function identity.may_try(text, bytea, bytea, timestamptz, interval, integer, integer)
    security definer set search_path = pg_catalog, pg_temp;
revoke execute on function identity.may_try(text, bytea, bytea, timestamptz, interval, integer, integer) from public;
grant execute on function identity.may_try(text, bytea, bytea, timestamptz, interval, integer, integer) to pledge_app;

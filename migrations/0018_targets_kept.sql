-- A target set again for the same first day supersedes the one before, which stays on record.
alter table pledge.indicator_target add column superseded_at timestamptz;
alter table pledge.indicator_target drop constraint one_target_at_a_time;
alter table pledge.indicator_target add constraint one_target_at_a_time
    exclude using gist (authority_id with =, indicator with =, daterange(period_from, period_to) with &&) where (superseded_at is null);
-- Only the end of a period and the mark of supersession may be written to a row.
revoke update on pledge.indicator_target from pledge_app;
grant update (period_to, superseded_at) on pledge.indicator_target to pledge_app;

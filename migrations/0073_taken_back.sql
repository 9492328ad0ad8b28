-- What was recorded of a mentor by mistake is marked as that, apart from what something newer replaced.
alter table pledge.mentor_step add column taken_back boolean not null default false check (not taken_back or superseded_at is not null);
alter table pledge.mentor_clearance add column taken_back boolean not null default false check (not taken_back or superseded_at is not null);
alter table pledge.mentor_training add column taken_back boolean not null default false check (not taken_back or superseded_at is not null);
grant update (taken_back) on pledge.mentor_step, pledge.mentor_clearance, pledge.mentor_training to pledge_app;

-- Whoever may publish hears of a quarter that is not published so many weeks after its end.
alter table pledge.authority add column publish_within_weeks integer not null default 6 check (publish_within_weeks between 1 and 26);

alter policy publication_read on pledge.publication
    using (authority_id = (select pledge.authority()) and (select pledge.actor()) in ('board', 'manager', 'data-officer', 'administrator', 'job:plan-reminders'));

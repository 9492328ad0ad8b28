-- Rows of a report add up: a row loaded without one of its values counts once, as loaded, and the value is counted here.
alter table pledge.import_run add column values_left_out integer not null default 0;

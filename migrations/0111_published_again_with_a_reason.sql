-- Whoever publishes a day again says why. What was published again before has none.
alter table pledge.publication add column reason text check (length(reason) between 1 and 500);
alter table pledge.publication add constraint first_has_no_reason check (number > 1 or reason is null);
alter table pledge.publication add constraint again_with_a_reason check (number = 1 or reason is not null) not valid;

-- Nothing calls these any more. The first two answered a board with exact numbers, which it does not read anywhere.
drop function pledge.outcome_cells(date, date, timestamptz);
drop function pledge.promise_counts(timestamptz);
drop function pledge.mentors_for(uuid, date, boolean);

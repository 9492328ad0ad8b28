-- Words for the board are read without a name. Their keys told the millisecond in which they were written, and the trail told who wrote some at that moment.
-- Nothing points at these keys but the audit of what was decided already, which stays as it was written.
update pledge.board_words set id = gen_random_uuid();

-- That somebody let the board read their words, or took them back, is theirs alone like what they say to the forum. Lines from before stay in the chain they are in.
create or replace function pledge.look_is_theirs_alone(what text) returns boolean language sql immutable parallel safe
    return what like 'forum-%' or what like 'consultation-%' or what like 'board-words%';

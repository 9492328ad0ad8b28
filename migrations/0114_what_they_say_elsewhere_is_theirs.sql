-- Whether somebody is asked by a consultation, has answered it or raised something with the forum is no news for their worker: neither says it, and so does no list of what was sent.
create or replace function pledge.is_theirs_alone(p_rule text) returns boolean language sql immutable as
$$ select p_rule in ('sign-in-code', 'address-code', 'address-changed', 'invitation', 'record-ready', 'draft-unfinished',
    'consultation-open', 'consultation-closing', 'consultation-results', 'forum-news', 'forum-waiting') $$;

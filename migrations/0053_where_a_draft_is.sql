-- The page that shows the form of a draft, so that its author finds the way back to it. Null where nobody said.
alter table pledge.draft add column page text check (page ~ '^/' and length(page) <= 500);

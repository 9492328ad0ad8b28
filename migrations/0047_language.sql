-- The language somebody chose for pages and for what is sent to them. Null: the first one the installation offers, as before there was a choice.
alter table identity.account add column language text constraint language_is_a_tag check (language ~ '^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$');

-- What matching looks at of a mentor. Each is optional; what was told can be kept from matching (not_used) or from young people (not_shown), by the codes of the parts of the score.
alter table pledge.mentor
    add column kinds text[] not null default '{}',
    add column gender text check (gender in ('woman', 'man', 'another')),
    add column birth_year integer check (birth_year between 1900 and 2100),
    add column backgrounds text[] not null default '{}',
    add column agrees_to_be_suggested boolean not null default false,
    add column not_used text[] not null default '{}',
    add column not_shown text[] not null default '{}';
grant update (kinds, gender, birth_year, backgrounds, agrees_to_be_suggested, not_used, not_shown) on pledge.mentor to pledge_app;

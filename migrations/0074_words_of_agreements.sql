-- Which version of the words that hold for every match (agreement-terms.csv) the two said yes to. Those before this had the first.
alter table pledge.mentor_agreement add column terms_version integer not null default 1 check (terms_version > 0);

-- What a partner organisation posts here and on Find an apprenticeship is shown once, as its own post.
alter table pledge.opportunity_version
    add column national_reference text check (national_reference ~ '^[0-9]{6,12}$'),
    add constraint only_apprenticeships_are_national check (kind = 'apprenticeship' or national_reference is null);

-- Small letters and figures, without what kind of company it is: what people mean when they say that two names are the same.
create function pledge.plain_name(name text) returns text language sql immutable parallel safe
    return regexp_replace(btrim(regexp_replace(lower(name), '[^[:alnum:]]+', ' ', 'g')), ' (ltd|limited|plc|llp|cic)$', '');
alter table pledge.national_advert add column same_as text generated always as (pledge.plain_name(employer) || '|' || pledge.plain_name(title)) stored;
create index national_advert_same_as_ix on pledge.national_advert (same_as) where closed_at is null;
-- What a list asks of an advert before it knows which ones it shows, without the long rows themselves.
create index national_advert_listed_ix on pledge.national_advert (reference) include (posted_at, closes_on, level) where closed_at is null;

-- Live posts that the caller sees, each with the national advert that is the same: the one whose reference the employer gave, or else the one of an employer, a title and an outcode that are called alike.
create view pledge.opportunity_twin with (security_invoker = true) as
    with own as materialized (
        select o.id, v.national_reference, v.outcode, pledge.plain_name(o.organisation_name) || '|' || pledge.plain_name(v.title) as same_as
        from pledge.opportunity o join pledge.opportunity_version v on v.opportunity_id = o.id and v.number = o.published_version
        where o.state = 'live' and o.closes_on >= (select pledge.today()) and v.kind = 'apprenticeship')
    select own.id as opportunity_id, a.reference from own join pledge.national_advert a on a.reference = own.national_reference and a.closed_at is null
    union all
    select own.id, a.reference from own join pledge.national_advert a on a.same_as = own.same_as and a.closed_at is null
    where own.national_reference is null and exists (select from pledge.national_advert_place p where p.reference = a.reference and p.outcode = own.outcode);
grant select on pledge.opportunity_twin to pledge_app;

-- Two letters the wrong way round leave a short name with hardly any three letters in common: "Kiera" did not find Keira. Among one's own people, few
-- enough to compare each, a word of the same letters is found too, in whatever order they were typed.
create function pledge.letters(p_word text) returns text language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
    select string_agg(letter, '' order by letter) from regexp_split_to_table(p_word, '') letter
$$;

create or replace function pledge.find_young_people(p_text text)
returns table (id uuid, is_mine boolean, given_name text, known_as text, family_name text, child_id text, date_of_birth date, worker text, team text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set pg_trgm.word_similarity_threshold = 0.4 as $$
#variable_conflict use_column
declare
    asked text := pledge.fold(left(p_text, 80));
    here uuid := pledge.authority();
    everyone boolean := pledge.actor() in ('data-officer', 'administrator');
    mine uuid[];
    letters text[] := array(select pledge.letters(w) from regexp_split_to_table(asked, ' ') w where length(w) >= 4);
begin
    if here is null or pledge.account() is null or not (everyone or pledge.actor() in ('adviser', 'manager')) or length(trim(p_text)) < 2 then
        return;
    end if;
    mine := pledge.my_young_people();
    return query
    with found as (
        -- The exact child id before anything else.
        select y.id, 0 as place, 0::real as distance from pledge.young_person y
        where y.authority_id = here and y.child_id in (trim(p_text), upper(trim(p_text)), lower(trim(p_text)))
        union all
        select y.id, 1, asked operator(public.<<->) y.search_name from pledge.young_person y
        where not everyone and y.id = any (mine) and y.authority_id = here
          and (asked operator(public.<%) y.search_name or (asked <> '' and position(asked in y.search_name) > 0)
               or exists (select from regexp_split_to_table(y.search_name, ' ') w where length(w) >= 4 and pledge.letters(w) = any (letters)))
        union all
        (select y.id, 2, asked operator(public.<<->) y.search_name from pledge.young_person y
         where y.authority_id = here and asked operator(public.<%) y.search_name
         order by asked operator(public.<<->) y.search_name limit 20)
    ), best as (select f.id, min(f.place) as place, min(f.distance) as distance from found f group by f.id)
    select y.id, everyone or y.id = any (mine), y.given_name, y.known_as, y.family_name,
           case when everyone or y.id = any (mine) or b.place = 0 then y.child_id end, case when everyone or y.id = any (mine) then y.date_of_birth end,
           s.display_name, t.name
    from best b
    join pledge.young_person y on y.id = b.id
    left join pledge.assignment a on a.young_person_id = y.id and a.authority_id = here
        and a.period_from <= pledge.today() and (a.period_to is null or a.period_to > pledge.today())
    left join pledge.staff_member s on s.id = a.staff_member_id
    left join pledge.team t on t.id = s.team_id
    order by b.place, b.distance, y.family_name, y.given_name, y.id
    limit 30;
end $$;

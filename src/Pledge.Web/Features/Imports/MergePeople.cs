using Npgsql;
using Pledge.Web.Features.Imports.Conflicts;

namespace Pledge.Web.Features.Imports;

/// <summary>Brings people and their care episodes in step with the staged files. People are matched by authority and child id.</summary>
internal sealed class MergePeople(NpgsqlConnection connection, Guid authority, int year, DateTimeOffset now)
{
    /// <summary>A newer header fills in what was not known. Where it says otherwise than what is on record, <see cref="FindConflicts"/> asks.</summary>
    /// <returns>Rows that changed something. People whose status may have changed are added to <c>touched_person</c>.</returns>
    public async Task<int> PeopleAsync(CancellationToken ct)
    {
        const string sex = "case when y.sex = any ($3) then h.sex else y.sex end";
        const string ethnicity = "case when y.ethnicity = 'NOBT' or (y.ethnicity = any ($3) and h.ethnicity <> all ($3)) then coalesce(h.ethnicity, y.ethnicity) else y.ethnicity end";
        var changed = await connection.ValueAsync<long>($"""
            with changed as (
                update pledge.young_person y
                set sex = {sex}, ethnicity = {ethnicity}, upn = coalesce(h.upn, y.upn), mother = coalesce(h.mother, y.mother), return_year = $2
                from staged_header h
                where y.authority_id = $1 and y.child_id = h.child and coalesce(y.return_year, 0) <= $2
                  and (y.sex, y.ethnicity, y.upn, y.mother, y.return_year)
                      is distinct from ({sex}, {ethnicity}, coalesce(h.upn, y.upn), coalesce(h.mother, y.mother), $2)
                returning y.id),
            noted as (insert into touched_person select id from changed returning 1)
            select count(*) from noted
            """, ct, authority, year, FindConflicts.NotKnown);
        return (int)changed + await connection.RunAsync("""
            insert into pledge.young_person (id, authority_id, child_id, date_of_birth, sex, ethnicity, upn, mother, added_at, return_year)
            select h.id, $1, h.child, h.born, h.sex, coalesce(h.ethnicity, 'NOBT'), h.upn, h.mother, $3, $2
            from staged_header h
            where not exists (select from pledge.young_person y where y.authority_id = $1 and y.child_id = h.child)
            """, ct, authority, year, now);
    }

    /// <returns>Rows that changed something.</returns>
    public async Task<int> EpisodesAsync(CancellationToken ct)
    {
        // What a newer file said about an episode stands against an older file.
        const string same = "(e.rne, e.legal_status_code, e.cin, e.place, e.place_provider, e.dec, e.rec, e.reason_place_change) is not distinct from (s.rne, s.ls, s.cin, s.place, s.provider, s.dec, s.rec, s.reason)";
        await connection.RunAsync($"""
            update pledge.care_episode e set superseded_at = $2 from staged_episode s
            where e.young_person_id = s.person and e.decom = s.decom and e.superseded_at is null and coalesce(e.return_year, 0) <= $1 and not ({same})
            """, ct, year, now);
        await connection.RunAsync($"""
            update pledge.care_episode e set return_year = $1 from staged_episode s
            where e.young_person_id = s.person and e.decom = s.decom and e.superseded_at is null and coalesce(e.return_year, 0) < $1 and {same}
            """, ct, year);
        return (int)await connection.ValueAsync<long>("""
            with added as (
                insert into pledge.care_episode
                    (id, authority_id, young_person_id, decom, rne, legal_status_code, cin, place, place_provider, dec, rec, reason_place_change, recorded_at, return_year)
                select s.id, $1, s.person, s.decom, s.rne, s.ls, s.cin, s.place, s.provider, s.dec, s.rec, s.reason, $3, $2
                from staged_episode s
                where not exists (select from pledge.care_episode e where e.young_person_id = s.person and e.decom = s.decom and e.superseded_at is null)
                returning young_person_id),
            noted as (insert into touched_person select young_person_id from added returning 1)
            select count(*) from noted
            """, ct, authority, year, now);
    }

    /// <summary>Keeps whom the other files of the year name, in place of what an earlier load of the same file named.</summary>
    /// <param name="kinds">The files that were loaded, kebab-case.</param>
    /// <returns>Rows that changed something.</returns>
    public async Task<int> NamedAsync(string[] kinds, CancellationToken ct)
    {
        await connection.RunAsync("""
            delete from pledge.return_named n where n.authority_id = $1 and n.collection_year = $2 and n.file = any ($3)
                and not exists (select from staged_named s where s.person = n.young_person_id and s.kind = n.file)
            """, ct, authority, year, kinds);
        return (int)await connection.ValueAsync<long>("""
            with unaccompanied as (
                update pledge.young_person y set uasc = true, uasc_ceased_on = coalesce(s.ceased, y.uasc_ceased_on)
                from (select person, max(ceased) as ceased from staged_named where kind = 'uasc' group by person) s
                where y.id = s.person and (not y.uasc or (s.ceased is distinct from coalesce(y.uasc_ceased_on, '-infinity') and s.ceased is not null and coalesce(y.return_year, 0) <= $2))
                returning y.id),
            named as (
                insert into pledge.return_named as n (authority_id, young_person_id, collection_year, file, says, loaded_at)
                select $1, person, $2, kind, bool_or(says), $3 from staged_named group by person, kind
                on conflict (young_person_id, collection_year, file) do update set (says, loaded_at) = (excluded.says, excluded.loaded_at) where n.says <> excluded.says
                returning young_person_id, file)
            select (select count(*) from named) + (select count(*) from unaccompanied u where not exists (select from named n where n.young_person_id = u.id and n.file = 'uasc'))
            """, ct, authority, year, now);
    }

    /// <returns>Rows that changed something; their people are added to <c>touched_return</c> and <c>touched_person</c>.</returns>
    public async Task<int> ReturnRowsAsync(CancellationToken ct) => (int)await connection.ValueAsync<long>("""
        with loaded as (
            insert into pledge.oc3_row as r (authority_id, young_person_id, collection_year, birthday, in_touch, activity, home, loaded_at)
            select $1, s.person, $2, s.birthday, s.in_touch, s.activity, s.home, $3 from staged_oc3 s
            on conflict (young_person_id, collection_year) do update
                set (birthday, in_touch, activity, home, loaded_at) = (excluded.birthday, excluded.in_touch, excluded.activity, excluded.home, excluded.loaded_at)
                where (r.birthday, r.in_touch, r.activity, r.home) is distinct from (excluded.birthday, excluded.in_touch, excluded.activity, excluded.home)
            returning young_person_id),
        noted as (insert into touched_return select young_person_id from loaded returning 1),
        also as (insert into touched_person select young_person_id from loaded returning 1)
        select count(*) from noted
        """, ct, authority, year, now);
}

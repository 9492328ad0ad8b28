using Npgsql;
using Pledge.Domain.Facts;

namespace Pledge.Web.Features.Imports.Conflicts;

/// <summary>Finds where the loaded files say otherwise than the record, and keeps each difference once until somebody decides it.</summary>
/// <remarks>
/// Of facts: what another source says of the birthday (from 22 on, of no day of the year), or of the day of a list. Of the header: date of birth, and where no newer header has spoken sex and ethnicity. A file that does not know contradicts nothing.
/// A difference that was decided for the record is not asked about again while both say the same as then.
/// </remarks>
internal sealed class FindConflicts(NpgsqlConnection connection, Guid authority, int year, Guid import, DateTimeOffset now)
{
    /// <summary>Codes of a header that say nothing.</summary>
    public static string[] NotKnown { get; } =
    [
        .. SexCode.All.Where(sex => sex.Meaning == "Unknown").Select(sex => sex.Code),
        .. EthnicityCode.All.Where(ethnicity => ethnicity.BroadGroup == "Unknown").Select(ethnicity => ethnicity.Code),
    ];

    private const string Said = """
        create temp table file_said on commit drop as
        select t.person, k.kind, t.birthday as day, k.value as file_says, pledge.as_returned(f.code, f.suitable) as record_says, t.file, t.line, k.name, k.value as written
        from staged_oc3 t
        cross join lateral (values ('IN_TOUCH', 'in-touch', t.in_touch), ('ACTIV', 'activity', t.activity), ('ACCOM', 'home', t.home)) as k (name, kind, value)
        join pledge.fact f on f.young_person_id = t.person and f.kind = k.kind and f.superseded_at is null
            and f.period_from <= t.birthday and (f.period_to is null or f.period_to > t.birthday)
        where k.value <> '0'
            -- From 22 on a return tells what held when the person was last spoken to, and not which day that was: what the record says of any day of the year is no difference.
            and (k.value = pledge.as_returned(f.code, f.suitable) or extract(year from t.birthday) - extract(year from t.born) < 22 or not exists (
                select from pledge.fact o where o.young_person_id = t.person and o.kind = k.kind and o.superseded_at is null
                    and o.period_from <= make_date($2, 3, 31) and (o.period_to is null or o.period_to > make_date($2 - 1, 4, 1)) and pledge.as_returned(o.code, o.suitable) = k.value))
        union all
        select y.id, k.kind, null, k.file_says, k.record_says, h.file, h.line, k.name, k.written
        from staged_header h
        join pledge.young_person y on y.authority_id = $1 and y.child_id = h.child
        cross join lateral (values ('DOB', 'born', h.born::text, y.date_of_birth::text, to_char(h.born, 'DD/MM/YYYY')), ('SEX', 'sex', h.sex, y.sex, h.sex),
            ('ETHNIC', 'ethnicity', h.ethnicity, y.ethnicity, h.ethnicity)) as k (name, kind, file_says, record_says, written)
        where k.file_says <> all ($3) and (k.kind = 'born' or y.return_year <= $2)
        """;

    private const string SameQuestion = "c.young_person_id = s.person and c.kind = s.kind and c.day is not distinct from s.day";

    /// <returns>What is to be decided now, once for each place in the files.</returns>
    public async Task<List<ImportRefusal>> RunAsync(IReadOnlyList<ImportedFile> files, CancellationToken ct)
    {
        await connection.RunAsync(Said, ct, authority, year, NotKnown);
        return await AskAsync([.. files.Select(file => file.Name)], ct);
    }

    /// <summary>Goes on from <c>file_said</c>, which has what the files say of facts that hold, and of whom: <c>person, kind, day, file_says, record_says, file, line, name, written</c>.</summary>
    /// <returns>As above.</returns>
    public async Task<List<ImportRefusal>> AskAsync(IReadOnlyList<string> files, CancellationToken ct)
    {
        await connection.RunAsync("analyze file_said", ct);
        await connection.RunAsync($"update pledge.import_conflict c set decision = 'same', decided_at = $1 from file_said s where {SameQuestion} and c.decision is null and s.file_says = s.record_says", ct, now);
        await connection.RunAsync($"""
            delete from file_said s where s.file_says = s.record_says
                or exists (select from pledge.import_conflict c where {SameQuestion} and c.decision = 'record' and (c.file_says, c.record_says) = (s.file_says, s.record_says)
                    and not exists (select from pledge.import_conflict l where l.takes_again = c.id))
            """, ct);
        await connection.RunAsync($"""
            update pledge.import_conflict c set (file_says, record_says, collection_year, import_id) = row (s.file_says, s.record_says, $1, $2)
            from file_said s where {SameQuestion} and c.decision is null and c.collection_year <= $1 and (c.file_says, c.record_says) <> (s.file_says, s.record_says)
            """, ct, year, import);
        await connection.RunAsync($"""
            insert into pledge.import_conflict (id, authority_id, young_person_id, kind, day, collection_year, import_id, file_says, record_says, found_at)
            select gen_random_uuid(), $1, s.person, s.kind, s.day, $2, $3, s.file_says, s.record_says, $4 from file_said s
            where not exists (select from pledge.import_conflict c where {SameQuestion} and c.decision is null)
            """, ct, authority, year, import, now);
        return await connection.ListAsync("select file, line, name, written from file_said order by file, line, name",
            row => new ImportRefusal(files[row.GetInt32(0)], row.GetInt32(1), row.GetString(2), row.GetString(3), ImportRefusal.ToDecide), ct);
    }
}

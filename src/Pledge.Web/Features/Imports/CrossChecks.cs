using Npgsql;
using Pledge.Domain.Returns;

namespace Pledge.Web.Features.Imports;

/// <summary>Rules that need more than one row: repeats, and whether the files and the record agree on who is who.</summary>
/// <param name="refusedChildren">Ids whose header row is wrong by itself: other rows about them are not told that a header row is missing.</param>
internal sealed class CrossChecks(NpgsqlConnection connection, Guid authority, IReadOnlyList<ImportedFile> files, IReadOnlySet<string> refusedChildren)
{
    private const string HeaderRefused = "header-row-refused";

    public Task<List<ImportRefusal>> HeaderAsync(CancellationToken ct) => RefuseAsync("staged_header", "CHILD", "child", "header-child-twice", "t.again > 1", "child", ct);

    public async Task<List<ImportRefusal>> EpisodesAsync(CancellationToken ct)
    {
        await FindPeopleAsync("staged_episode", ct);
        return
        [
            .. await RefuseAsync("staged_episode", "CHILD", "child", HeaderRefused, "t.person is null and t.child = any($1)", "child", ct, [RefusedChildren]),
            .. await RefuseAsync("staged_episode", "CHILD", "child", "episode-child-unknown", "t.person is null", "child", ct),
            .. await RefuseAsync("staged_episode", "DECOM", AsWritten("decom"), "episode-before-birth",
                "exists (select from pledge.young_person y where y.id = t.person and y.date_of_birth > t.decom)", "child", ct),
            .. await RefuseAsync("staged_episode", "DECOM", AsWritten("decom"), "episode-twice", "t.again > 1", "child, decom", ct),
        ];
    }

    public async Task<List<ImportRefusal>> Oc3Async(CancellationToken ct)
    {
        await FindPeopleAsync("staged_oc3", ct);
        var missing = files.Any(file => file.Kind is ReturnFileKind.Header) ? "not exists (select from staged_header h where h.child = t.child)" : "t.person is null";
        return
        [
            .. await RefuseAsync("staged_oc3", "CHILD", "child", "rule-int34", "t.again > 1", "child", ct),
            .. await RefuseAsync("staged_oc3", "CHILD", "child", HeaderRefused, $"{missing} and t.child = any($1)", "child", ct, [RefusedChildren]),
            .. await RefuseAsync("staged_oc3", "CHILD", "child", "rule-int06", missing, "child", ct),
            .. await RefuseAsync("staged_oc3", "DOB", AsWritten("born"), "rule-int15",
                "t.born is distinct from (select y.date_of_birth from pledge.young_person y where y.id = t.person)", "child", ct),
        ];
    }

    /// <summary>Where the record, from another source, says otherwise on the birthday. The record stands.</summary>
    public Task<List<ImportRefusal>> DifferencesAsync(CancellationToken ct) => connection.ListAsync("""
        select t.file, t.line, k.name, k.value
        from staged_oc3 t
        cross join lateral (values ('IN_TOUCH', 'in-touch', t.in_touch, t.in_touch, null::boolean), ('ACTIV', 'activity', t.activity, t.activity, null),
            ('ACCOM', 'home', t.home, left(t.home, 1), case right(t.home, 1) when '1' then true when '2' then false end)) as k (name, kind, value, code, suitable)
        join pledge.fact f on f.young_person_id = t.person and f.kind = k.kind and f.superseded_at is null and f.source <> 'oc3'
            and f.period_from <= t.birthday and (f.period_to is null or f.period_to > t.birthday)
        where (f.code, f.suitable) is distinct from (k.code, k.suitable)
        order by t.file, t.line, k.name
        """, row => new ImportRefusal(files[row.GetInt32(0)].Name, row.GetInt32(1), row.GetString(2), row.GetString(3), "differs-from-record"), ct);

    // A day as the files write it.
    private static string AsWritten(string day) => $"to_char({day}, 'DD/MM/YYYY')";

    private string[] RefusedChildren => [.. refusedChildren];

    private Task<int> FindPeopleAsync(string table, CancellationToken ct) => connection.RunAsync(
        $"update {table} t set person = y.id from pledge.young_person y where y.authority_id = $1 and y.child_id = t.child", ct, authority);

    // "again" counts how often the same key stood in the files up to this row: the first one is the one that is loaded.
    private Task<List<ImportRefusal>> RefuseAsync(string table, string column, string value, string code, string wrong, string key, CancellationToken ct, params object?[] values) =>
        connection.ListAsync($"""
            with wrong as (
                select file, line, {value}::text as value
                from (select *, row_number() over (partition by {key} order by file, line) as again from {table}) t where {wrong}),
            gone as (delete from {table} t using wrong w where t.file = w.file and t.line = w.line)
            select file, line, value from wrong order by file, line
            """, row => new ImportRefusal(files[row.GetInt32(0)].Name, row.GetInt32(1), column, row.GetString(2), code), ct, values);
}

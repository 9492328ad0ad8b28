using Npgsql;
using Pledge.Domain.People;
using Pledge.Domain.Returns;

namespace Pledge.Web.Features.Imports;

/// <summary>Rules that need more than one row: repeats, and whether the files and the record agree on who is who.</summary>
/// <param name="refusedChildren">Ids whose header row is wrong by itself: other rows about them are not told that a header row is missing.</param>
internal sealed class CrossChecks(NpgsqlConnection connection, Guid authority, IReadOnlyList<ImportedFile> files, IReadOnlySet<string> refusedChildren)
{
    private const string HeaderRefused = "header-row-refused", HeaderMissing = "rule-int06", ChildUnknown = "episode-child-unknown";
    private const string Born = "(select y.date_of_birth from pledge.young_person y where y.id = t.person)";

    private const string At18 = "(select pledge.birthday(y.date_of_birth, 18) from pledge.young_person y where y.id = t.person)";

    /// <summary>True where a row misses that of its child in the header.</summary>
    public static bool AsksForHeader(ImportRefusal refusal) => refusal.Code is HeaderMissing or ChildUnknown;

    public Task<List<ImportRefusal>> HeaderAsync(CancellationToken ct) => RefuseAsync("staged_header", "CHILD", "child", "header-child-twice", "t.again > 1", "child", ct);

    public async Task<List<ImportRefusal>> EpisodesAsync(CancellationToken ct)
    {
        await FindPeopleAsync("staged_episode", ct);
        return
        [
            .. await RefuseAsync("staged_episode", "CHILD", "child", HeaderRefused, "t.person is null and t.child = any($1)", "child", ct, [RefusedChildren]),
            .. await RefuseAsync("staged_episode", "CHILD", "child", ChildUnknown, "t.person is null", "child", ct),
            .. await RefuseAsync("staged_episode", "DECOM", AsWritten("decom"), "episode-before-birth",
                "exists (select from pledge.young_person y where y.id = t.person and y.date_of_birth > t.decom)", "child", ct),
            .. await RefuseAsync("staged_episode", "DECOM", AsWritten("decom"), "episode-from-18", $"t.decom >= {At18}", "child", ct),
            .. await RefuseAsync("staged_episode", "REC", "rec", "episode-ended-so-at-18", $"t.rec = any($1) and t.dec >= {At18}", "child", ct, [CareEpisode.EndsOfAChild.ToArray()]),
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
            .. await RefuseAsync("staged_oc3", "CHILD", "child", HeaderMissing, missing, "child", ct),
            .. await RefuseAsync("staged_oc3", "DOB", AsWritten("born"), "rule-int15",
                $"t.born <> coalesce((select h.born from staged_header h where h.child = t.child), {Born})", "child", ct),
            .. await RefuseAsync("staged_oc3", "DOB", AsWritten("born"), ImportRefusal.BirthToDecide, $"t.born <> {Born}", "child", ct),
        ];
    }

    public async Task<List<ImportRefusal>> NamedAsync(CancellationToken ct)
    {
        await FindPeopleAsync("staged_named", ct);
        return
        [
            .. await RefuseAsync("staged_named", "CHILD", "child", HeaderRefused, "t.person is null and t.child = any($1)", "child", ct, [RefusedChildren]),
            .. await RefuseAsync("staged_named", "CHILD", "child", ChildUnknown, "t.person is null", "child", ct),
            .. await RefuseAsync("staged_named", "DOB", AsWritten("born"), "born-not-as-in-header",
                $"t.born <> coalesce((select h.born from staged_header h where h.child = t.child), {Born})", "child", ct),
        ];
    }

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

using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Imports;

/// <summary>One import in the list.</summary>
/// <param name="ExtractedOn">The day a list of care leavers was extracted; null for files of the return.</param>
public sealed record ImportRow(
    Guid Id, int CollectionYear, DateOnly? ExtractedOn, bool Strict, string State, DateTime StartedAt, string Files, int RowsRead, int RowsLoaded, int RowsUnchanged, int RowsRefused, int RowsToDecide, int ValuesLeftOut)
{
    /// <summary>Name of the words for what came of it. An import can end well and still have found no row that it could take.</summary>
    public string Result => State != "loaded" || (RowsRefused > 0 && RowsLoaded == 0 && RowsUnchanged == 0) ? "StateNothingLoaded" : RowsRefused + RowsToDecide + ValuesLeftOut > 0 ? "StateLoadedInPart" : "StateLoaded";
}

/// <summary>A stored refusal.</summary>
public sealed record RefusalRow(string File, int? Line, string? ColumnName, string? Value, string Code);

/// <summary>A status and the first day it holds. It holds until the next.</summary>
public sealed record HeldStatus(LegalStatus Status, DateOnly From);

/// <summary>Somebody whose legal status an import changed.</summary>
/// <param name="Person">First and family name, or the authority's number.</param>
/// <param name="Before">Empty where none had been worked out.</param>
public sealed record StatusChange(Guid YoungPersonId, string Person, string ChildId, IReadOnlyList<HeldStatus> Before, IReadOnlyList<HeldStatus> After);

public static class ImportReads
{
    public const int PageSize = 50;
    public const int RunsOnPage = 25;

    private const string Columns = "id, collection_year, extracted_on, strict, state, started_at, files::text as files, rows_read, rows_loaded, rows_unchanged, rows_refused, rows_to_decide, values_left_out";

    /// <summary>Latest first. One statement.</summary>
    /// <param name="number">1-based page of <see cref="RunsOnPage"/> imports.</param>
    public static Task<List<ImportRow>> ListImportsAsync(this PledgeDb db, int number, CancellationToken ct) => db.Database.SqlQueryRaw<ImportRow>(
        $"select {Columns} from pledge.import_run order by started_at desc, id limit {RunsOnPage} offset {{0}}", (number - 1) * RunsOnPage).ToListAsync(ct);

    /// <summary>One statement.</summary>
    public static Task<int> CountImportsAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from pledge.import_run").SingleAsync(ct);

    /// <returns>Null when there is none in the caller's row scope.</returns>
    public static async Task<ImportRow?> FindImportAsync(this PledgeDb db, ImportId id, CancellationToken ct) =>
        (await db.Database.SqlQueryRaw<ImportRow>($"select {Columns} from pledge.import_run where id = {{0}}", id.Value).ToListAsync(ct)).SingleOrDefault();

    /// <summary>How many lines the list of what was not taken over has. One statement.</summary>
    public static Task<int> CountRefusalsAsync(this PledgeDb db, ImportId id, CancellationToken ct) =>
        db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from pledge.import_refusal where import_id = {id.Value}").SingleAsync(ct);

    /// <param name="number">1-based page of <see cref="PageSize"/> rows.</param>
    public static Task<List<RefusalRow>> ListRefusalsAsync(this PledgeDb db, ImportId id, int number, CancellationToken ct) =>
        db.Database.SqlQuery<RefusalRow>($"""
            select file, line, column_name, value, code from pledge.import_refusal where import_id = {id.Value}
            order by id limit {PageSize} offset {(number - 1) * PageSize}
            """).ToListAsync(ct);

    /// <summary>Every refusal, one at a time.</summary>
    public static IAsyncEnumerable<RefusalRow> AllRefusalsAsync(this PledgeDb db, ImportId id) =>
        db.Database.SqlQuery<RefusalRow>($"select file, line, column_name, value, code from pledge.import_refusal where import_id = {id.Value} order by id").AsAsyncEnumerable();

    /// <summary>Whose legal status an import changed, by number: statuses are dated with the instant at which the import began. People who came with it are not told. One statement.</summary>
    /// <param name="most">Rows of the answer; the count is of all.</param>
    public static async Task<(IReadOnlyList<StatusChange> Shown, int Count)> ListStatusChangesAsync(this PledgeDb db, ImportId id, int most, CancellationToken ct)
    {
        var count = 0;
        var shown = await db.Connection().ListAsync("""
            with changed as materialized (
                select s.authority_id, s.young_person_id, r.started_at, array_agg(s.status order by s.period_from) as statuses, array_agg(s.period_from order by s.period_from) as froms
                from pledge.import_run r join pledge.legal_status s on s.authority_id = r.authority_id and s.derived_at = r.started_at
                where r.id = $1 group by 1, 2, 3)
            select y.id, coalesce(nullif(btrim(concat_ws(' ', coalesce(nullif(btrim(y.known_as), ''), y.given_name), y.family_name)), ''), y.child_id), y.child_id,
                   b.statuses, b.froms, c.statuses, c.froms, count(*) over ()
            from changed c
            join pledge.young_person y on y.id = c.young_person_id and y.added_at <> c.started_at
            left join lateral (select array_agg(status order by period_from) as statuses, array_agg(period_from order by period_from) as froms from pledge.legal_status
                where authority_id = c.authority_id and young_person_id = c.young_person_id and superseded_at = c.started_at) b on true
            order by y.child_id, y.id limit $2
            """, row =>
        {
            count = (int)row.GetInt64(7);
            return new StatusChange(row.GetGuid(0), row.GetString(1), row.GetString(2), Statuses(row, 3), Statuses(row, 5));
        }, ct, id.Value, most);
        return (shown, count);
    }

    /// <summary>How many differences an import closed, because what it brought made both say the same. One statement.</summary>
    public static Task<int> CountClosedAsync(this PledgeDb db, ImportId id, CancellationToken ct) => db.Database.SqlQuery<int>($"""
        select count(*)::int as "Value" from pledge.import_run r join pledge.import_conflict c on c.authority_id = r.authority_id and c.decided_at = r.started_at and c.decision = 'same' where r.id = {id.Value}
        """).SingleAsync(ct);

    private static IReadOnlyList<HeldStatus> Statuses(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? [] :
        [.. row.GetFieldValue<string[]>(at).Zip(row.GetFieldValue<DateOnly[]>(at + 1), (status, from) => new HeldStatus(Kebab.Read<LegalStatus>(status), from))];

    /// <summary>The connection of the caller's transaction, for copying rows.</summary>
    public static NpgsqlConnection Connection(this PledgeDb db) => (NpgsqlConnection)db.Database.GetDbConnection();
}

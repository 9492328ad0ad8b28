using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pledge.Domain;
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

public static class ImportReads
{
    public const int PageSize = 50;
    private const int MostListed = 25;

    private const string Columns = "id, collection_year, extracted_on, strict, state, started_at, files::text as files, rows_read, rows_loaded, rows_unchanged, rows_refused, rows_to_decide, values_left_out";

    /// <summary>Latest first, at most 25. One statement.</summary>
    public static Task<List<ImportRow>> ListImportsAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQueryRaw<ImportRow>($"select {Columns} from pledge.import_run order by started_at desc limit {MostListed}").ToListAsync(ct);

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

    /// <summary>The connection of the caller's transaction, for copying rows.</summary>
    public static NpgsqlConnection Connection(this PledgeDb db) => (NpgsqlConnection)db.Database.GetDbConnection();
}

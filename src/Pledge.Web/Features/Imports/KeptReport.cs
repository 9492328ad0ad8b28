using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Pledge.Domain;

namespace Pledge.Web.Features.Imports;

/// <summary>One import, as its report is kept.</summary>
/// <param name="ExtractedOn">The day a table of the data set was extracted; null for files of the return.</param>
/// <param name="By">The data officer, or null for the job.</param>
internal sealed record ImportRun(AuthorityId Authority, int Year, DateOnly? ExtractedOn, bool Strict, AccountId? By, DateTimeOffset StartedAt, DateTimeOffset FinishedAt);

/// <summary>A file as the report names it.</summary>
/// <param name="Kind">Name of its words; null when it could not be read.</param>
internal sealed record KeptFile(string Name, string? Kind, int Rows);

internal static class KeptReport
{
    /// <summary>Stores the report, every refused row included.</summary>
    public static async Task KeepAsync(this ImportReport report, NpgsqlConnection connection, ImportRun run, IEnumerable<KeptFile> files, CancellationToken ct)
    {
        await connection.RunAsync("""
            insert into pledge.import_run (id, authority_id, collection_year, extracted_on, strict, state, started_at, finished_at, started_by, files, rows_read, rows_loaded, rows_unchanged, rows_refused, rows_to_decide, values_left_out)
            values ($1, $2, $3, $4::date, $5, $6, $7, $8, $9::uuid, $10::jsonb, $11, $12, $13, $14, $15, $16)
            """, ct, report.Id.Value, run.Authority.Value, run.Year, run.ExtractedOn, run.Strict, report.Loaded ? "loaded" : "nothing-loaded", run.StartedAt, run.FinishedAt,
            run.By?.Value, JsonSerializer.Serialize(files, JsonSerializerOptions.Web), report.RowsRead, report.RowsLoaded, report.RowsUnchanged, report.NotLoaded, report.ToDecide, report.ValuesLeftOut);
        await connection.RunAsync("create temp table if not exists kept_refusal (file text, line int, name text, value text, code text) on commit drop", ct);
        await using (var copy = await connection.BeginBinaryImportAsync("copy kept_refusal from stdin (format binary)", ct))
        {
            foreach (var refusal in report.Refusals)
            {
                await copy.StartRowAsync(ct);
                foreach (var value in new object?[] { refusal.File, refusal.Line, refusal.Column, refusal.Value, refusal.Code })
                    await WriteAsync(copy, value, ct);
            }
            await copy.CompleteAsync(ct);
        }
        await connection.RunAsync("""
            insert into pledge.import_refusal (authority_id, import_id, file, line, column_name, value, code)
            select $1, $2, file, line, name, value, code from kept_refusal order by file, line, name
            """, ct, run.Authority.Value, report.Id.Value);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, object? value, CancellationToken ct) =>
        value is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(value, value is int ? NpgsqlDbType.Integer : NpgsqlDbType.Text, ct);
}

using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Pledge.Domain;
using Pledge.Domain.Returns;
using Pledge.Web.Data;
using Pledge.Web.Features.Imports.Conflicts;

namespace Pledge.Web.Features.Imports;

/// <summary>One import of a set of return files, inside the caller's transaction and row scope: all of it or, when a file cannot be read, nothing.</summary>
/// <remarks>
/// First <see cref="AddAsync"/> for each file, then <see cref="FinishAsync"/> once. A bad row never stops a good one, unless strict is asked.
/// A difference from the record waits for a person to decide it and is not a fault of the files, so it does not stop a strict import.
/// </remarks>
public sealed class CohortImport
{
    private readonly NpgsqlConnection _connection;
    private readonly AuthorityId _authority;
    private readonly CollectionYear _year;
    private readonly bool _strict;
    private readonly AccountId? _by;
    private readonly DateTimeOffset _startedAt;
    private readonly TimeProvider _clock;
    private readonly Action<string> _say;
    private readonly Staging _staging;
    private readonly ImportId _id = ImportId.New();

    private CohortImport(NpgsqlConnection connection, AuthorityId authority, CollectionYear year, bool strict, AccountId? by, TimeProvider clock, Action<string> say)
    {
        (_connection, _authority, _year, _strict, _by, _clock, _say) = (connection, authority, year, strict, by, clock, say);
        _startedAt = clock.GetUtcNow();
        _staging = new Staging(connection, year, clock.Today(), say);
    }

    /// <param name="connection">Inside a transaction whose scope is a data officer's or that of <c>job:import-903</c>.</param>
    /// <param name="by">The data officer, or null for the job.</param>
    /// <param name="say">Hears of progress; never personal data.</param>
    public static async Task<CohortImport> BeginAsync(
        NpgsqlConnection connection, AuthorityId authority, CollectionYear year, bool strict, AccountId? by, TimeProvider clock, Action<string> say, CancellationToken ct)
    {
        var import = new CohortImport(connection, authority, year, strict, by, clock, say);
        await import._staging.CreateAsync(ct);
        return import;
    }

    /// <summary>Reads a file once, from start to end.</summary>
    public Task AddAsync(string name, Stream stream, CancellationToken ct) => _staging.AddAsync(name, stream, ct);

    /// <summary>Loads what was read and stores the report, refused rows included.</summary>
    public async Task<ImportReport> FinishAsync(CancellationToken ct)
    {
        var (files, refusals) = (_staging.Files, _staging.Refusals);
        var read = files.Sum(file => file.Rows);
        int? loaded = null;
        if (files.Count > 0 && !_staging.AnyUnreadable)
        {
            await _connection.RunAsync("savepoint before_loading", ct);
            loaded = await LoadAsync(ct);
            if (_strict && refusals.Exists(refusal => refusal.IsFault))
            {
                await _connection.RunAsync("rollback to savepoint before_loading", ct);
                refusals.RemoveAll(refusal => refusal.Code == ImportRefusal.ToDecide);
                loaded = null;
            }
        }
        var refusedRows = refusals.Where(refusal => refusal.Code != ImportRefusal.ToDecide).Select(refusal => (refusal.File, refusal.Line)).Distinct().Count();
        var unchanged = loaded is null ? 0 : Math.Max(0, read - loaded.Value - refusedRows);
        var report = new ImportReport(_id, loaded is not null, files, read, loaded ?? 0, unchanged, refusals);
        await KeepAsync(report, ct);
        return report;
    }

    private async Task<int> LoadAsync(CancellationToken ct)
    {
        _say("checking and loading");
        var checks = new CrossChecks(_connection, _authority.Value, _staging.Files, _staging.RefusedChildren);
        var merge = new MergePeople(_connection, _authority.Value, _year.Number, _startedAt);
        await _connection.RunAsync("""
            create temp table touched_person (id uuid) on commit drop;
            create temp table touched_return (id uuid) on commit drop;
            create index on staged_header (child);
            analyze staged_header; analyze staged_episode; analyze staged_oc3
            """, ct);
        _staging.Refusals.AddRange(await checks.HeaderAsync(ct));
        var loaded = await merge.PeopleAsync(ct);
        _staging.Refusals.AddRange(await checks.EpisodesAsync(ct));
        loaded += await merge.EpisodesAsync(ct);
        _staging.Refusals.AddRange(await checks.Oc3Async(ct));
        loaded += await merge.ReturnRowsAsync(ct);
        _staging.Refusals.AddRange(await checks.NamedAsync(ct));
        loaded += await merge.NamedAsync([.. _staging.Files.Select(file => file.Kind).OfType<ReturnFileKind>().Select(Kebab.Of)], ct);
        await new MergeFacts(_connection, _authority.Value, _by?.Value, _startedAt).RunAsync($"OC3 {_year.Number}", ct);
        _staging.Refusals.AddRange(await new FindConflicts(_connection, _authority.Value, _year.Number, _id.Value, _startedAt).RunAsync(_staging.Files, ct));
        await new RefreshStatus(_connection, _authority, _startedAt, _say).RunAsync(ct);
        return loaded;
    }

    private async Task KeepAsync(ImportReport report, CancellationToken ct)
    {
        var files = JsonSerializer.Serialize(report.Files.Select(file => new { file.Name, Kind = file.Kind is { } kind ? Kebab.Of(kind) : null, file.Rows }), JsonSerializerOptions.Web);
        await _connection.RunAsync("""
            insert into pledge.import_run (id, authority_id, collection_year, strict, state, started_at, finished_at, started_by, files, rows_read, rows_loaded, rows_unchanged, rows_refused, rows_to_decide)
            values ($1, $2, $3, $4, $5, $6, $7, $8::uuid, $9::jsonb, $10, $11, $12, $13, $14)
            """, ct, report.Id.Value, _authority.Value, _year.Number, _strict, report.Loaded ? "loaded" : "nothing-loaded", _startedAt, _clock.GetUtcNow(),
            _by?.Value, files, report.RowsRead, report.RowsLoaded, report.RowsUnchanged, report.NotLoaded, report.ToDecide);
        await _connection.RunAsync("create temp table if not exists kept_refusal (file text, line int, name text, value text, code text) on commit drop", ct);
        await using (var copy = await _connection.BeginBinaryImportAsync("copy kept_refusal from stdin (format binary)", ct))
        {
            foreach (var refusal in report.Refusals)
            {
                await copy.StartRowAsync(ct);
                foreach (var value in new object?[] { refusal.File, refusal.Line, refusal.Column, refusal.Value, refusal.Code })
                    await WriteAsync(copy, value, ct);
            }
            await copy.CompleteAsync(ct);
        }
        await _connection.RunAsync("""
            insert into pledge.import_refusal (authority_id, import_id, file, line, column_name, value, code)
            select $1, $2, file, line, name, value, code from kept_refusal order by file, line, name
            """, ct, _authority.Value, report.Id.Value);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, object? value, CancellationToken ct) =>
        value is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(value, value is int ? NpgsqlDbType.Integer : NpgsqlDbType.Text, ct);
}

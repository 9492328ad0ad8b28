using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Returns;
using Pledge.Web.Data;
using Pledge.Web.Features.Imports.Conflicts;

namespace Pledge.Web.Features.Imports;

/// <summary>One import of a set of return files, inside the caller's transaction and row scope: all of it or, when a file cannot be read, nothing.</summary>
/// <remarks>
/// First <see cref="AddAsync"/> for each file, then <see cref="FinishAsync"/> once. A bad row never stops a good one, unless strict is asked. Where a file cannot be read the others are still checked
/// against each other and the record, so that every mistake is in one report.
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
    private int _statusesChanged;

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
        if (read > 0)
        {
            await _connection.RunAsync("savepoint before_loading", ct);
            loaded = await LoadAsync(ct);
            if (_staging.AnyUnreadable || (_strict && refusals.Exists(refusal => refusal.IsFault)))
            {
                await _connection.RunAsync("rollback to savepoint before_loading", ct);
                // Nothing waits for a decision where nothing was loaded, and who is in a header that could not be read is not known.
                refusals.RemoveAll(refusal => !refusal.IsFault || (_staging.AnyUnreadable && !_staging.HasHeader && CrossChecks.AsksForHeader(refusal)));
                loaded = null;
            }
        }
        var refusedRows = refusals.Where(refusal => refusal.Code != ImportRefusal.ToDecide).Select(refusal => (refusal.File, refusal.Line)).Distinct().Count();
        var unchanged = loaded is null ? 0 : Math.Max(0, read - loaded.Value - refusedRows);
        var report = new ImportReport(_id, loaded is not null, files, read, loaded ?? 0, unchanged, refusals)
        {
            StatusesChanged = loaded is null ? 0 : _statusesChanged,
        };
        await report.KeepAsync(_connection, new(_authority, _year.Number, null, _strict, _by, _startedAt, _clock.GetUtcNow()),
            files.Select(file => new KeptFile(file.Name, file.Kind is { } kind ? Kebab.Of(kind) : null, file.Rows)), ct);
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
        loaded += await merge.NamedAsync([.. _staging.Files.Select(file => file.Kind).OfType<ReturnFileKind>().Where(ReturnFiles.IsOnlyNamed).Select(Kebab.Of)], ct);
        await new MergeFacts(_connection, FilesSaid.Oc3, _authority.Value, _by?.Value, _startedAt).RunAsync($"OC3 {_year.Number}", ct);
        _staging.Refusals.AddRange(await new FindConflicts(_connection, _authority.Value, _year.Number, _id.Value, _startedAt).RunAsync(_staging.Files, ct));
        _statusesChanged = await new RefreshStatus(_connection, _authority, _startedAt, _say).RunAsync(ct);
        return loaded;
    }
}

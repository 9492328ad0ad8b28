using System.Globalization;
using Hangfire;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Records;
using Pledge.Domain.Reminders;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Records.Copies;

/// <summary>Makes the copies of records people asked for, and takes them away when their time is over. Each step may be repeated.</summary>
/// <remarks>Hangfire carries the id of the download and nothing else. What is read is read as the young person, by <c>pledge.enter_download</c>.</remarks>
public sealed class MakeDownloads(PledgeDb db, IServiceScopeFactory scopes, RecordCopy copy, IDataProtectionProvider keys, IBackgroundJobClient jobs, TimeProvider clock, ILogger<MakeDownloads> log)
{
    public const string Name = "make-downloads";
    private static readonly TimeSpan Silent = TimeSpan.FromMinutes(5), GivenUp = TimeSpan.FromHours(2);

    /// <summary>Makes one.</summary>
    public async Task RunAsync(Guid id, CancellationToken ct)
    {
        // Dates and hours are read by a person, as on the pages.
        CultureInfo.CurrentCulture = Localization.Cultures[0];
        if (await BeginAsync(new(id), ct) is not { } download)
            return;
        if (await WriteAsync(download, ct) is { } file)
            await FinishAsync(download, file, ct);
    }

    /// <summary>Deletes what is over, and asks again for what nobody is making.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, clock.Today(), ct);
        var gone = await db.Database.ExecuteSqlAsync(
            $"update pledge.record_download set state = 'gone', content = null, touched_at = {now} where state = 'ready' and expires_at <= {now}", ct);
        var failed = await db.Database.ExecuteSqlAsync(
            $"update pledge.record_download set state = 'failed', touched_at = {now} where state in ('asked', 'making') and asked_at < {now - GivenUp}", ct);
        var silent = await db.RecordDownloads.Where(row => (row.State == DownloadState.Asked || row.State == DownloadState.Making) && row.TouchedAt < now - Silent)
            .Select(row => row.Id).ToListAsync(ct);
        await transaction!.CommitAsync(ct);
        foreach (var id in silent)
            jobs.Enqueue<MakeDownloads>(job => job.RunAsync(id.Value, CancellationToken.None));
        if (gone + failed + silent.Count > 0)
            log.LogInformation("Downloads: {Gone} deleted, {Failed} given up, {Silent} asked for again", gone, failed, silent.Count);
    }

    /// <summary>Encrypts, so that a copy of the database opens nobody's record; with a key for each download.</summary>
    public static IDataProtector Seal(IDataProtectionProvider keys, RecordDownloadId id) => keys.CreateProtector("record-download", id.ToString());

    private async Task<RecordDownload?> BeginAsync(RecordDownloadId id, CancellationToken ct)
    {
        await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, clock.Today(), ct);
        if (await db.RecordDownloads.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } download || !download.Begin(clock.GetUtcNow()))
            return null;
        if (!await SavedAsync(ct))
            return null;
        await transaction!.CommitAsync(ct);
        return download;
    }

    /// <returns>Null when the account was closed in the meantime.</returns>
    private async Task<byte[]?> WriteAsync(RecordDownload download, CancellationToken ct)
    {
        using var scope = scopes.CreateScope();
        var mine = scope.ServiceProvider.GetRequiredService<PledgeDb>();
        // Everything as at one moment, however long it takes.
        await using var transaction = await mine.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var entered = await mine.Database.SqlQuery<bool>($"select pledge.enter_download({download.Id.Value}, {clock.Today()}) as \"Value\"").ToListAsync(ct);
        return entered[0] ? await copy.WriteAsync(mine, download.YoungPersonId, download.AccountId, clock.GetUtcNow(), percent => ReachAsync(download.Id, percent, ct), ct) : null;
    }

    private async Task ReachAsync(RecordDownloadId id, int percent, CancellationToken ct)
    {
        await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, clock.Today(), ct);
        await db.Database.ExecuteSqlAsync($"update pledge.record_download set progress = {percent}, touched_at = {clock.GetUtcNow().ToUniversalTime()} where id = {id.Value} and state = 'making'", ct);
        await transaction!.CommitAsync(ct);
    }

    /// <returns>False when another runner wrote the row first: it then carries on, and this one stops.</returns>
    private async Task<bool> SavedAsync(CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    private async Task FinishAsync(RecordDownload begun, byte[] file, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        db.ChangeTracker.Clear();
        await using var transaction = await RowScope.Job(Name, begun.AuthorityId).EnterAsync(db, clock.Today(), ct);
        // Another runner may have been faster; then its copy is the one.
        if (await db.RecordDownloads.SingleAsync(row => row.Id == begun.Id, ct) is not { IsUnderWay: true } download)
            return;
        download.Finish(Seal(keys, download.Id).Protect(file), file.Length, now);
        if (!await SavedAsync(ct))
            return;
        await db.QueueAsync(new(download.AuthorityId, download.AccountId, download.YoungPersonId, ReminderRule.RecordReady.Key, download.Id.ToString(), now, download.ExpiresAt!.Value), now, ct);
        await transaction!.CommitAsync(ct);
    }
}

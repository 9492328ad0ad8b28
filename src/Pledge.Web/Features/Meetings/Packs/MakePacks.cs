using Hangfire;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Board;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Meetings.Packs;

/// <summary>Makes the packs that were asked for. Each step may be repeated, and ends in the same bytes.</summary>
/// <remarks>Hangfire carries the id of the pack and nothing else. What is read is read as the board, by <c>pledge.enter_pack</c>.</remarks>
public sealed class MakePacks(PledgeDb db, IServiceScopeFactory scopes, PackFiles files, IBackgroundJobClient jobs, TimeProvider clock, ILogger<MakePacks> log)
{
    public const string Name = "make-packs";
    private static readonly TimeSpan Silent = TimeSpan.FromMinutes(2), GivenUp = TimeSpan.FromMinutes(30);

    public async Task RunAsync(Guid id, CancellationToken ct)
    {
        if (await BeginAsync(new(id), ct) is not { } begun)
            return;
        try
        {
            if (await MakeAsync(begun, ct) is { } fault)
                await EndAsync(begun, pack => pack.Fail(fault, clock.GetUtcNow()), ct);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            await EndAsync(begun, pack => pack.Fail("pack-failed", clock.GetUtcNow()), ct);
            throw;
        }
    }

    /// <summary>Asks again for what nobody is making, and gives up what never ends.</summary>
    public async Task SweepAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUniversalTime();
        await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, clock.Today(), ct);
        var failed = await db.Database.ExecuteSqlAsync(
            $"update pledge.board_pack set state = 'failed', fault = 'pack-failed', touched_at = {now} where state in ('asked', 'making') and asked_at < {now - GivenUp} and touched_at < {now - Silent}", ct);
        var silent = await db.BoardPacks.Where(row => (row.State == BoardPackState.Asked || row.State == BoardPackState.Making) && row.TouchedAt < now - Silent).Select(row => row.Id).ToListAsync(ct);
        await transaction!.CommitAsync(ct);
        foreach (var id in silent)
            jobs.Enqueue<MakePacks>(job => job.RunAsync(id.Value, CancellationToken.None));
        if (failed + silent.Count > 0)
            log.LogInformation("Packs: {Failed} given up, {Silent} asked for again", failed, silent.Count);
    }

    private async Task<BoardPack?> BeginAsync(BoardPackId id, CancellationToken ct)
    {
        await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, clock.Today(), ct);
        if (await db.BoardPacks.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } pack || !pack.Begin(clock.GetUtcNow()) || !await db.SavedUnlessChangedAsync(ct))
            return null;
        await transaction!.CommitAsync(ct);
        return pack;
    }

    /// <returns>Why it could not be made, or null.</returns>
    private async Task<string?> MakeAsync(BoardPack begun, CancellationToken ct)
    {
        if (await ReadAsync(begun, ct) is not { } read)
            return "no-figures";
        await ReachAsync(begun.Id, 1, ct);
        var text = await files.WriteAsync(read, ct);
        await ReachAsync(begun.Id, 2, ct);
        var pdf = await files.PrintAsync(text, ct);
        if (pdf.IsRefused)
            return pdf.Refusal.Code;
        await ReachAsync(begun.Id, 3, ct);
        var tables = PackFiles.Zip(text);
        await EndAsync(begun, pack => pack.Finish(text.Fingerprint(), pdf.Value, tables, clock.GetUtcNow()), ct);
        return null;
    }

    private async Task<MeetingPack?> ReadAsync(BoardPack pack, CancellationToken ct)
    {
        using var scope = scopes.CreateScope();
        var theirs = scope.ServiceProvider.GetRequiredService<PledgeDb>();
        // Everything as at one moment.
        await using var transaction = await theirs.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var entered = await theirs.Database.SqlQuery<bool>($"select pledge.enter_pack({pack.Id.Value}, {clock.Today()}) as \"Value\"").ToListAsync(ct);
        return entered[0] && await theirs.BoardMeetings.FindAsync([pack.MeetingId], ct) is { } meeting ? await theirs.ReadPackAsync(meeting, clock.GetUtcNow(), ct) : null;
    }

    private async Task ReachAsync(BoardPackId id, int steps, CancellationToken ct)
    {
        await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, clock.Today(), ct);
        await db.Database.ExecuteSqlAsync($"update pledge.board_pack set steps_done = {steps}, touched_at = {clock.GetUtcNow().ToUniversalTime()} where id = {id.Value} and state = 'making'", ct);
        await transaction!.CommitAsync(ct);
    }

    // Where another runner was faster, or words were taken back meanwhile, this one has nothing to say.
    private async Task EndAsync(BoardPack begun, Action<BoardPack> end, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, clock.Today(), ct);
        if (await db.BoardPacks.SingleAsync(row => row.Id == begun.Id, ct) is not { State: BoardPackState.Making } pack)
            return;
        end(pack);
        if (!await db.SavedUnlessChangedAsync(ct))
            return;
        if (pack.State is BoardPackState.Ready)
            await db.Database.ExecuteSqlAsync($"update pledge.board_pack set state = 'gone', pdf = null, tables = null where meeting_id = {begun.MeetingId.Value} and state = 'ready' and id <> {begun.Id.Value}", ct);
        await transaction!.CommitAsync(ct);
    }
}

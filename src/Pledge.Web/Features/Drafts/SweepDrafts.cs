using Hangfire;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Drafts;

/// <summary>Throws away drafts nobody has returned to for <see cref="DraftStore.DaysKept"/> days, and files that waited a day for somebody to say what their values mean. Reads none of them.</summary>
public sealed class SweepDrafts(PledgeDb db, TimeProvider clock, ILogger<SweepDrafts> log)
{
    public const string Name = "sweep-drafts";

    // Once a night is too seldom to wait for the next.
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = new[] { 60, 600, 3600 })]
    public async Task RunAsync(CancellationToken ct)
    {
        await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, clock.Today(), ct);
        var before = clock.GetUtcNow().AddDays(-DraftStore.DaysKept).ToUniversalTime();
        var swept = (await db.Database.SqlQuery<int>($"""select pledge.sweep_drafts({before}) as "Value" """).ToListAsync(ct))[0];
        var yesterday = clock.GetUtcNow().AddDays(-1).ToUniversalTime();
        var files = (await db.Database.SqlQuery<int>($"""select pledge.sweep_data_set_uploads({yesterday}) as "Value" """).ToListAsync(ct))[0];
        await transaction!.CommitAsync(ct);
        log.LogInformation("Swept {Drafts} old drafts and {Files} files that waited", swept, files);
    }
}

using Hangfire;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Applications;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>Erases the words of applications that were over long enough, and deletes drafts of what has closed. Whoever they belong to heard of it before; reads none of them, and is safe to run as often as one likes.</summary>
public sealed class ForgetApplications(PledgeDb db, TimeProvider clock, ILogger<ForgetApplications> log)
{
    public const string Name = "forget-applications";

    [AutomaticRetry(Attempts = 3, DelaysInSeconds = new[] { 60, 600, 3600 })]
    public async Task RunAsync(CancellationToken ct)
    {
        await using var transaction = await RowScope.Job(Name, null).EnterAsync(db, clock.Today(), ct);
        var forgotten = (await db.Database.SqlQuery<int>($"select pledge.forget_applications({JobApplication.KeptDays}, {JobApplication.DraftKeptDays}, {clock.Today()}, {clock.GetUtcNow().ToUniversalTime()}) as \"Value\"").ToListAsync(ct))[0];
        await transaction!.CommitAsync(ct);
        if (forgotten > 0)
            log.LogInformation("Forgot {Count} applications", forgotten);
    }
}

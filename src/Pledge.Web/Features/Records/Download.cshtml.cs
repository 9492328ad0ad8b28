using Hangfire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Records;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Records.Copies;

namespace Pledge.Web.Features.Records;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class DownloadModel(PledgeDb db, IBackgroundJobClient jobs, TimeProvider clock) : PageModel
{
    public CopyLine? Copy { get; private set; }
    public bool IsUnderWay => Copy?.State is DownloadState.Asked or DownloadState.Making;
    public bool IsReady => Copy is { State: DownloadState.Ready } copy && copy.ExpiresAt > clock.GetUtcNow();

    public async Task OnGetAsync(CancellationToken ct) => Copy = await db.FindCopyAsync(User.YoungPersonId(), ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({User.AccountId().ToString()}, 917))", ct);
        await OnGetAsync(ct);
        // Whoever asks again while one is being made gets that one.
        if (!IsUnderWay)
        {
            var now = clock.GetUtcNow();
            var download = new RecordDownload(User.AuthorityId(), User.YoungPersonId(), User.AccountId(), now);
            db.RecordDownloads.Add(download);
            await db.SaveChangesAsync(ct);
            await db.WroteAsync(User, User.YoungPersonId(), "record-download", now, ct);
            // Not before the row is committed; should this process die in between, the sweep asks again.
            Response.OnCompleted(() =>
            {
                jobs.Enqueue<MakeDownloads>(job => job.RunAsync(download.Id.Value, CancellationToken.None));
                return Task.CompletedTask;
            });
        }
        return LocalRedirect("/record/download");
    }
}

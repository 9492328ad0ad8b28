using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.Caseload;
using Pledge.Web.Features.Conversations;
using Pledge.Web.Features.MentoringLife;

namespace Pledge.Web.Features.Teams;

[Authorize(Policy = Policies.LeadTeam)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public const int ChangesShown = 12;

    public TeamBoard Board { get; private set; } = null!;
    public TeamWaiting Waiting { get; private set; } = null!;
    public IReadOnlyList<WorkerChange> Changes { get; private set; } = [];

    /// <summary>Worries out of matches that wait for somebody.</summary>
    public int OpenConcerns { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var today = clock.Today();
        var settings = await db.ClockSettings.AsNoTracking().ToListAsync(ct);
        var pauses = await db.ListPausesAsync(today, ct);
        // Whoever the manager stands in for is another team's.
        var rows = (await db.ListCaseloadAsync(User.AccountId(), wholeTeam: true, today, ct)).Where(line => line.CoverUntil is null)
            .Select(line => CaseloadRow.Of(line, today, settings, pauses)).ToList();
        Board = TeamBoard.Of(rows, await db.ListTeamWorkersAsync(ct), await db.ListWaitingMessagesAsync(ct), today);
        Changes = await db.ListWorkerChangesAsync(today, ct);
        OpenConcerns = await db.CountOpenConcernsAsync(ct);
        Waiting = await db.ReadTeamWaitingAsync(today, ct);
    }
}

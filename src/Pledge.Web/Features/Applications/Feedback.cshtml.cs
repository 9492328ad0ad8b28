using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Applications;

/// <summary>What employers wrote to whom they turned down, for a coordinator to read first; and employers who have not answered.</summary>
[Authorize(Policy = Policies.RunMentoring)]
public sealed class FeedbackModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<WaitingFeedback> Waiting { get; private set; } = [];
    public IReadOnlyList<DecidedFeedback> Decided { get; private set; } = [];
    public IReadOnlyList<LateAnswers> Late { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) =>
        (Waiting, Decided, Late) = (await db.ListFeedbackAsync(ct), await db.ListDecidedFeedbackAsync(null, clock.Today(), ct), await db.ListLateAnswersAsync(ct));
}

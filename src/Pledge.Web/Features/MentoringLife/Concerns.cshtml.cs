using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.MentoringLife;

/// <summary>Worries out of matches that the caller may read, those that nobody has read yet first.</summary>
[Authorize(Policy = Policies.AnswerConcerns)]
public sealed class ConcernsModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<ConcernRow> Concerns { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Concerns = await db.ListConcernsAsync(null, null, clock.Today(), ct);
}

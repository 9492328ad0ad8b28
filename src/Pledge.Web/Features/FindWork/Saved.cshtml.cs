using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Opportunities;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.FindWork;

/// <summary>What a young person keeps for later. Nobody else sees it.</summary>
[Authorize(Policy = Policies.OwnPledge)]
public sealed class SavedModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<SavedLine> Saved { get; private set; } = [];

    public bool IsOpen(SavedLine line) =>
        line.State is { } state && Opportunity.StageOn(Kebab.Read<OpportunityState>(state), line.ClosesOn, clock.Today()) is OpportunityStage.Live or OpportunityStage.Closing;

    public async Task OnGetAsync(CancellationToken ct) => Saved = await db.ListSavedAsync(ct);
}

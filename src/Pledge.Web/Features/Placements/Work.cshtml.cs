using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Applications;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.Placements;

/// <summary>The places a young person took, for their worker: what each side says, and what waits to become a fact of the record.</summary>
[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class WorkModel(PledgeDb db, TimeProvider clock) : PageModel
{
    /// <summary>What becomes a fact.</summary>
    public static readonly IReadOnlyList<PlacementMatter> ToConfirm = [PlacementMatter.Started, PlacementMatter.Left];

    public PersonHead Person { get; private set; } = null!;
    public IReadOnlyList<PlacementStory> Stories { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return NotFound();
        (Person, Stories, Today) = (person, await db.ListPlacementsAsync(id, ct), clock.Today());
        await db.LookedAsync(User, id, "work-place", clock.GetUtcNow(), ct);
        return Page();
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.HandOvers;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class WorkersModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public PersonHead Person { get; private set; } = null!;
    public IReadOnlyList<WorkerPeriod> Workers { get; private set; } = [];
    public IReadOnlyList<CoverPeriod> Covers { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return NotFound();
        (Person, Today) = (person, clock.Today());
        Workers = await db.ListWorkersOfAsync(id, ct);
        Covers = await db.ListCoversOfAsync(id, ct);
        await db.LookedAsync(User, id, "workers", clock.GetUtcNow(), ct);
        return Page();
    }
}

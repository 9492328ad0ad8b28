using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Find;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class LooksModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<LookLine> Looks { get; private set; } = [];

    /// <summary>For managers: who looked how often in the last 30 days.</summary>
    public IReadOnlyList<LookCount> Counts { get; private set; } = [];
    public bool IsManager { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        IsManager = User.RoleName() == Roles.Manager;
        Looks = await db.ListLooksAsync(ct);
        if (IsManager)
            Counts = await db.CountLooksAsync(clock.GetUtcNow(), ct);
    }
}

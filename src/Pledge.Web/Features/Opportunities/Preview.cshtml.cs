using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Opportunities;

/// <summary>The newest version as a young person would read it.</summary>
[Authorize(Policy = Policies.BePartner)]
public sealed class PreviewModel(PledgeDb db) : PageModel
{
    public FoundPost Found { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(OpportunityId id, CancellationToken ct)
    {
        if (await db.FindPostAsync(id, mustPost: true, ct) is not { } found)
            return NotFound();
        Found = found;
        return Page();
    }
}

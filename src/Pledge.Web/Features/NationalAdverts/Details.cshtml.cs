using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.NationalAdverts;

[Authorize(Policy = Policies.LookForWork)]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public AdvertDetails Advert { get; private set; } = null!;

    /// <summary>The same as a partner organisation's own post.</summary>
    public Guid? OwnPost { get; private set; }

    /// <summary>True when nobody can apply any more.</summary>
    public bool IsOver => Advert.ClosedAt is not null || Advert.ClosesOn < clock.Today();

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct)
    {
        if (await db.ReadAdvertAsync(reference, ct) is not { } advert)
            return NotFound();
        (Advert, OwnPost) = (advert, await db.FindOwnPostAsync(reference, ct));
        return Page();
    }
}

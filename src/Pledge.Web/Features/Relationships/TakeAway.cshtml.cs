using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Relationships;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class TakeAwayModel(PledgeDb db, TimeProvider clock, IStringLocalizer<RelationshipsText> texts) : PageModel
{
    public string Name { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid person, CancellationToken ct)
    {
        if (await db.LoadRelationshipAsync(User.YoungPersonId(), person, ct) is not { } row)
            return NotFound();

        Name = row.Name;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid person, CancellationToken ct)
    {
        await db.WaitForTurnAsync(User.YoungPersonId(), ct);
        if (await db.LoadRelationshipAsync(User.YoungPersonId(), person, ct) is { } row)
        {
            await db.TakeAwayAsync(User, row, clock.GetUtcNow(), ct);
            TempData["Done"] = texts["TakenAway"].Value;
            return LocalRedirect("/my-people");
        }
        // A second tap finds nobody to take away, and that is what was wanted.
        var was = await db.Relationships.AnyAsync(each => each.YoungPersonId == User.YoungPersonId() && each.PersonKey == person, ct);
        return was ? LocalRedirect("/my-people") : NotFound();
    }
}

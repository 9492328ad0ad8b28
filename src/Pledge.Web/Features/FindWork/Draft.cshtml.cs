using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Domain.Opportunities;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.FindWork;

/// <summary>A worker writes with a young person what work or learning they look for. Nothing of it is used before the young person sends it themselves.</summary>
[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("work-wish-draft")]
public sealed class DraftModel(PledgeDb db, TimeProvider clock, IStringLocalizer<FindWorkText> texts) : PageModel
{
    [BindProperty]
    public WorkWishForm Form { get; set; } = new();

    /// <summary>The draft that the form was filled from.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public WorkWish? Mine { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        var draft = await db.FindWorkWishAsync(id, WishSide.Worker, ct);
        Version = draft?.Id.Value ?? Guid.Empty;
        if ((draft ?? Mine) is { } standing)
            Form = WorkWishForm.Of(standing.Details);
        await db.LookedAsync(User, id, "work-wish", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (await db.WriteWorkWishAsync(User, id, WishSide.Worker, isLooking: true, Form.ToDraft(Mine), Version, clock.GetUtcNow(), ct) is { } refusal)
        {
            if (refusal.Code != "wish-changed-meanwhile")
                return this.Refused(refusal, WorkWishForm.FieldOf(refusal));
            return this.ReadAgain((await db.FindWorkWishAsync(id, WishSide.Worker, ct))?.Id.Value ?? Guid.Empty, refusal.Code);
        }
        TempData["Done"] = texts["DraftSaved", Person.ShortName].Value;
        return LocalRedirect($"/young-people/{id}");
    }

    private async Task<bool> FoundAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return false;
        (Person, Mine) = (person, await db.FindWorkWishAsync(id, WishSide.YoungPerson, ct));
        return true;
    }
}

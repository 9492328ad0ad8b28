using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.People;

[Authorize(Policy = Policies.LoadCohort)]
public sealed class NameModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PeopleText> words) : PageModel
{
    [BindProperty]
    public string? GivenName { get; set; }

    [BindProperty]
    public string? FamilyName { get; set; }

    [BindProperty]
    public string? KnownAs { get; set; }

    public YoungPersonId Id { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.LoadPersonAsync(id, ct) is not { } person)
            return NotFound();
        (Id, GivenName, FamilyName, KnownAs) = (id, person.GivenName, person.FamilyName, person.KnownAs);
        await db.LookedAsync(User, id, "record", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.LoadPersonAsync(id, ct) is not { } person)
            return NotFound();
        Id = id;
        if (person.Call(GivenName, FamilyName, KnownAs) is { } refusal)
            return this.Refused(refusal, nameof(GivenName));
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(User, id, "name", clock.GetUtcNow(), ct);
        TempData["Done"] = words["NamesSaved"].Value;
        return LocalRedirect($"/people/{id}");
    }
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.People;

[Authorize(Policy = Policies.KeepPeople)]
public sealed class InviteModel(PledgeDb db, Invitations invitations, IStringLocalizer<PeopleText> words) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "their-email-missing")]
    [EmailShape]
    public string? Email { get; set; }

    public PersonHead Person { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct) => await FindAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct) || await db.LoadPersonAsync(id, ct) is not { } person)
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        var invited = await invitations.InviteYoungPersonAsync(User, person, Email!.Trim(), ct);
        if (invited.IsRefused)
            return this.Refused(invited.Refusal, nameof(Email));
        TempData["Done"] = words["Invited"].Value;
        return LocalRedirect($"/people/{id}");
    }

    private async Task<bool> FindAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return false;
        Person = person;
        return true;
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Relationships;

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("professional")]
public sealed class AddProfessionalModel(PledgeDb db, TimeProvider clock, IStringLocalizer<RelationshipsText> texts) : PageModel
{
    [BindProperty]
    public ProfessionalForm Form { get; set; } = new();

    public PersonHead Person { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return NotFound();

        (Person, Form) = (person, new() { Key = Guid.CreateVersion7(clock.GetUtcNow()), Since = clock.Today() });
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return NotFound();
        Person = person;
        if (!ModelState.IsValid)
            return Page();

        var now = clock.GetUtcNow();
        await db.WaitForTurnAsync(id, ct);
        if (!await db.InvolvedProfessionals.AnyAsync(row => row.YoungPersonId == id && row.PersonKey == Form.Key, ct))
        {
            var key = Form.Key == Guid.Empty ? Guid.CreateVersion7(now) : Form.Key;
            var added = InvolvedProfessional.Add(person.Authority, id, person.Born, Form.Details, key, now, User.AccountId());
            if (added.IsRefused)
                return this.Refused(added.Refusal, ProfessionalForm.FieldOf(added.Refusal));
            db.InvolvedProfessionals.Add(added.Value);
            await db.SaveChangesAsync(ct);
            await db.WroteAsync(User, id, "professional", now, ct);
        }
        TempData["Done"] = texts["ProfessionalAdded"].Value;
        return LocalRedirect($"/young-people/{id}/people");
    }
}

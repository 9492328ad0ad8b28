using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Relationships;

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("professional-correction", Subject = "person")]
public sealed class CorrectProfessionalModel(PledgeDb db, TimeProvider clock, IStringLocalizer<RelationshipsText> texts) : PageModel
{
    [BindProperty]
    public ProfessionalForm Form { get; set; } = new();

    /// <summary>The version the form was filled with.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public PersonHead Person { get; private set; } = null!;
    private InvolvedProfessional _row = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, Guid person, CancellationToken ct)
    {
        if (!await FoundAsync(id, person, ct) || !_row.IsCurrent)
            return NotFound();

        (Form, Version) = (ProfessionalForm.Of(_row), _row.Id.Value);
        await db.LookedAsync(User, id, "people", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, Guid person, CancellationToken ct)
    {
        await db.WaitForTurnAsync(id, ct);
        if (!await FoundAsync(id, person, ct))
            return NotFound();
        if ((_row.Id.Value != Version || !_row.IsCurrent) && Form.Beside(ProfessionalForm.Of(_row), texts, Person.ShortName) is var both && (!_row.IsCurrent || both.Any(field => field.Differs)))
            return await this.ProfessionalChangedMeanwhileAsync(db, _row, both, ct);
        if (!ModelState.IsValid)
            return Page();

        var now = clock.GetUtcNow();
        var corrected = _row.Correct(Form.Details, Person.Born, now, User.AccountId());
        if (corrected.IsRefused)
            return this.Refused(corrected.Refusal, ProfessionalForm.FieldOf(corrected.Refusal));
        if (corrected.Value != _row)
        {
            // One version at a time is a rule of the database too, so the old one ends before the new one begins.
            await db.SaveChangesAsync(ct);
            db.InvolvedProfessionals.Add(corrected.Value);
            await db.SaveChangesAsync(ct);
            await db.WroteAsync(User, id, "professional", now, ct);
        }
        TempData["Done"] = texts["ProfessionalCorrected"].Value;
        return LocalRedirect($"/young-people/{id}/people");
    }

    private async Task<bool> FoundAsync(YoungPersonId id, Guid person, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } head || await db.LoadProfessionalAsync(id, person, ct) is not { } row)
            return false;
        (Person, _row) = (head, row);
        return true;
    }
}

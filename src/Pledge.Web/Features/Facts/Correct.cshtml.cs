using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Facts;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class CorrectModel(PledgeDb db, TimeProvider clock, IStringLocalizer<FactsText> texts) : PageModel
{
    [BindProperty]
    public FactForm Form { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public FactKind Kind { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, FactId factId, CancellationToken ct)
    {
        if (await FindAsync(id, factId, ct) is not { } fact)
            return NotFound();

        Form = FactForm.Of(fact);
        await db.LookedAsync(User, id, "correct-fact", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, FactId factId, CancellationToken ct)
    {
        if (await FindAsync(id, factId, ct) is null)
            return await db.TooLateAsync(id, factId, ct);
        if (!ModelState.IsValid)
            return Page();

        var now = clock.GetUtcNow();
        var replacement = Form.Create(Kind, Person.Subject, new(FactSource.Worker, null, User.AccountId(), now));
        if (replacement.IsRefused)
            return this.Refused(replacement.Refusal, $"Form.{Form.FieldOf(replacement.Refusal)}");
        var change = (await db.FindTimelineAsync(id, Kind, ct)).Correct(factId, replacement.Value, Reason);
        if (change.IsRefused)
            return this.Refused(change.Refusal, nameof(Reason));

        await db.SaveAsync(Person, Kind, change.Value, now, ct);
        await db.WroteAsync(User, id, "corrected-fact", now, ct);
        TempData["Done"] = texts["Corrected"].Value;
        return LocalRedirect($"/young-people/{id}");
    }

    /// <summary>Only a row we still hold true can be corrected; one already replaced is not found.</summary>
    private async Task<Fact?> FindAsync(YoungPersonId id, FactId factId, CancellationToken ct)
    {
        var fact = await db.Facts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == factId && row.YoungPersonId == id && row.SupersededAt == null, ct);
        if (fact is null || await db.FindPersonAsync(id, ct) is not { } person)
            return null;

        (Person, Kind) = (person, FactWrites.KindOf(fact));
        return fact;
    }
}

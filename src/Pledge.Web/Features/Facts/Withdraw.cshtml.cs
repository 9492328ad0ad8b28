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
public sealed class WithdrawModel(PledgeDb db, TimeProvider clock, IStringLocalizer<FactsText> texts) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public Fact Fact { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, FactId factId, CancellationToken ct)
    {
        if (!await FoundAsync(id, factId, ct))
            return NotFound();

        await db.LookedAsync(User, id, "withdraw-fact", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, FactId factId, CancellationToken ct)
    {
        if (!await FoundAsync(id, factId, ct))
            return await db.TooLateAsync(id, factId, ct);
        if (!ModelState.IsValid)
            return Page();

        var now = clock.GetUtcNow();
        var change = (await db.FindTimelineAsync(id, FactWrites.KindOf(Fact), ct)).Withdraw(factId, Reason, now);
        if (change.IsRefused)
            return this.Refused(change.Refusal, nameof(Reason));

        await db.SaveAsync(Person, FactWrites.KindOf(Fact), change.Value, now, ct);
        await db.WroteAsync(User, id, "withdrew-fact", now, ct);
        TempData["Done"] = texts["Withdrawn"].Value;
        return LocalRedirect($"/young-people/{id}");
    }

    private async Task<bool> FoundAsync(YoungPersonId id, FactId factId, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person
            || await db.Facts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == factId && row.YoungPersonId == id && row.SupersededAt == null, ct) is not { } fact)
            return false;

        (Person, Fact) = (person, fact);
        return true;
    }
}

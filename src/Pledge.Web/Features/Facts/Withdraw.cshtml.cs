using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Facts;

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("fact-withdrawal", Subject = "factId")]
public sealed class WithdrawModel(PledgeDb db, TimeProvider clock, IStringLocalizer<FactsText> texts) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The fact that is taken back, as in <see cref="CorrectModel.Version"/>.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public Fact Fact { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, FactId factId, CancellationToken ct)
    {
        if (!await FoundAsync(id, factId, ct))
            return NotFound();

        Version = factId.Value;
        await db.LookedAsync(User, id, "withdraw-fact", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, FactId factId, CancellationToken ct)
    {
        if (!await FoundAsync(id, new(Version), ct))
            return await SomebodyWasFirstAsync(id, factId, ct);
        if (!ModelState.IsValid)
            return Page();

        var now = clock.GetUtcNow();
        var change = (await db.FindTimelineAsync(id, FactWrites.KindOf(Fact), ct)).Withdraw(new(Version), Reason, now);
        if (change.IsRefused)
            return this.Refused(change.Refusal, nameof(Reason));

        if (!await db.SaveAsync(Person, FactWrites.KindOf(Fact), change.Value, now, ct))
            return await SomebodyWasFirstAsync(id, factId, ct);
        await db.WroteAsync(User, id, "withdrew-fact", now, ct);
        TempData["Done"] = texts["Withdrawn"].Value;
        return LocalRedirect($"/young-people/{id}");
    }

    /// <summary>Shows what stands now in the fact's place, or why it is gone; not found when there never was such a fact.</summary>
    private async Task<IActionResult> SomebodyWasFirstAsync(YoungPersonId id, FactId factId, CancellationToken ct)
    {
        if (await db.Facts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == factId && row.YoungPersonId == id, ct) is not { } corrected
            || await db.FindPersonAsync(id, ct) is not { } person)
            return NotFound();

        (Person, Fact) = (person, corrected);
        if (await db.FindSuccessorAsync(corrected, ct) is not { } theirs)
            return this.ChangedMeanwhile(new(null, corrected.SupersededAt, [new(texts["Reason"], Reason, corrected.SupersedeReason)]), "", "taken-back-meanwhile");
        Fact = theirs;
        return this.ChangedMeanwhile(await db.MergeAsync(FactWrites.KindOf(theirs), FactForm.Of(corrected), theirs, texts, ct), theirs.Id);
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

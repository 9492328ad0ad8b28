using System.ComponentModel.DataAnnotations;
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

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("fact-correction", Subject = "factId")]
public sealed class CorrectModel(PledgeDb db, TimeProvider clock, IStringLocalizer<FactsText> texts) : PageModel
{
    [BindProperty]
    public FactForm Form { get; set; } = new();

    [BindProperty, Required(ErrorMessage = "reason-missing")]
    public string? Reason { get; set; }

    /// <summary>The fact the form corrects: the one of the address, or the one that somebody else has put in its place meanwhile and this person has seen.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public FactKind Kind { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, FactId factId, CancellationToken ct)
    {
        if (await FindAsync(id, factId, ct) is not { } fact)
            return NotFound();

        (Form, Version) = (FactForm.Of(fact), factId.Value);
        await db.LookedAsync(User, id, "correct-fact", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, FactId factId, CancellationToken ct)
    {
        if (await FindAsync(id, new(Version), ct) is null)
            return await SomebodyWasFirstAsync(id, factId, ct);
        if (!this.HasAll(Form.Missing(Kind)))
            return Page();

        var now = clock.GetUtcNow();
        var replacement = Form.Create(Kind, Person.Subject, new(FactSource.Worker, null, User.AccountId(), now));
        if (replacement.IsRefused)
            return this.Refused(replacement.Refusal, $"Form.{Form.FieldOf(replacement.Refusal)}");
        var change = (await db.FindTimelineAsync(id, Kind, ct)).Correct(new(Version), replacement.Value, Reason);
        if (change.IsRefused)
            return this.Refused(change.Refusal, nameof(Reason));

        if (!await db.SaveAsync(Person, Kind, change.Value, now, ct))
            return await SomebodyWasFirstAsync(id, factId, ct);
        await db.WroteAsync(User, id, "corrected-fact", now, ct);
        TempData["Done"] = texts["Corrected"].Value;
        return LocalRedirect($"/young-people/{id}");
    }

    /// <summary>Shows what stands now in the fact's place; not found when there never was such a fact.</summary>
    private async Task<IActionResult> SomebodyWasFirstAsync(YoungPersonId id, FactId factId, CancellationToken ct)
    {
        if (await db.Facts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == factId && row.YoungPersonId == id, ct) is not { } corrected
            || await db.FindPersonAsync(id, ct) is not { } person)
            return NotFound();

        (Person, Kind) = (person, FactWrites.KindOf(corrected));
        return await db.FindSuccessorAsync(corrected, ct) is { } theirs
            ? this.ChangedMeanwhile(await db.MergeAsync(Kind, Form, theirs, texts, ct), theirs.Id)
            : this.ChangedMeanwhile(new(null, corrected.SupersededAt, [new(texts["Reason"], Reason, corrected.SupersedeReason)]), "", "taken-back-meanwhile");
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

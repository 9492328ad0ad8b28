using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Promises;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Shared;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Editions;

/// <summary>One line of the list of editions.</summary>
public sealed record EditionRow(int Number, DateOnly InForceFrom, int Promises);

[Authorize(Policy = Policies.Administer), KeepsDraft("edition")]
public sealed class IndexModel(PledgeDb db, TimeProvider clock, IStringLocalizer<EditionsText> texts) : PageModel
{
    [BindProperty]
    public List<PromiseLine> Lines { get; set; } = [];

    [BindProperty]
    [Required(ErrorMessage = "enter-a-date")]
    public DateOnly? InForceFrom { get; set; }

    /// <summary>The edition the form was filled from, so that two administrators do not publish over each other.</summary>
    [BindProperty]
    public int Number { get; set; }

    public IReadOnlyList<EditionRow> Editions { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var latest = await LatestAsync(ct);
        Number = latest?.Number ?? 0;
        Lines = [.. (latest?.Promises.Select(promise => promise.Wording) ?? Edition.DefaultPledge).Select((wording, index) => PromiseLine.Of(wording, index + 1))];
        Lines.Add(new PromiseLine { Position = Lines.Count + 1 });
        InForceFrom = clock.Today();
        await ReadEditionsAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var latest = await LatestAsync(ct);
        await ReadEditionsAsync(ct);
        if (!ModelState.IsValid)
            return Page();
        if ((latest?.Number ?? 0) != Number)
            return await SomebodyWasFirstAsync(latest!, ct);

        var wordings = PromiseLine.Wordings(Lines);
        var next = latest is null
            ? Edition.First(User.AuthorityId(), wordings, InForceFrom!.Value, clock.GetUtcNow(), User.AccountId())
            : latest.Next(wordings, InForceFrom!.Value, clock.GetUtcNow(), User.AccountId());
        if (next.IsRefused)
            return this.Refused(next.Refusal, next.Refusal.Code == "edition-before-last" ? nameof(InForceFrom) : "");

        db.Editions.Add(next.Value);
        if (!await db.SavedUnlessChangedAsync(ct))
            return await SomebodyWasFirstAsync((await LatestAsync(ct))!, ct);
        await db.AuditAsync(User, "edition-published", next.Value.Id.Value, clock.GetUtcNow(), ct);
        TempData["Done"] = texts["Published", next.Value.Number, next.Value.InForceFrom].Value;
        return RedirectToPage();
    }

    /// <summary>Promise by promise: the wording on this form beside the wording just published.</summary>
    private async Task<PageResult> SomebodyWasFirstAsync(Edition theirs, CancellationToken ct)
    {
        var who = await db.StaffNameAsync(theirs.PublishedBy, ct);
        var (here, there) = (PromiseLine.Wordings(Lines).ToLookup(line => line.Key), theirs.Promises.ToLookup(promise => promise.Key));
        var fields = here.Select(line => line.Key).Union(there.Select(promise => promise.Key))
            .Select(key => new MergeField(key, here[key].FirstOrDefault()?.Statement, there[key].FirstOrDefault()?.Statement));
        return this.ChangedMeanwhile(new(who, theirs.PublishedAt, [.. fields]), theirs.Number, "edition-changed-meanwhile", nameof(Number));
    }

    private Task<Edition?> LatestAsync(CancellationToken ct) =>
        db.Editions.Include("_promises").OrderByDescending(edition => edition.Number).FirstOrDefaultAsync(ct);

    private async Task ReadEditionsAsync(CancellationToken ct) =>
        Editions = await db.Editions.AsNoTracking().OrderByDescending(edition => edition.Number)
            .Select(edition => new EditionRow(edition.Number, edition.InForceFrom, db.Promises.Count(promise => promise.EditionId == edition.Id)))
            .ToListAsync(ct);
}

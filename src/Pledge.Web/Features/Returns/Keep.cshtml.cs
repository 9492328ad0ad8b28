using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Returns;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Returns;

/// <summary>Keeps the return as it is sent, for the first time or in place of the last one.</summary>
[Authorize(Policy = Policies.MakeReturns)]
public sealed class KeepModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ReturnsText> texts) : PageModel
{
    private const int MostShown = 50;

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Number of the last one kept when the form was filled; 0 for none.</summary>
    [BindProperty]
    public int Version { get; set; }

    public Oc3Return Return { get; private set; } = null!;
    private BirthdayWindow _window;
    private int _last;

    /// <summary>What would change against the last one kept.</summary>
    public IReadOnlyList<Oc3Difference> Changes { get; private set; } = [];

    /// <summary>The first of them.</summary>
    public IReadOnlyList<Oc3Difference> ChangesShown => [.. Changes.Take(MostShown)];

    public bool IsAmending => _last > 0;

    public bool IsOver => Return.Year.End < clock.Today();

    public async Task<IActionResult> OnGetAsync(int year, CancellationToken ct)
    {
        if (!await FindAsync(year, clock.GetUtcNow(), ct))
            return NotFound();
        Version = _last;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int year, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!await FindAsync(year, now, ct))
            return NotFound();
        if (Version != _last)
            return this.ReadAgain(_last, "return-kept-meanwhile");

        var kept = Oc3Submission.Keep(User.AuthorityId(), Return, _window, _last, Reason, User.AccountId(), now);
        if (kept.IsRefused)
            return this.Refused(kept.Refusal, kept.Refusal.Code is "return-reason-missing" or "return-reason-too-long" ? nameof(Reason) : "");
        db.Oc3Submissions.Add(kept.Value);
        if (!await db.SavedUnlessChangedAsync(ct))
        {
            await FindAsync(year, now, ct);
            return this.ReadAgain(_last, "return-kept-meanwhile");
        }
        await db.KeepRowsAsync(kept.Value, [.. Return.Rows], ct);
        await db.AuditAsync(User, "kept-return", kept.Value.Id.Value, now, ct);
        TempData["Done"] = texts["Kept"].Value;
        return LocalRedirect($"/returns/{year}/kept/{kept.Value.Number}");
    }

    private async Task<bool> FindAsync(int year, DateTimeOffset now, CancellationToken ct)
    {
        if (!Years.CanBeReturned(year, clock.Today()))
            return false;
        (Return, _window) = await db.DeriveReturnAsync(User.AuthorityId(), new(year), now, ct);
        var last = (await db.ListKeptAsync(Return.Year, ct)).FirstOrDefault();
        _last = last?.Number ?? 0;
        if (last is not null)
            Changes = Oc3Difference.Between(await db.KeptRowsAsync(last.Id, ct), Return.Rows);
        return true;
    }
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Clocks;

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("clock-pause", Part = "rule")]
public sealed class PauseModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ClocksText> texts) : PageModel
{
    /// <summary>Last day of the pause.</summary>
    [BindProperty]
    [Required(ErrorMessage = "date-part-missing")]
    public DateOnly? Until { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "pause-reason-missing")]
    public string? Reason { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public Clock Row { get; private set; } = null!;

    /// <summary>The pause in force today, or null.</summary>
    public ClockPause? Now { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, string rule, CancellationToken ct)
    {
        if (!await FoundAsync(id, rule, ct))
            return NotFound();

        await db.LookedAsync(User, id, "clock", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, string rule, CancellationToken ct)
    {
        if (!await FoundAsync(id, rule, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();

        var now = clock.GetUtcNow();
        if (Now is not null)
            return this.Refused(new Refusal("clock-already-paused", Now.LastDay), nameof(Until));
        var pause = ClockPause.Create(Person.Authority, id, Row.Rule, Until!.Value, Reason, now, User.AccountId());
        if (pause.IsRefused)
            return this.Refused(pause.Refusal, pause.Refusal.Code.Contains("reason", StringComparison.Ordinal) ? nameof(Reason) : nameof(Until));

        db.ClockPauses.Add(pause.Value);
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(User, id, "paused-clock", now, ct);
        TempData["Done"] = texts["Paused"].Value;
        return LocalRedirect($"/young-people/{id}#clocks");
    }

    public async Task<IActionResult> OnPostEndAsync(YoungPersonId id, string rule, CancellationToken ct)
    {
        if (!await FoundAsync(id, rule, ct))
            return NotFound();

        // Ended already, by a second tap or somebody else: it is as they want it.
        if (Now is not null)
        {
            Now.End(clock.GetUtcNow(), User.AccountId());
            await db.SaveChangesAsync(ct);
            await db.WroteAsync(User, id, "ended-clock-pause", clock.GetUtcNow(), ct);
        }
        TempData["Done"] = texts["Ended"].Value;
        return LocalRedirect($"/young-people/{id}#clocks");
    }

    private async Task<bool> FoundAsync(YoungPersonId id, string rule, CancellationToken ct)
    {
        if (Clock.All.FirstOrDefault(row => row.Key == rule) is not { Kind: ClockKind.Duty } found || await db.FindPersonAsync(id, ct) is not { } person)
            return false;

        (Person, Row) = (person, found);
        var today = clock.Today();
        Now = (await db.ClockPauses.Where(pause => pause.YoungPersonId == id && pause.Rule == found.Rule && pause.EndedAt == null && pause.Until >= today).ToListAsync(ct)).FirstOrDefault();
        return true;
    }
}

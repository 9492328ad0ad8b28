using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Applications;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Applications;

/// <summary>A coordinator reads feedback before the young person does, so that nobody gets unkind words: passes it on, or asks the employer for other words. Whose it is they do not learn.</summary>
[Authorize(Policy = Policies.RunMentoring), KeepsDraft("feedback-read")]
public sealed class FeedbackReadModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ApplicationsText> texts) : PageModel
{
    /// <summary>When what was read was written: what was written anew meanwhile is read anew.</summary>
    [BindProperty]
    public DateTimeOffset Seen { get; set; }

    [BindProperty]
    public string? Back { get; set; }

    public WaitingFeedback Waiting { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return await GoneAsync(id, ct);
        Seen = Waiting.Since;
        return Page();
    }

    public async Task<IActionResult> OnPostPassAsync(Guid id, CancellationToken ct) => await FoundAsync(id, ct) ? await DecideAsync(null, "Passed", ct) : await GoneAsync(id, ct);

    public async Task<IActionResult> OnPostBackAsync(Guid id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return await GoneAsync(id, ct);
        return TurningDown.CheckBack(Back) is { } refusal ? this.Refused(refusal, nameof(Back)) : await DecideAsync(Back!.Trim(), "SentBack", ct);
    }

    private async Task<IActionResult> DecideAsync(string? back, string said, CancellationToken ct)
    {
        var done = (await db.Database.SqlQuery<bool>($"select pledge.feedback_decide({Waiting.Id}, {Seen.ToUniversalTime()}, {back}, {clock.GetUtcNow().ToUniversalTime()}) as \"Value\"").ToListAsync(ct))[0];
        if (done)
            await db.AuditAsync(User, back is null ? "passed-feedback" : "sent-back-feedback", Waiting.Id, clock.GetUtcNow(), ct);
        TempData["Done"] = (done ? texts[$"Feedback_{said}"] : texts["MovedMeanwhile"]).Value;
        return LocalRedirect("/opportunities/feedback");
    }

    // Decided by somebody else is said; what never was theirs to read is not found.
    private async Task<IActionResult> GoneAsync(Guid id, CancellationToken ct)
    {
        if ((await db.ListDecidedFeedbackAsync(id, clock.Today(), ct)).Count == 0)
            return NotFound();
        TempData["Done"] = texts["DecidedAlready"].Value;
        return LocalRedirect("/opportunities/feedback");
    }

    private async Task<bool> FoundAsync(Guid id, CancellationToken ct)
    {
        if (await db.FindFeedbackAsync(id, ct) is not { } found)
            return false;
        Waiting = found;
        return true;
    }
}

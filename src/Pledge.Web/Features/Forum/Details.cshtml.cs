using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Forum;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Forum;

/// <summary>One thing that was raised: what came of it, and what comes next.</summary>
[Authorize(Policy = Policies.RunParticipation), KeepsDraft("forum-step")]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ForumText> texts) : PageModel
{
    /// <summary>Kebab-case <see cref="ForumStepKind"/>.</summary>
    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public DateOnly? ForumOn { get; set; }

    [BindProperty]
    public string? Told { get; set; }

    [BindProperty]
    public string? Did { get; set; }

    [BindProperty]
    public string? CouldNot { get; set; }

    [BindProperty]
    public string? Shown { get; set; }

    /// <summary>Number of steps there were when the form was filled.</summary>
    [BindProperty]
    public int Version { get; set; }

    public ForumMatter Matter { get; private set; } = null!;
    public IReadOnlyList<StepRow> Steps { get; private set; } = [];
    private string? ShownBefore => Steps.LastOrDefault(step => step.Kind != "elsewhere")?.Shown;

    public async Task<IActionResult> OnGetAsync(ForumMatterId id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        await db.LookedAtWordsAsync(id.Value, clock.GetUtcNow(), ct);
        (Version, Shown) = (Steps.Count, ShownBefore);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(ForumMatterId id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var kind = Kebab.Find<ForumStepKind>(Kind);
        // Words that the page put there itself and nobody touched are not typed: with that answer nobody else reads them.
        var shown = kind is ForumStepKind.Elsewhere && Shown?.Trim() == ShownBefore ? null : Shown;
        var answer = new ForumAnswer(kind, ForumOn, Told, Did, CouldNot, shown);
        if (!this.HasAll(ForumStep.Faults(answer, Matter.MayBeShown, today)))
            return Page();
        if (Steps.Count != Version)
            return this.ReadAgain(Steps.Count, "forum-changed-meanwhile");
        if (!this.HasAll((await db.ListNamingAsync(id, answer, ct)).Select(part => (new Refusal("forum-names-somebody"), part))))
        {
            // Names could be tried one after the other: each try stays to be seen.
            await db.AuditAsync(User, "named-in-forum", id.Value, now, ct);
            return Page();
        }
        var step = ForumStep.Of(Matter, Version + 1, answer, today, now, User.AccountId());
        if (step.IsRefused)
            return this.Refused(step.Refusal);
        db.ForumSteps.Add(step.Value);
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FindAsync(id, ct) ? this.ReadAgain(Steps.Count, "forum-changed-meanwhile") : NotFound();
        await db.AuditAsync(User, "answer-forum", id.Value, now, ct);
        TempData["Done"] = texts["Saved"].Value;
        return LocalRedirect($"/forum/{id}");
    }

    private async Task<bool> FindAsync(ForumMatterId id, CancellationToken ct)
    {
        if (await db.ForumMatters.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is not { } matter)
            return false;
        this.ShowsWords(id.Value);
        (Matter, Steps) = (matter, await db.ListStepsAsync(id, ct));
        return true;
    }
}

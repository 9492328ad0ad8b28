using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Plans;

[Authorize(Policy = Policies.OwnPledge), KeepsDraft("plan-say")]
public sealed class SayModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlansText> text) : PageModel
{
    /// <summary><c>agree</c>, <c>disagree</c> or nothing.</summary>
    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>The version of the plan that was shown.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    /// <summary>What was said before.</summary>
    public PlanStance Stance { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } sheet)
            return LocalRedirect("/plan");

        Version = sheet.Head.Id.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is null || await db.FindSharedVersionAsync(User.YoungPersonId(), ct) is not { } version)
            return NotFound();

        if (version.Id.Value != Version)
            return this.ReadAgain(version.Id, "own-plan-changed-meanwhile");
        var voice = PlanVoice.Say(version, null, PlanAnswers.Read(Answer), Words, clock.GetUtcNow(), User.AccountId());
        if (voice.IsRefused)
            return this.Refused(voice.Refusal, voice.Refusal.Code == "words-too-long" ? nameof(Words) : nameof(Answer));

        if (await db.AddVoiceAsync(voice.Value, ct))
            await db.WroteAsync(User, User.YoungPersonId(), "plan-said", clock.GetUtcNow(), ct);
        TempData["Done"] = text[voice.Value.Answer is PlanAnswer.Disagree ? "SayDisagreed" : "SaySaved"].Value;
        return LocalRedirect("/plan");
    }

    private async Task<PlanSheet?> FindAsync(CancellationToken ct)
    {
        var me = User.YoungPersonId();
        var heads = await db.ListPlanHeadsAsync(me, ct);
        if (await db.ReadSharedSheetAsync(me, heads, ct) is not { } sheet)
            return null;

        Stance = sheet.StanceOn(null);
        return sheet;
    }
}

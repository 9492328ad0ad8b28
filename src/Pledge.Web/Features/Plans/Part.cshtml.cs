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

[Authorize(Policy = Policies.OwnPledge), KeepsDraft("plan-part-say", Part = "number")]
public sealed class PartModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlansText> text) : PageModel
{
    /// <summary><c>agree</c>, <c>disagree</c> or nothing.</summary>
    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>The version of the plan that was shown.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public int Number { get; private set; }
    public PlanSheet Sheet { get; private set; } = null!;
    public IReadOnlyList<PlanLine> ToDo { get; private set; } = [];
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken ct)
    {
        if (!await FoundAsync(number, ct))
            return NotFound();

        Version = Sheet.Head.Id.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int number, CancellationToken ct)
    {
        if (!await FoundAsync(number, ct) || await db.FindSharedVersionAsync(User.YoungPersonId(), ct) is not { } version)
            return NotFound();

        if (version.Id.Value != Version)
            return this.ReadAgain(version.Id, "own-plan-changed-meanwhile");
        var voice = PlanVoice.Say(version, number, PlanAnswers.Read(Answer), Words, clock.GetUtcNow(), User.AccountId());
        if (voice.IsRefused)
            return this.Refused(voice.Refusal, voice.Refusal.Code == "words-too-long" ? nameof(Words) : nameof(Answer));

        if (await db.AddVoiceAsync(voice.Value, ct))
            await db.WroteAsync(User, User.YoungPersonId(), "plan-said", clock.GetUtcNow(), ct);
        TempData["Done"] = text["SaySaved"].Value;
        return LocalRedirect($"/plan#matter-{number}");
    }

    private async Task<bool> FoundAsync(int number, CancellationToken ct)
    {
        (Number, Today) = (number, clock.Today());
        var me = User.YoungPersonId();
        if (PlanMatter.Find(number) is null || await db.ListPlanHeadsAsync(me, ct) is not { } heads
            || await db.ReadSharedSheetAsync(me, heads, ct) is not { } sheet)
            return false;

        Sheet = sheet;
        ToDo = [.. (await db.ListPlanLinesAsync(me, ct)).Where(line => line.Matter == number && line.DoneOn is null)];
        return true;
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.PlanWork;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Plans;

/// <summary>What a young person wants in the version that is being written.</summary>
[Authorize(Policy = Policies.OwnPledge), KeepsDraft("plan-wishes")]
public sealed class WishesModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlansText> text) : PageModel
{
    [BindProperty]
    public string? Words { get; set; }

    public IReadOnlyList<PlanSaid> Said { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) is null ? LocalRedirect("/plan") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } version)
            return NotFound();

        var voice = PlanVoice.Say(version, null, null, Words, clock.GetUtcNow(), User.AccountId());
        if (voice.IsRefused)
            return this.Refused(voice.Refusal.Code == "voice-empty" ? new("wishes-empty") : voice.Refusal, nameof(Words));

        if (await db.AddVoiceAsync(voice.Value, ct))
            await db.WroteAsync(User, User.YoungPersonId(), "plan-said", clock.GetUtcNow(), ct);
        TempData["Done"] = text["WishesSent"].Value;
        return LocalRedirect("/plan");
    }

    private async Task<PlanVersion?> FindAsync(CancellationToken ct)
    {
        if (await db.FindLatestVersionAsync(User.YoungPersonId(), ct) is not { State: not PlanState.Shared } version)
            return null;

        Said = [.. (await db.ListVoicesAsync(version.Id, ct)).Where(said => said is { SaidBy: PlanSpeaker.YoungPerson, Words: not null })];
        return version;
    }
}

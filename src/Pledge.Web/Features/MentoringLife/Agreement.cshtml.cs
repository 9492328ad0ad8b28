using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentoring;
using Pledge.Domain.Opportunities;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.MentoringLife;

/// <summary>The two agree: one writes it down, the other says yes or writes it anew.</summary>
[Authorize(Policy = Policies.BeInMatch), KeepsDraft("mentor-agreement", Subject = "match")]
public sealed class AgreementModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentoringLifeText> texts) : PageModel
{
    [BindProperty]
    public string? WhatWeDo { get; set; }

    /// <summary>Kebab-case.</summary>
    [BindProperty]
    public string? HowOften { get; set; }

    [BindProperty]
    public DateOnly? UntilOn { get; set; }

    [BindProperty]
    public string? Goals { get; set; }

    /// <summary>The version that the form was filled from.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    /// <summary>What was pointed out in a mentor's words already: sent again with the same in them, they go.</summary>
    [BindProperty]
    public string? PointedOut { get; set; }

    public Pair Pair { get; private set; } = null!;
    public MentorAgreement? Standing { get; private set; }

    /// <summary>With which one is written today.</summary>
    public AgreementTerms Terms => AgreementTerms.On(clock.Today());

    public async Task<IActionResult> OnGetAsync(MentorMatchId match, CancellationToken ct)
    {
        if (!await FoundAsync(match, ct) || !Pair.Runs)
            return NotFound();
        if (Standing is { } standing)
            (WhatWeDo, HowOften, UntilOn, Goals, Version) = (standing.WhatWeDo, Kebab.Of(standing.HowOften), standing.UntilOn, standing.Goals, standing.Id.Value);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(MentorMatchId match, CancellationToken ct)
    {
        if (!await FoundAsync(match, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        // Nobody reads a mentor's words before the young person does.
        var found = Pair.Side is MatchSide.Mentor ? string.Join(", ", PostWords.LookAgainIn(WhatWeDo, Goals).Select(word => $"“{word}”")) : "";
        if (found.Length > 0 && found != PointedOut)
        {
            PointedOut = found;
            return this.Refused(new("words-to-look-at", found), nameof(WhatWeDo));
        }
        if (await db.WriteAgreementAsync(User, Pair, new(WhatWeDo, Kebab.Find<MeetingRhythm>(HowOften), UntilOn, Goals), Version, clock.GetUtcNow(), ct) is { } refusal)
        {
            if (refusal.Code == "agreement-changed-meanwhile" && await FoundAsync(match, ct))
                return this.ReadAgain(Standing?.Id.Value ?? Guid.Empty, refusal.Code);
            return this.Refused(refusal, refusal.Code switch
            {
                "agreement-what-missing" or "agreement-words-too-long" => nameof(WhatWeDo),
                "agreement-how-often-missing" => nameof(HowOften),
                "agreement-until-missing" or "agreement-until-not-valid" => nameof(UntilOn),
                _ => "",
            });
        }
        TempData["Done"] = texts["AgreementSaved", Pair.Called].Value;
        return LocalRedirect(Pair.Path);
    }

    public async Task<IActionResult> OnPostYesAsync(MentorMatchId match, CancellationToken ct)
    {
        if (!await FoundAsync(match, ct))
            return NotFound();
        if (Standing is null || Standing.Id.Value != Version || !Pair.Runs)
            return this.ReadAgain(Standing?.Id.Value ?? Guid.Empty, "agreement-changed-meanwhile");
        Standing.Agree(Pair.Side, clock.GetUtcNow());
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FoundAsync(match, ct) ? this.ReadAgain(Standing?.Id.Value ?? Guid.Empty, "agreement-changed-meanwhile") : NotFound();
        await db.TraceOwnAsync(User, Pair, "mentor-agreement", clock.GetUtcNow(), ct);
        TempData["Done"] = texts["AgreementHolds"].Value;
        return LocalRedirect(Pair.Path);
    }

    private async Task<bool> FoundAsync(MentorMatchId id, CancellationToken ct)
    {
        if (await db.FindPairAsync(User, id, ct) is not { } found)
            return false;
        (Pair, Standing) = (found, await db.FindAgreementAsync(id, ct));
        return true;
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentoring;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.MentoringLife;

/// <summary>Somebody of a match, or a coordinator, says that they are worried. It is told at once and never lost.</summary>
[Authorize(Policy = Policies.RaiseConcern), KeepsDraft("mentor-worried", Subject = "match")]
public sealed class WorriedModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentoringLifeText> texts) : PageModel
{
    [BindProperty]
    public string? Words { get; set; }

    public Pair Pair { get; private set; } = null!;

    /// <summary>What the caller said before, the latest first, with whether somebody has read it.</summary>
    public IReadOnlyList<MentorConcern> Before { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(MentorMatchId match, CancellationToken ct) => await FoundAsync(match, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(MentorMatchId match, CancellationToken ct)
    {
        if (!await FoundAsync(match, ct))
            return NotFound();
        var now = clock.GetUtcNow();
        var raised = MentorConcern.Raise(Pair.Match, Pair.Side, Words, now, User.AccountId());
        if (raised.IsRefused)
            return this.Refused(raised.Refusal, nameof(Words));
        await db.RaiseConcernAsync(User, Pair, raised.Value, now, ct);
        TempData["Done"] = texts["WorrySent"].Value;
        return LocalRedirect($"/mentor-match/{match}/worried");
    }

    private async Task<bool> FoundAsync(MentorMatchId id, CancellationToken ct)
    {
        if (await db.FindPairAsync(User, id, ct) is not { } found)
            return false;
        var me = User.AccountId();
        (Pair, Before) = (found, await db.MentorConcerns.AsNoTracking().Where(row => row.MatchId == id && row.RaisedBy == me).OrderByDescending(row => row.RaisedAt).Take(20).ToListAsync(ct));
        return true;
    }
}

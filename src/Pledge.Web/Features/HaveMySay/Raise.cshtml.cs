using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Forum;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.HaveMySay;

/// <summary>Something for the forum to talk about.</summary>
[Authorize(Policy = Policies.OwnPledge), KeepsDraft("forum-matter", Needs = nameof(Words))]
public sealed class RaiseModel(PledgeDb db, TimeProvider clock, IStringLocalizer<HaveMySayText> text) : PageModel
{
    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public bool? MayBeShown { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var (me, now) = (User.YoungPersonId(), clock.GetUtcNow());
        var person = await db.YoungPeople.AsNoTracking().SingleAsync(row => row.Id == me, ct);
        var raised = ForumMatter.Raise(User.AuthorityId(), me, person.FirstName, Words, MayBeShown, now);
        if (raised.IsRefused)
            return this.Refused(raised.Refusal, raised.Refusal.Code == "forum-shown-missing" ? nameof(MayBeShown) : nameof(Words));
        // A second tap raises nothing new; sent again with another choice, the newer choice counts. What was answered stays as it is, and the same words are new again.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({me.ToString()}, 928))", ct);
        var same = await db.ForumMatters.FirstOrDefaultAsync(other => other.YoungPersonId == me && other.TakenBackAt == null && other.Words == raised.Value.Words
            && !db.ForumSteps.Any(step => step.MatterId == other.Id && step.Kind != ForumStepKind.Listed), ct);
        if (same?.MayBeShown != raised.Value.MayBeShown)
        {
            same?.LetBeShown(raised.Value.MayBeShown);
            if (same is null)
                db.ForumMatters.Add(raised.Value);
            await db.SaveChangesAsync(ct);
            await db.WroteAsync(User, me, same is null ? "forum-matter" : "forum-matter-choice", now, ct);
        }
        TempData["Done"] = text["Raised"].Value;
        return LocalRedirect("/have-my-say");
    }
}

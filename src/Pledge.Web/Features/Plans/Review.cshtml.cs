using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.PlanWork;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Plans;

/// <summary>A young person asks to go through their plan, on any day.</summary>
[Authorize(Policy = Policies.OwnPledge), KeepsDraft("review-ask")]
public sealed class ReviewModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlansText> text) : PageModel
{
    [BindProperty]
    public string? Words { get; set; }

    public OpenRequest? Asked { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => Asked = await db.FindOpenRequestAsync(User.YoungPersonId(), clock.Today(), ct);

    public async Task<IActionResult> OnPostAskAsync(CancellationToken ct)
    {
        var me = User.YoungPersonId();
        await db.TakeTurnAsync(me, ct);
        Asked = await db.FindOpenRequestAsync(me, clock.Today(), ct);
        var request = ReviewRequest.Ask(User.AuthorityId(), me, Words, clock.GetUtcNow(), User.AccountId());
        if (Asked is null && request.IsRefused)
            return this.Refused(request.Refusal, nameof(Words));

        // One that stands is enough: a second tap, or a second wish before the first was met, adds nothing.
        if (Asked is null)
            db.ReviewRequests.Add(request.Value!);
        return await SaveAsync("review-asked", "Asked", ct);
    }

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken ct)
    {
        foreach (var request in await db.ReviewRequests.Where(row => row.YoungPersonId == User.YoungPersonId() && row.TakenBackAt == null).ToListAsync(ct))
            request.TakeBack(clock.GetUtcNow());
        return await SaveAsync("review-taken-back", "TakenBack", ct);
    }

    private async Task<IActionResult> SaveAsync(string what, string said, CancellationToken ct)
    {
        if (await db.SaveChangesAsync(ct) > 0)
            await db.WroteAsync(User, User.YoungPersonId(), what, clock.GetUtcNow(), ct);
        TempData["Done"] = text[said].Value;
        return LocalRedirect("/plan");
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Opportunities;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.FindWork;

/// <summary>Posts that a young person does not want suggested, until they want to see them again. Nobody else sees it.</summary>
[Authorize(Policy = Policies.OwnPledge)]
public sealed class PutAwayModel(PledgeDb db, TimeProvider clock, IStringLocalizer<FindWorkText> texts) : PageModel
{
    private const int Most = 200;

    /// <summary>Of a post.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    public IReadOnlyList<HiddenOpportunity> Hidden { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Hidden = await Own().AsNoTracking().OrderByDescending(row => row.HiddenAt).ThenBy(row => row.Id).Take(Most).ToListAsync(ct);

    public async Task<IActionResult> OnPostHideAsync(CancellationToken ct)
    {
        if (await db.ReadWorkAsync(new(Id), ct) is not (var post, var live))
            return NotFound();
        if (!await Own().AnyAsync(row => row.OpportunityId == post.Id, ct))
        {
            db.HiddenOpportunities.Add(HiddenOpportunity.Hide(User.AuthorityId(), User.YoungPersonId(), post.Id, live.Details.Title ?? "", clock.GetUtcNow()));
            // Put away in another window already: once is enough.
            await db.SavedUnlessChangedAsync(ct);
        }
        TempData["Done"] = texts["Hidden"].Value;
        return LocalRedirect("/find-work");
    }

    public async Task<IActionResult> OnPostAgainAsync(CancellationToken ct)
    {
        var id = new OpportunityId(Id);
        if (await Own().SingleOrDefaultAsync(row => row.OpportunityId == id, ct) is not { } hidden)
            return await db.ReadWorkAsync(id, ct) is null ? NotFound() : LocalRedirect("/find-work/put-away");
        hidden.End(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        TempData["Done"] = texts["ShownAgain"].Value;
        return LocalRedirect("/find-work/put-away");
    }

    private IQueryable<HiddenOpportunity> Own()
    {
        var me = User.YoungPersonId();
        return db.HiddenOpportunities.Where(row => row.YoungPersonId == me && row.EndedAt == null);
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Forum;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Forum;

namespace Pledge.Web.Features.HaveMySay;

/// <summary>One thing that this young person raised, and what came of it.</summary>
[Authorize(Policy = Policies.OwnPledge)]
public sealed class RaisedModel(PledgeDb db, TimeProvider clock, IStringLocalizer<HaveMySayText> text) : PageModel
{
    public ForumMatter Matter { get; private set; } = null!;
    public IReadOnlyList<StepRow> Steps { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(ForumMatterId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } matter)
            return NotFound();
        (Matter, Steps) = (matter, await db.ListStepsAsync(id, ct));
        return Page();
    }

    public async Task<IActionResult> OnPostShareAsync(ForumMatterId id, bool others, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { TakenBackAt: null } matter)
            return NotFound();
        if (matter.MayBeShown != others)
        {
            matter.LetBeShown(others);
            await db.SaveChangesAsync(ct);
            await db.WroteAsync(User, User.YoungPersonId(), "forum-matter-choice", clock.GetUtcNow(), ct);
        }
        TempData["Done"] = text[others ? "OthersMay" : "OthersMayNot"].Value;
        return LocalRedirect($"/have-my-say/raised/{id}");
    }

    public async Task<IActionResult> OnPostTakeBackAsync(ForumMatterId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } matter)
            return NotFound();
        if (matter.TakenBackAt is null)
        {
            var now = clock.GetUtcNow();
            matter.TakeBack(now);
            await db.SaveChangesAsync(ct);
            await db.WroteAsync(User, User.YoungPersonId(), "forum-matter-back", now, ct);
        }
        TempData["Done"] = text["TakenBack"].Value;
        return LocalRedirect($"/have-my-say/raised/{id}");
    }

    private Task<ForumMatter?> FindAsync(ForumMatterId id, CancellationToken ct) => db.ForumMatters.SingleOrDefaultAsync(row => row.Id == id && row.YoungPersonId == User.YoungPersonId(), ct);
}

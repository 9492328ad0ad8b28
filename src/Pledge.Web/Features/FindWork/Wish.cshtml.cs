using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Domain.Opportunities;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.FindWork;

/// <summary>A young person says what work or learning they look for, and what of it may be used. A draft of their worker is filled in, and counts once they send it.</summary>
[Authorize(Policy = Policies.OwnPledge), KeepsDraft("work-wish")]
public sealed class WishModel(PledgeDb db, TimeProvider clock, IStringLocalizer<FindWorkText> texts) : PageModel
{
    [BindProperty]
    public WorkWishForm Form { get; set; } = new();

    /// <summary>The wish of theirs that the form was filled beside.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public bool IsFromDraft { get; private set; }
    public bool IsLooking { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var mine = await FindAsync(WishSide.YoungPerson, ct);
        var draft = await FindAsync(WishSide.Worker, ct);
        (Version, IsFromDraft, IsLooking) = (mine?.Id.Value ?? Guid.Empty, draft is not null, mine?.IsLooking ?? false);
        // What may be used is theirs to say, whatever a draft holds.
        var begin = (draft ?? mine)?.Details ?? new(null, [], [], null, null, null, null, null, null, [], [], []);
        Form = WorkWishForm.Of(begin with { NotUsed = mine?.NotUsed ?? WorkWish.UsuallyNotUsed });
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return Page();
        if (await WriteAsync(isLooking: true, Form.ToDetails(), ct) is { } refusal)
            return refusal.Code == "wish-changed-meanwhile" ? this.ReadAgain((await FindAsync(WishSide.YoungPerson, ct))?.Id.Value ?? Guid.Empty, refusal.Code) : this.Refused(refusal, WorkWishForm.FieldOf(refusal));
        TempData["Done"] = texts["WishSaved"].Value;
        return LocalRedirect("/find-work");
    }

    public async Task<IActionResult> OnPostStopAsync(CancellationToken ct)
    {
        ModelState.Clear();
        if (await FindAsync(WishSide.YoungPerson, ct) is { } mine && await WriteAsync(isLooking: false, mine.Details, ct) is { } refusal)
        {
            await OnGetAsync(ct);
            return this.Refused(refusal);
        }
        TempData["Done"] = texts["Stopped"].Value;
        return LocalRedirect("/find-work");
    }

    private Task<Refusal?> WriteAsync(bool isLooking, WorkWishDetails details, CancellationToken ct) =>
        db.WriteWorkWishAsync(User, User.YoungPersonId(), WishSide.YoungPerson, isLooking, details, Version, clock.GetUtcNow(), ct);

    private Task<WorkWish?> FindAsync(WishSide side, CancellationToken ct) => db.FindWorkWishAsync(User.YoungPersonId(), side, ct);
}

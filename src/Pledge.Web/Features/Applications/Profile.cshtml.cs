using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain.Applications;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Applications;

/// <summary>What a young person can say of themselves to employers. Nobody else reads it; each application releases what they choose.</summary>
[Authorize(Policy = Policies.OwnPledge), KeepsDraft("work-profile")]
public sealed class ProfileModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ApplicationsText> texts) : PageModel
{
    [BindProperty]
    public string? Skills { get; set; }

    [BindProperty]
    public string? Done { get; set; }

    [BindProperty]
    public string? Likes { get; set; }

    [BindProperty]
    public string? Referees { get; set; }

    /// <summary>The opportunity for which they were applying, to go back to.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Opportunity { get; set; }

    /// <summary>The version the form was filled from.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (await db.FindProfileAsync(User.YoungPersonId(), ct) is not { } mine)
            return;
        (Skills, Done, Likes, Referees, Version) = (mine.Skills, mine.Done, mine.Likes, mine.Referees, mine.Id.Value);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await db.Database.LockProfileAsync(User.YoungPersonId(), ct);
        var before = await db.FindProfileAsync(User.YoungPersonId(), ct);
        if ((before?.Id.Value ?? Guid.Empty) != Version)
            return this.ReadAgain(before?.Id.Value ?? Guid.Empty, "profile-changed-meanwhile");
        var written = WorkProfile.Write(User.AuthorityId(), User.YoungPersonId(), Skills, Done, Likes, Referees, clock.GetUtcNow(), User.AccountId());
        if (written.IsRefused)
            return this.Refused(written.Refusal, nameof(Skills));
        before?.Supersede(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        db.WorkProfiles.Add(written.Value);
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(User, User.YoungPersonId(), "work-profile", clock.GetUtcNow(), ct);
        TempData["Done"] = texts["ProfileSaved"].Value;
        return LocalRedirect(Opportunity is { } opportunity ? $"/find-work/{opportunity}/apply" : "/applications");
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Applications;
using Pledge.Domain.Opportunities;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.FindWork;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Applications;

/// <summary>A young person writes an application: what the employer is to read, item by item. Saved as a draft; sending comes after seeing it as the employer will.</summary>
[Authorize(Policy = Policies.OwnPledge), KeepsDraft("job-application")]
public sealed class ApplyModel(PledgeDb db, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Called { get; set; }

    [BindProperty]
    public string? Contact { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    /// <summary>What of the profile is released: <c>skills</c>, <c>done</c>, <c>likes</c>, <c>references</c>.</summary>
    [BindProperty]
    public IReadOnlyList<string>? Shows { get; set; }

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    [BindProperty]
    public string? TellsCare { get; set; }

    [BindProperty]
    public string? Adjustments { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    /// <summary>Null when it is not open any more; a draft of theirs is then looked at, and cannot be sent.</summary>
    public Opportunity? Post { get; private set; }
    public string Title { get; private set; } = "";
    public WorkProfile? Profile { get; private set; }
    public JobApplication? Draft { get; private set; }

    /// <summary>Whether only young people in or out of care see it, so that the employer knows without being told.</summary>
    public bool IsOnlyForOurs { get; private set; }

    /// <summary>What of the profile there is to release.</summary>
    public IEnumerable<string> Items => new[] { ("skills", Profile?.Skills), ("done", Profile?.Done), ("likes", Profile?.Likes), ("references", Profile?.Referees) }.Where(item => item.Item2 is not null).Select(item => item.Item1);

    public async Task<IActionResult> OnGetAsync(OpportunityId opportunity, CancellationToken ct)
    {
        if (!await FoundAsync(opportunity, ct))
            return NotFound();
        if (Post is null || Draft is { State: not ApplicationState.Draft })
            return LocalRedirect($"/applications/{Draft!.Id}");
        if (Draft is { } draft)
        {
            (Called, Contact, Why, Adjustments, Version) = (draft.Called, draft.Contact, draft.Why, draft.Adjustments, db.VersionOf(draft));
            TellsCare = draft.TellsCare switch { true => "yes", false => "no", _ => null };
            Shows = [.. new[] { ("skills", draft.Skills), ("done", draft.Done), ("likes", draft.Likes), ("references", draft.Referees) }.Where(item => item.Item2 is not null).Select(item => item.Item1)];
        }
        else
        {
            Called = await db.YoungPeople.Where(row => row.Id == User.YoungPersonId()).Select(row => row.KnownAs ?? row.GivenName).SingleOrDefaultAsync(ct);
            Shows = [.. Items];
        }
        return Page();
    }

    public Task<IActionResult> OnPostAsync(OpportunityId opportunity, CancellationToken ct) => SaveAsync(opportunity, later: false, ct);

    /// <summary>Keeps it as it is, to go on another day.</summary>
    public Task<IActionResult> OnPostLaterAsync(OpportunityId opportunity, CancellationToken ct) => SaveAsync(opportunity, later: true, ct);

    private async Task<IActionResult> SaveAsync(OpportunityId opportunity, bool later, CancellationToken ct)
    {
        if (!await FoundAsync(opportunity, ct))
            return NotFound();
        if (Post is null || Draft is { State: not ApplicationState.Draft })
            return LocalRedirect($"/applications/{Draft!.Id}");
        if (Draft is { } standing && db.VersionOf(standing) != Version)
            return this.ReadAgain(db.VersionOf(standing), "application-changed-meanwhile");
        var now = clock.GetUtcNow();
        var draft = Draft ?? JobApplication.Begin(User.AuthorityId(), User.YoungPersonId(), Post, Title, now, User.AccountId());
        string? Of(string item, string? words) => Shows?.Contains(item) == true ? words : null;
        var details = new ApplicationDetails(Called, Contact, Why, Of("skills", Profile?.Skills), Of("done", Profile?.Done), Of("likes", Profile?.Likes), Of("references", Profile?.Referees), Adjustments,
            TellsCare switch { "yes" => true, "no" => false, _ => null });
        if (draft.Write(details, now, User.AccountId()) is { } refusal)
            return this.Refused(refusal, FieldOf(refusal));
        // What is missing is asked for here, where it can be typed.
        if (!later && !this.HasAll(draft.Missing().Select(missing => (missing, FieldOf(missing)))))
            return Page();
        if (Draft is null)
            db.JobApplications.Add(draft);
        if (!await db.SavedUnlessChangedAsync(ct))
            return LocalRedirect($"/find-work/{opportunity}/apply");
        return LocalRedirect(later ? "/applications" : $"/applications/{draft.Id}");
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "called-missing" or "called-too-long" => nameof(Called),
        "contact-missing" or "contact-too-long" => nameof(Contact),
        "why-missing" or "words-too-long" => nameof(Why),
        "tells-care-missing" => nameof(TellsCare),
        "adjustments-too-long" => nameof(Adjustments),
        _ => "",
    };

    private async Task<bool> FoundAsync(OpportunityId id, CancellationToken ct)
    {
        Draft = await db.JobApplications.SingleOrDefaultAsync(row => row.YoungPersonId == User.YoungPersonId() && row.OpportunityId == id && row.State != ApplicationState.Withdrawn, ct);
        if (await db.ReadWorkAsync(id, ct) is not var (post, live) || !post.IsLiveOn(clock.Today()))
            return Draft is not null;
        (Post, Title, IsOnlyForOurs) = (post, live.Details.Title ?? "", live.Details.Audience is OpportunityAudience.Only);
        Profile = await db.FindProfileAsync(User.YoungPersonId(), ct);
        return true;
    }
}

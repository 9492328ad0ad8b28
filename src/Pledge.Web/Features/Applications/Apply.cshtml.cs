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
[Authorize(Policy = Policies.OwnPledge), KeepsDraft(Form, Subject = "opportunity")]
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

    /// <summary>Where the button leads once it is saved: <see cref="Later"/>, <see cref="AboutMe"/>, or, when it says nothing, to what the employer will read.</summary>
    [BindProperty]
    public string? Then { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    public const string Form = "job-application", Later = "later", AboutMe = "about-me";

    public Opportunity Post { get; private set; } = null!;
    public string Title { get; private set; } = "";
    public WorkProfile? Profile { get; private set; }
    public JobApplication? Draft { get; private set; }

    public bool IsApprenticeship { get; private set; }

    /// <summary>What of the profile there is to release.</summary>
    public IEnumerable<string> Items => ItemsOf(Profile?.Skills, Profile?.Done, Profile?.Likes, Profile?.Referees);

    public async Task<IActionResult> OnGetAsync(OpportunityId opportunity, CancellationToken ct)
    {
        if (await ElsewhereAsync(opportunity, ct) is { } elsewhere)
            return elsewhere;
        // What they took back is where they begin again; whether to tell of their time in care they are asked anew.
        if ((Draft ?? await Mine(opportunity).Where(row => row.State == ApplicationState.Withdrawn).OrderByDescending(row => row.EndedAt).AsNoTracking().FirstOrDefaultAsync(ct)) is { } written)
        {
            (Called, Contact, Why, Adjustments) = (written.Called, written.Contact, written.Why, written.Adjustments);
            Shows = [.. ItemsOf(written.Skills, written.Done, written.Likes, written.Referees)];
        }
        else
            Called = await db.YoungPeople.Where(row => row.Id == User.YoungPersonId()).Select(row => row.KnownAs ?? row.GivenName).SingleOrDefaultAsync(ct);
        if (Draft is { } draft)
            (TellsCare, Version) = (draft.TellsCare switch { true => "yes", false => "no", _ => null }, db.VersionOf(draft));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(OpportunityId opportunity, CancellationToken ct)
    {
        if (await ElsewhereAsync(opportunity, ct) is { } elsewhere)
            return elsewhere;
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
        if (Then is not (Later or AboutMe) && !this.HasAll(Missing(draft).Select(missing => (missing, FieldOf(missing)))))
            return Page();
        if (Draft is null)
            db.JobApplications.Add(draft);
        if (!await db.SavedUnlessChangedAsync(ct))
            return LocalRedirect($"/find-work/{opportunity}/apply");
        return LocalRedirect(Then switch { Later => "/applications", AboutMe => $"/work-profile?opportunity={opportunity}", _ => $"/applications/{draft.Id}" });
    }

    private static IEnumerable<Refusal> Missing(JobApplication draft) =>
        draft.Contact is { } contact && !new EmailShapeAttribute().IsValid(contact) && !PhoneNumber.IsOne(contact) ? draft.Missing().Append(new("contact-not-understood")) : draft.Missing();

    private static IEnumerable<string> ItemsOf(string? skills, string? done, string? likes, string? referees) =>
        new[] { ("skills", skills), ("done", done), ("likes", likes), ("references", referees) }.Where(item => item.Item2 is not null).Select(item => item.Item1);

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "called-missing" or "called-too-long" => nameof(Called),
        "contact-missing" or "contact-too-long" or "contact-not-understood" => nameof(Contact),
        "why-missing" or "words-too-long" => nameof(Why),
        "tells-care-missing" => nameof(TellsCare),
        "adjustments-too-long" => nameof(Adjustments),
        _ => "",
    };

    private IQueryable<JobApplication> Mine(OpportunityId id)
    {
        var me = User.YoungPersonId();
        return db.JobApplications.Where(row => row.YoungPersonId == me && row.OpportunityId == id);
    }

    /// <returns>Null when they can write; otherwise what they come to instead: what they sent, a draft of what closed, or the closed post.</returns>
    private async Task<IActionResult?> ElsewhereAsync(OpportunityId id, CancellationToken ct)
    {
        Draft = await Mine(id).SingleOrDefaultAsync(row => row.State != ApplicationState.Withdrawn, ct);
        var found = await db.ReadWorkAsync(id, ct);
        var isOpen = found?.Post.IsLiveOn(clock.Today()) is true;
        if (Draft is { } mine && (!isOpen || mine.State is not ApplicationState.Draft))
            return LocalRedirect($"/applications/{mine.Id}");
        if (found is not var (post, live))
            return NotFound();
        if (!isOpen)
            return LocalRedirect($"/find-work/{id}");
        (Post, Title, IsApprenticeship) = (post, live.Details.Title ?? "", live.Details.Kind is OpportunityKind.Apprenticeship);
        Profile = await db.FindProfileAsync(User.YoungPersonId(), ct);
        return null;
    }
}

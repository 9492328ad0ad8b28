using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Matching.Mentors;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Mentoring;
using Pledge.Web.Features.Partners;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Mentors;

/// <summary>One mentor: what is kept about them, their history, and whether they sign in.</summary>
[Authorize(Policy = Policies.RunMentoring)]
public sealed class DetailsModel(PledgeDb db, Invitations invitations, TimeProvider clock, IStringLocalizer<MentorsText> texts) : PageModel
{
    [BindProperty]
    public uint Version { get; set; }

    /// <summary>With which they sign in; null while they do not.</summary>
    public PartnerAccount? Account { get; private set; }

    public Mentor Mentor { get; private set; } = null!;
    public Organisation? Organisation { get; private set; }
    public IReadOnlyList<ToldLine> Told { get; private set; } = [];
    public IReadOnlyList<StandingBar> Bars { get; private set; } = [];
    public IReadOnlyList<MentorPairRow> Pairs { get; private set; } = [];

    /// <summary>What forbids nothing, and keeps them from being found: <c>only-adults</c>, <c>no-place</c>, <c>unknown-place</c>, <c>no-times</c>, <c>no-helps</c>.</summary>
    public IReadOnlyList<string> Hints { get; private set; } = [];

    /// <summary>London day of a first meeting, as matching thinks of it.</summary>
    public DateOnly MeetingOn { get; private set; }
    public DateOnly Today { get; private set; }
    private Dictionary<AccountId, string> Names { get; set; } = [];

    /// <summary>Who it was; null for somebody who is a coordinator no longer.</summary>
    public string? NameOf(AccountId id) => id == Mentor.AccountId ? Mentor.Name : Names.GetValueOrDefault(id);

    public async Task<IActionResult> OnGetAsync(MentorId id, CancellationToken ct) => await FoundAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostInviteAsync(MentorId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (Mentor.Email is null)
            return this.Refused(new("mentor-has-no-email"));
        if (Mentor.State is MentorState.Left || Mentor.AccountId is not null)
            return this.Refused(new(Mentor.AccountId is null ? "mentor-has-left" : "mentor-signs-in-already"));
        var invited = await invitations.InvitePartnerAsync(User, Mentor.Name, Mentor.Email, ct);
        if (invited.IsRefused)
            return this.Refused(invited.Refusal);
        // A refused invitation forgot what was read.
        if (await db.FindMentorAsync(id, ct) is not { } mentor)
            return NotFound();
        if (mentor.SignInWith(invited.Value.Id, clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(refusal);
        if (!await db.SavedUnlessChangedAsync(ct))
            return this.Refused(new("account-is-another-mentors"));
        return Done(id, invited.Value.IsNew ? "Invited" : "SignsInNow");
    }

    public async Task<IActionResult> OnPostInviteAgainAsync(MentorId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct) || Mentor.AccountId is not { } account || !await invitations.SendAgainAsync(User, account, ct))
            return NotFound();
        return Done(id, "Invited");
    }

    public async Task<IActionResult> OnPostEndSignInAsync(MentorId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (db.VersionOf(Mentor) != Version)
            return this.ReadAgain(db.VersionOf(Mentor), "mentor-changed-meanwhile");
        Mentor.SignInNoMore(clock.GetUtcNow(), User.AccountId());
        return Done(id, await db.SavedUnlessChangedAsync(ct) ? "SignInEnded" : "SomebodyWasFirst");
    }

    /// <param name="line">Of a check or a course.</param>
    public async Task<IActionResult> OnPostTakeBackAsync(MentorId id, Guid line, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (db.VersionOf(Mentor) != Version)
            return this.ReadAgain(db.VersionOf(Mentor), "mentor-changed-meanwhile");
        if (Mentor.TakeBack(line, clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(refusal);
        return Done(id, await db.SavedUnlessChangedAsync(ct) ? "RecordTakenBack" : "SomebodyWasFirst");
    }

    private LocalRedirectResult Done(MentorId id, string said)
    {
        TempData["Done"] = texts[said].Value;
        return LocalRedirect($"/mentors/{id}");
    }

    private async Task<bool> FoundAsync(MentorId id, CancellationToken ct)
    {
        if (await db.FindMentorAsync(id, ct) is not { } mentor)
            return false;

        (Mentor, Today) = (mentor, clock.Today());
        if (!HttpMethods.IsPost(Request.Method))
            Version = db.VersionOf(mentor);
        Account = mentor.AccountId is { } account ? await db.FindPartnerAccountAsync(account, ct) : null;
        Organisation = mentor.OrganisationId is { } from ? await db.Organisations.FindAsync([from], ct) : null;
        Names = await db.Staff.ToDictionaryAsync(staff => staff.Id, staff => staff.DisplayName, ct);
        Told = await db.ListToldAsync(id, ct);
        Pairs = await db.ListPairsAsync(id, Today, ct);
        MeetingOn = Today.AddDays(MentorSuggestions.MeetingInDays);
        Bars = [.. Readiness.On(MeetingOn, mentor.State, mentor.Clearance, mentor.Courses, mentor.Places, Pairs.Count(pair => pair.EndedOn is null)), .. Readiness.ForMatching(MeetingOn, mentor, MentorSafeguards.Default)];
        Hints = [.. await HintsAsync(ct)];
        return true;
    }

    // What forbids nothing and still keeps young people from finding them.
    private async Task<List<string>> HintsAsync(CancellationToken ct)
    {
        List<string> hints = [];
        if (Mentor.Clearance is { Outcome: ClearanceOutcome.Accepted } check && check.Level >= MentorSafeguards.Default.ForAdults && check.Level < MentorSafeguards.Default.ForChildren)
            hints.Add("only-adults");
        if (Mentor.Outcode is null || Mentor.TravelKm is null)
            hints.Add("no-place");
        else if (!(await db.Database.SqlQuery<bool>($"select exists (select from pledge.outcode o where o.outcode = {Mentor.Outcode}) as \"Value\"").ToListAsync(ct))[0])
            hints.Add("unknown-place");
        if (Mentor.Times.Count == 0)
            hints.Add("no-times");
        if (Mentor.Helps.Count == 0)
            hints.Add("no-helps");
        return hints;
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Mentors;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Mentoring;

/// <summary>A young person who looks, as far as they released it: who fits and why, why others do not, and what the coordinator can do about it.</summary>
[Authorize(Policy = Policies.RunMentoring)]
public sealed class SeekerModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentoringText> texts, IStringLocalizer<MentorsText> choices) : PageModel
{
    [BindProperty]
    public Guid? Mentor { get; set; }

    /// <summary>Which "not to be matched" ends.</summary>
    [BindProperty]
    public Guid? Never { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public DateOnly? LookAgainOn { get; set; }

    public SeekerRow Seeker { get; private set; } = null!;
    public MentorFits Fits { get; private set; } = null!;
    /// <summary>Proposals that wait.</summary>
    public IReadOnlyList<MentorProposal> Open { get; private set; } = [];
    public IReadOnlyList<MentorNever> Nevers { get; private set; } = [];
    public DateOnly Today { get; private set; }
    private Dictionary<MentorId, string> Names { get; set; } = [];

    /// <summary>Every mentor who has not left, to say that it is never to be them.</summary>
    public IEnumerable<SelectListItem> Choices => [new("", ""), .. Names.OrderBy(pair => pair.Value, StringComparer.Ordinal).Select(pair => new SelectListItem(pair.Value, pair.Key.ToString()))];

    public string NameOf(MentorId id) => Names.GetValueOrDefault(id) ?? texts["MentorGone"].Value;

    /// <summary>What they released, by item, in words.</summary>
    public IEnumerable<(string Item, string Said)> Said => new[]
    {
        ("words", Seeker.Words ?? ""), ("hopes", Joined("Help_", Seeker.Hopes)), ("interests", Joined("Interest_", Seeker.Interests)), ("times", Joined("Time_", Seeker.Times)),
        ("kind", Joined("Kind_", Seeker.Kinds)), ("background", string.Join(", ", Seeker.Backgrounds.Select(choice => texts["Shares_" + choice].Value))),
        ("gender", string.Join(", ", Seeker.Genders.Select(choice => texts["Rather_" + choice].Value))), ("language", Joined("Language_", Seeker.Languages)),
        ("near", Seeker.TravelKm is { } km ? texts[$"Far_{km}"].Value : ""),
    }.Where(pair => pair.Item2.Length > 0);

    public async Task<IActionResult> OnGetAsync(Guid youngPerson, CancellationToken ct)
    {
        if (!await FoundAsync(youngPerson, ct))
            return NotFound();
        await db.LookedAsync(User, new(youngPerson), "mentor-seeker", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostProposeAsync(Guid youngPerson, CancellationToken ct)
    {
        if (!await FoundAsync(youngPerson, ct))
            return NotFound();
        if (Fits.Suggested.Concat(Fits.Others).FirstOrDefault(one => one.Id.Value == Mentor) is not { } suggested)
            return this.Refused(new("proposal-not-possible"));
        if (await db.ProposeAsync(User, new(youngPerson), suggested.Id, ProposalSide.Coordinator, clock.GetUtcNow(), ct) is { } refusal)
            return this.Refused(refusal);
        TempData["Done"] = texts["Proposed", suggested.Called].Value;
        return LocalRedirect("/mentoring");
    }

    public async Task<IActionResult> OnPostLookAsync(Guid youngPerson, CancellationToken ct)
    {
        if (!await FoundAsync(youngPerson, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        var waiting = MentorWaiting.Say(User.AuthorityId(), new(youngPerson), LookAgainOn, clock.GetUtcNow(), User.AccountId());
        if (waiting.IsRefused)
            return this.Refused(waiting.Refusal, nameof(LookAgainOn));
        db.MentorWaitings.Add(waiting.Value);
        await db.SaveChangesAsync(ct);
        TempData["Done"] = texts["LookSaved"].Value;
        return LocalRedirect($"/mentoring/{youngPerson}");
    }

    public async Task<IActionResult> OnPostNeverAsync(Guid youngPerson, CancellationToken ct)
    {
        if (!await FoundAsync(youngPerson, ct))
            return NotFound();
        if (Mentor is not { } id || !Names.ContainsKey(new(id)))
            return this.Refused(new("never-needs-mentor"), nameof(Mentor));
        var never = MentorNever.Set(User.AuthorityId(), new(youngPerson), new(id), NeverSide.Coordinator, Reason, clock.GetUtcNow(), User.AccountId());
        if (never.IsRefused)
            return this.Refused(never.Refusal, nameof(Reason));
        db.MentorNevers.Add(never.Value);
        if (!await db.SavedUnlessChangedAsync(ct))
            return this.Refused(new("never-already"), nameof(Mentor));
        TempData["Done"] = texts["NeverSaved"].Value;
        return LocalRedirect($"/mentoring/{youngPerson}");
    }

    public async Task<IActionResult> OnPostAllowAsync(Guid youngPerson, CancellationToken ct)
    {
        if (!await FoundAsync(youngPerson, ct) || await db.MentorNevers.SingleOrDefaultAsync(
                row => row.Id == new MentorNeverId(Never ?? Guid.Empty) && row.YoungPersonId == new YoungPersonId(youngPerson) && row.Side == NeverSide.Coordinator && row.EndedAt == null, ct) is not { } never)
            return NotFound();
        never.End(clock.GetUtcNow(), User.AccountId());
        await db.SaveChangesAsync(ct);
        TempData["Done"] = texts["NeverEnded"].Value;
        return LocalRedirect($"/mentoring/{youngPerson}");
    }

    private async Task<bool> FoundAsync(Guid id, CancellationToken ct)
    {
        Today = clock.Today();
        if ((await db.ListSeekersAsync(id, Today.AddDays(MentorSuggestions.MeetingInDays), ct)).SingleOrDefault() is not { } seeker)
            return false;
        this.IsAbout(new(id));
        Seeker = seeker;
        Fits = await db.SuggestMentorsAsync(seeker.ForMatching(), MatchReaders.Coordinator, withOthers: true, Today, ct);
        Names = await db.Mentors.Where(row => row.State != MentorState.Left).ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        Open = [.. (await db.ListProposalsAsync(new(id), ct)).Where(row => row.State is ProposalState.Open && !row.IsExpired(Today))];
        Nevers = await db.MentorNevers.AsNoTracking().Where(row => row.YoungPersonId == new YoungPersonId(id) && row.EndedAt == null).OrderBy(row => row.SetAt).ToListAsync(ct);
        return true;
    }

    private string Joined(string kind, string[] chosen) => ReasonWords.Joined(kind, chosen, choices);
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
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

/// <summary>A young person's own page: who fits and why, what waits for an answer, what they said and who sees it.</summary>
[Authorize(Policy = Policies.OwnPledge)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock, IStringLocalizer<MentoringText> texts, IStringLocalizer<MentorsText> choices) : PageModel
{
    [BindProperty]
    public Guid Version { get; set; }

    /// <summary>Of <see cref="MentorWish.Items"/>.</summary>
    [BindProperty]
    public string? Item { get; set; }

    /// <summary>Kebab-case.</summary>
    [BindProperty]
    public string? Release { get; set; }

    public DateOnly Today { get; private set; }
    public MentorWish? Wish { get; private set; }
    public MentorWish? Draft { get; private set; }
    public MentorMatch? Match { get; private set; }

    /// <summary>The last match that ended, while none runs.</summary>
    public MentorMatch? Ended { get; private set; }

    /// <summary>Whether they look. What they said before a match is used up by it: after it they are asked.</summary>
    public bool Looks => Wish is { IsLooking: true } && Match is null && !IsAskedAgain;

    /// <summary>Whether they are asked if we look for somebody else.</summary>
    public bool IsAskedAgain => Match is null && Wish is { IsLooking: true } && Ended is not null && Wish.WrittenAt <= Ended.StartedAt;
    public IReadOnlyList<MentorProposal> Proposals { get; private set; } = [];
    public IReadOnlyList<SuggestedMentor> Suggested { get; private set; } = [];
    public IReadOnlyList<MentorNever> Nevers { get; private set; } = [];
    public DateOnly NextLook { get; private set; }

    /// <summary>What they said, by item, in words; what they left empty is not in it.</summary>
    public IEnumerable<(string Item, string Said)> Said => MentorWish.Items.Select(item => (item, SaidOf(Wish!, item))).Where(pair => !string.IsNullOrEmpty(pair.Item2));

    /// <summary>What was left empty, or kept from being used, and so is no part of any suggestion.</summary>
    public IEnumerable<string> NotLookedAt => Suggested.Take(1).SelectMany(one => one.NotUsed).Select(part => part.Code).Distinct();

    /// <summary>What else one thing can be released to. Their own words are for whoever looks for a mentor, or for nobody; no mentor ever reads them.</summary>
    public static IEnumerable<WishRelease> OthersOf(string item, WishRelease now) =>
        item == "words" ? [now is WishRelease.Nobody ? WishRelease.Finder : WishRelease.Nobody] : Enum.GetValues<WishRelease>().Where(other => other != now);

    public string Called(MentorMatch match) => Proposals.First(proposal => proposal.Id == match.ProposalId).MentorCalled;

    /// <summary>How a proposal stands, for its sentence.</summary>
    public static string StandOf(MentorProposal proposal, DateOnly today) => proposal switch
    {
        { State: ProposalState.Matched } => "matched",
        { State: ProposalState.Declined, YoungPersonSays: MentorSays.No } => "i-said-no",
        { State: ProposalState.Declined } or { ClosedBecause: ProposalEnd.RuledOut or ProposalEnd.Withdrawn } => "they-cannot",
        { ClosedBecause: ProposalEnd.NotLooking } => "not-looking",
        { ClosedBecause: ProposalEnd.TakenBack } => "taken-back",
        { ClosedBecause: ProposalEnd.HasAMentor } => "has-a-mentor",
        { ClosedBecause: ProposalEnd.MentorIsFull } => "mentor-is-full",
        _ when proposal.IsExpired(today) => "expired",
        { YoungPersonSays: null, MentorSays: MentorSays.Yes } => "they-said-yes",
        { YoungPersonSays: null } => "asked",
        _ => "i-said-yes",
    };

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostReleaseAsync(CancellationToken ct)
    {
        if (Kebab.Find<WishRelease>(Release) is not { } release || Item is null || !MentorWish.Items.Contains(Item))
            return await RefusedAsync(new("answer-missing"), ct);
        return await RewriteAsync(wish => (wish.IsLooking, wish.Details with { Releases = new Dictionary<string, WishRelease>(wish.Details.Releases) { [Item] = release } }), "Released", ct);
    }

    public Task<IActionResult> OnPostStopAsync(CancellationToken ct) => RewriteAsync(wish => (false, wish.Details), "Stopped", ct);

    public async Task<IActionResult> OnPostAgainAsync(CancellationToken ct)
    {
        foreach (var never in await OwnNevers().ToListAsync(ct))
            never.End(clock.GetUtcNow(), User.AccountId());
        await db.SaveChangesAsync(ct);
        TempData["Done"] = texts["NeversEnded"].Value;
        return LocalRedirect("/mentor");
    }

    private async Task<IActionResult> RewriteAsync(Func<MentorWish, (bool IsLooking, WishDetails Details)> change, string done, CancellationToken ct)
    {
        if (await db.FindWishAsync(User.YoungPersonId(), WishSide.YoungPerson, ct) is not { } wish)
            return await RefusedAsync(new("wish-changed-meanwhile"), ct);
        var (isLooking, details) = change(wish);
        if (await db.WriteWishAsync(User, User.YoungPersonId(), WishSide.YoungPerson, isLooking, details, Version, clock.GetUtcNow(), ct) is { } refusal)
            return await RefusedAsync(refusal, ct);
        TempData["Done"] = texts[done].Value;
        return LocalRedirect("/mentor");
    }

    private async Task<IActionResult> RefusedAsync(Refusal refusal, CancellationToken ct)
    {
        await LoadAsync(ct);
        return this.Refused(refusal);
    }

    // A fixed number of statements, however many mentors there are.
    private async Task LoadAsync(CancellationToken ct)
    {
        var me = User.YoungPersonId();
        Today = clock.Today();
        (Wish, Draft) = (await db.FindWishAsync(me, WishSide.YoungPerson, ct), await db.FindWishAsync(me, WishSide.Worker, ct));
        (Match, Proposals, Nevers) = (await db.FindMatchAsync(me, ct), await db.ListProposalsAsync(me, ct), await OwnNevers().AsNoTracking().ToListAsync(ct));
        Ended = await db.MentorMatches.AsNoTracking().Where(row => row.YoungPersonId == me && row.EndedOn != null).OrderByDescending(row => row.StartedAt).FirstOrDefaultAsync(ct);
        if (Match is not null || await db.FindOwnSeekerAsync(me, Today, ct) is not { } seeker)
            return;
        Suggested = (await db.SuggestMentorsAsync(seeker, MatchReaders.YoungPerson, withOthers: false, Today, ct)).Suggested;
        var said = await db.MentorWaitings.AsNoTracking().Where(row => row.YoungPersonId == me).OrderByDescending(row => row.SaidAt).Select(row => (DateOnly?)row.LookAgainOn).FirstOrDefaultAsync(ct);
        NextLook = MentorWaiting.NextLook(await db.LooksSinceAsync(me, ct), said);
    }

    private IQueryable<MentorNever> OwnNevers()
    {
        var me = User.YoungPersonId();
        return db.MentorNevers.Where(row => row.YoungPersonId == me && row.Side == NeverSide.YoungPerson && row.EndedAt == null).OrderBy(row => row.SetAt);
    }

    private string SaidOf(MentorWish wish, string item) => item switch
    {
        "words" => wish.Words ?? "",
        "near" => wish.Outcode is null ? "" : texts["SaidNear", wish.Outcode, texts[$"Far_{wish.TravelKm}"]],
        "hopes" => ReasonWords.Joined("Help_", wish.Hopes, choices),
        "interests" => ReasonWords.Joined("Interest_", wish.Interests, choices),
        "times" => ReasonWords.Joined("Time_", wish.Times, choices),
        "kind" => ReasonWords.Joined("Kind_", wish.Kinds, choices),
        "language" => ReasonWords.Joined("Language_", wish.Languages, choices),
        "gender" => string.Join(", ", wish.Genders.Select(choice => texts["Rather_" + choice].Value)),
        _ => string.Join(", ", wish.Backgrounds.Select(choice => texts["Shares_" + choice].Value)),
    };
}

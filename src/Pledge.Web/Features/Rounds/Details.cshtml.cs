using Hangfire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Mentors;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Mentoring;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Rounds;

/// <summary>One round: how far it is, who would get whom and why, what the coordinator changes about it, and releasing it. Nobody is told before.</summary>
[Authorize(Policy = Policies.RunMentoring)]
public sealed class DetailsModel(PledgeDb db, IBackgroundJobClient jobs, TimeProvider clock, IStringLocalizer<RoundsText> texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; } = 1;

    /// <summary>A young person and a mentor, as <see cref="RoundLine.Pair"/> names them.</summary>
    [BindProperty]
    public string? Pair { get; set; }

    [BindProperty]
    public Guid? Change { get; set; }

    /// <summary>Which run the page showed: a release is of what was looked at.</summary>
    [BindProperty]
    public uint Version { get; set; }

    public MentorRound Round { get; private set; } = null!;
    public RoundPage Shown { get; private set; } = null!;
    public bool OnlyWithout => Show == "without";

    /// <summary>Version of the weights that hold now.</summary>
    public int Weights { get; private set; }
    public bool HasOldWeights => Round.WeightsVersion is { } version && version != Weights;
    public bool IsChanged => Round.WorkedAt is not null && Shown.IsChanged;

    public async Task<IActionResult> OnGetAsync(MentorRoundId id, CancellationToken ct) => await FoundAsync(id, ct) ? await ShownAsync(ct) : NotFound();

    public Task<IActionResult> OnPostPinAsync(MentorRoundId id, CancellationToken ct) => WishAsync(id, RoundWish.Pin, ct);

    public Task<IActionResult> OnPostBanAsync(MentorRoundId id, CancellationToken ct) => WishAsync(id, RoundWish.Ban, ct);

    public async Task<IActionResult> OnPostUndoAsync(MentorRoundId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (Change is not { } which || await db.MentorRoundChanges.SingleOrDefaultAsync(row => row.Id == new MentorRoundChangeId(which) && row.RoundId == id && row.EndedAt == null, ct) is not { } change)
            return await RefusedAsync(new("pair-not-in-round"), ct);
        if (change.End(Round, clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return await RefusedAsync(refusal, ct);
        await db.SaveChangesAsync(ct);
        return Back(texts["ChangeEnded"].Value);
    }

    public Task<IActionResult> OnPostAgainAsync(MentorRoundId id, CancellationToken ct) =>
        MoveAsync(id, round => round.AskAgain(clock.GetUtcNow()), null, () => Response.EnqueueWhenDone(jobs, id), ct);

    public Task<IActionResult> OnPostStopAsync(MentorRoundId id, CancellationToken ct) => MoveAsync(id, round => round.Stop(clock.GetUtcNow()), texts["Stopped"].Value, null, ct);

    public async Task<IActionResult> OnPostDropAsync(MentorRoundId id, CancellationToken ct)
    {
        var answer = await MoveAsync(id, round => round.Drop(clock.GetUtcNow(), User.AccountId()), texts["Dropped"].Value, null, ct);
        if (answer is LocalRedirectResult)
            await db.AuditAsync(User, "dropped-mentor-round", id.Value, clock.GetUtcNow(), ct);
        return answer;
    }

    public async Task<IActionResult> OnPostReleaseAsync(MentorRoundId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (db.VersionOf(Round) != Version)
            return await RefusedAsync(new("round-changed-since"), ct);
        if (Round.Release(await db.StandingChangesAsync(id, ct), clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return await RefusedAsync(refusal, ct);
        var field = await RoundField.ReadAsync(db, Round.MeetingOn, clock.Today(), ct);
        var given = (await db.ReadPairsAsync(id, ct)).Where(row => row is { IsGiven: true, MentorId: not null }).ToList();
        var holding = field.Holding(given);
        db.MentorProposals.AddRange(holding.Select(pair => MentorProposal.Make(User.AuthorityId(), new(pair.YoungPersonId), new(pair.MentorId!.Value), ProposalSide.Coordinator, clock.GetUtcNow(), User.AccountId())));
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FoundAsync(id, ct) ? await RefusedAsync(new("round-changed-since"), ct) : NotFound();
        await db.AuditAsync(User, "released-mentor-round", id.Value, clock.GetUtcNow(), ct);
        return Back(texts["Released", holding.Count, given.Count - holding.Count].Value);
    }

    private async Task<IActionResult> WishAsync(MentorRoundId id, RoundWish wish, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (Named() is not var (whose, mentor))
            return await RefusedAsync(new("pair-not-in-round"), ct);
        // Before who is there is asked: of a round that is over, all whom it asked are in no round.
        var set = MentorRoundChange.Set(Round, whose, mentor, wish, clock.GetUtcNow(), User.AccountId());
        if (set.IsRefused)
            return await RefusedAsync(set.Refusal, ct);
        var field = await RoundField.ReadAsync(db, Round.MeetingOn, clock.Today(), ct);
        if (field.PairOf(whose.Value, mentor) is null)
            return await RefusedAsync(new("pair-not-in-round"), ct);
        // What somebody wanted of them before is not lost by a page that did not show it: whoever wants otherwise undoes it first.
        var before = await db.MentorRoundChanges.AsNoTracking().Where(row => row.RoundId == id && row.EndedAt == null && row.YoungPersonId == whose).ToListAsync(ct);
        if (before.Find(set.Value.Contradicts) is { } stands)
            return await RefusedAsync(new(stands.Wish is RoundWish.Pin ? "round-pin-stands" : "round-ban-stands",
                field.CalledOf(whose.Value) ?? "", field.CalledOf(stands.MentorId) ?? "", await db.StaffNameAsync(stands.SetBy, ct) ?? ""), ct);
        db.MentorRoundChanges.Add(set.Value);
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FoundAsync(id, ct) ? await RefusedAsync(new("round-changed-since"), ct) : NotFound();
        return Back(texts[wish is RoundWish.Pin ? "Pinned" : "Banned", field.CalledOf(whose.Value)!, field.CalledOf(mentor)!].Value);
    }

    private async Task<IActionResult> MoveAsync(MentorRoundId id, Func<MentorRound, Refusal?> move, string? done, Action? then, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (move(Round) is { } refusal)
            return await RefusedAsync(refusal, ct);
        // The run may have ended at this moment; then what it gave is shown.
        if (!await db.SavedUnlessChangedAsync(ct))
            return LocalRedirect($"/mentoring/rounds/{id}");
        then?.Invoke();
        return Back(done);
    }

    private (YoungPersonId Whose, MentorId Mentor)? Named() =>
        Pair?.Split('.') is [var whose, var mentor] && Guid.TryParse(whose, out var person) && Guid.TryParse(mentor, out var other) ? (new(person), new(other)) : null;

    private LocalRedirectResult Back(string? done)
    {
        if (done is not null)
            TempData["Done"] = done;
        var query = string.Concat(OnlyWithout ? "&show=without" : "", Number > 1 ? FormattableString.Invariant($"&number={Number}") : "");
        return LocalRedirect($"/mentoring/rounds/{Round.Id}{(query.Length == 0 ? "" : "?" + query[1..])}");
    }

    private async Task<IActionResult> RefusedAsync(Refusal refusal, CancellationToken ct)
    {
        await ShownAsync(ct);
        return this.Refused(refusal);
    }

    private async Task<bool> FoundAsync(MentorRoundId id, CancellationToken ct)
    {
        if (await db.MentorRounds.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } round)
            return false;
        Round = round;
        return true;
    }

    private async Task<IActionResult> ShownAsync(CancellationToken ct)
    {
        Weights = Round.IsOpen ? (await db.ReadWeightsAsync(MatchingKind.Mentors, MentorMatching.DefaultWeights, ct)).Version : 0;
        Shown = await db.ReadRoundAsync(Round, OnlyWithout, Number, clock.Today(), ct);
        (Number, Version) = (Shown.Number, db.VersionOf(Round));
        ModelState.Remove(nameof(Version));
        return Page();
    }
}

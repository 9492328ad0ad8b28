using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Mentors;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Mentoring;

/// <summary>Puts wishes, proposals and answers on record, and leaves the trace.</summary>
public static class MentoringWrites
{
    /// <summary>A new version of what somebody looks for. What the young person says takes the place of a draft too.</summary>
    /// <param name="version">The wish the form was filled from; empty when there was none.</param>
    /// <returns>The refusal, if any: as <see cref="MentorWish.Write"/>, or <c>wish-changed-meanwhile</c>.</returns>
    public static async Task<Refusal?> WriteWishAsync(
        this PledgeDb db, ClaimsPrincipal user, YoungPersonId whose, WishSide side, bool isLooking, WishDetails details, Guid version, DateTimeOffset now, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({whose.Value.ToString()}, 915))", ct);
        var standing = await db.MentorWishes.Where(wish => wish.YoungPersonId == whose && wish.SupersededAt == null).ToListAsync(ct);
        if ((standing.Find(wish => wish.WrittenBySide == side)?.Id.Value ?? Guid.Empty) != version)
            return new("wish-changed-meanwhile");
        var written = MentorWish.Write(user.AuthorityId(), whose, side, isLooking, details, now, user.AccountId());
        if (written.IsRefused)
            return written.Refusal;
        // One version of a side at a time is a rule of the database too, so the old one ends before the new one begins.
        foreach (var old in standing.Where(wish => wish.WrittenBySide == side || side is WishSide.YoungPerson))
            old.Supersede(now);
        await db.SaveChangesAsync(ct);
        db.MentorWishes.Add(written.Value);
        await db.SaveChangesAsync(ct);
        await db.WroteAsync(user, whose, side is WishSide.Worker ? "mentor-wish-draft" : "mentor-wish", now, ct);
        return null;
    }

    /// <summary>A young person picks a mentor, or a coordinator proposes one.</summary>
    /// <returns><c>proposal-not-possible</c> when it was made already, or either is not there to be asked any more.</returns>
    public static async Task<Refusal?> ProposeAsync(this PledgeDb db, ClaimsPrincipal user, YoungPersonId whose, MentorId mentor, ProposalSide side, DateTimeOffset now, CancellationToken ct)
    {
        db.MentorProposals.Add(MentorProposal.Make(user.AuthorityId(), whose, mentor, side, now, user.AccountId()));
        if (!await db.SavedUnlessChangedAsync(ct))
            return new("proposal-not-possible");
        if (side is ProposalSide.YoungPerson)
            await db.WroteAsync(user, whose, "mentor-proposal", now, ct);
        return null;
    }

    /// <summary>A young person takes back their yes while it waits for the mentor.</summary>
    /// <returns><c>proposal-over</c> when it is decided already.</returns>
    public static async Task<Refusal?> TakeBackAsync(this PledgeDb db, ClaimsPrincipal user, MentorProposalId id, DateTimeOffset now, CancellationToken ct)
    {
        // Whoever answers at this moment is waited for.
        await db.Database.ExecuteSqlAsync($"select pledge.lock_for_match({id.Value})", ct);
        if (await db.MentorProposals.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } proposal)
            return new("proposal-over");
        if (proposal.TakeBack(now) is { } refusal)
            return refusal;
        if (!await db.SavedUnlessChangedAsync(ct))
            return new("proposal-over");
        await db.WroteAsync(user, proposal.YoungPersonId, "mentor-answer", now, ct);
        return null;
    }

    /// <summary>One side answers. With the second yes the database makes the match.</summary>
    /// <returns>The refusal, if any: as <see cref="MentorProposal.Answer"/>, or <c>no-place-any-more</c> when the mentor has none left, or may meet nobody then.</returns>
    public static async Task<Refusal?> AnswerAsync(
        this PledgeDb db, ClaimsPrincipal user, MentorProposalId id, AnswerSide side, MentorSays? says, string? reason, DateOnly? meetingOn, DateTimeOffset now, CancellationToken ct)
    {
        // Whoever answers for the same mentor, or the same young person, waits here and then reads what the other made of it.
        await db.Database.ExecuteSqlAsync($"select pledge.lock_for_match({id.Value})", ct);
        if (await db.MentorProposals.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } proposal)
            return new("proposal-over");
        var answered = proposal.Answer(side, says, reason, meetingOn, now, user.AccountId());
        if (answered.IsRefused)
            return answered.Refusal;
        db.MentorAnswers.Add(answered.Value);
        if (!await db.SavedUnlessChangedAsync(ct))
            return new("no-place-any-more");
        if (side is AnswerSide.YoungPerson)
            await db.WroteAsync(user, proposal.YoungPersonId, "mentor-answer", now, ct);
        return null;
    }
}

using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Mentoring;
using Pledge.Domain.Reminders;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Web.Features.MentoringLife;

/// <summary>Puts on record what happens in a match. Each saves, and leaves the trace of a young person's own act.</summary>
public static class PairWrites
{
    /// <summary>A new version of the agreement takes the place of the one before.</summary>
    /// <param name="version">The version the form was filled from; empty when there was none.</param>
    /// <returns>The refusal, if any: as <see cref="MentorAgreement.Write"/>, or <c>agreement-changed-meanwhile</c>.</returns>
    public static async Task<Refusal?> WriteAgreementAsync(this PledgeDb db, ClaimsPrincipal user, Pair pair, AgreementWords words, Guid version, DateTimeOffset now, CancellationToken ct)
    {
        var standing = await db.FindAgreementAsync(pair.Match.Id, ct);
        if ((standing?.Id.Value ?? Guid.Empty) != version)
            return new("agreement-changed-meanwhile");
        var written = MentorAgreement.Write(pair.Match, pair.Side, words, now, user.AccountId());
        if (written.IsRefused)
            return written.Refusal;
        standing?.Supersede(now);
        // One version at a time is a rule of the database too, so the old one ends before the new one begins.
        if (!await db.SavedUnlessChangedAsync(ct))
            return new("agreement-changed-meanwhile");
        db.MentorAgreements.Add(written.Value);
        if (!await db.SavedUnlessChangedAsync(ct))
            return new("agreement-changed-meanwhile");
        await db.TraceOwnAsync(user, pair, "mentor-agreement", now, ct);
        return null;
    }

    /// <summary>How it was for one side; what they said of the same thing before is superseded.</summary>
    public static async Task SaveFeelingAsync(this PledgeDb db, MentorFeeling said, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var before in await db.MentorFeelings.Where(row => row.MatchId == said.MatchId && row.MeetingId == said.MeetingId && row.Side == said.Side && row.SupersededAt == null).ToListAsync(ct))
            before.Supersede(now);
        await db.SaveChangesAsync(ct);
        db.MentorFeelings.Add(said);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>A check-in takes the place of what was recorded of the same one before.</summary>
    /// <returns>False when somebody else was first.</returns>
    public static async Task<bool> SaveCheckInAsync(this PledgeDb db, MentorCheckIn line, MentorCheckIn? before, DateTimeOffset now, CancellationToken ct)
    {
        before?.Supersede(now);
        // One of a side at a time is a rule of the database too, so the old one ends before the new one begins.
        if (!await db.SavedUnlessChangedAsync(ct))
            return false;
        db.MentorCheckIns.Add(line);
        return await db.SavedUnlessChangedAsync(ct);
    }

    /// <summary>Somebody is worried: kept, and told at once to everybody whom the database names.</summary>
    public static async Task RaiseConcernAsync(this PledgeDb db, ClaimsPrincipal user, Pair pair, MentorConcern concern, DateTimeOffset now, CancellationToken ct)
    {
        db.MentorConcerns.Add(concern);
        await db.SaveChangesAsync(ct);
        var rule = ReminderRule.MentorConcern;
        foreach (var account in (await db.Database.SqlQuery<Guid>($"select h.account_id as \"Value\" from pledge.hears_of_worry({pair.Match.Id.Value}) h order by 1").ToListAsync(ct)).Distinct())
            await db.QueueAsync(new(concern.AuthorityId, new(account), concern.YoungPersonId, rule.Key, concern.Id.ToString(), now, now.AddDays(rule.StaleAfterDays)), now, ct);
        await db.TraceOwnAsync(user, pair, "mentor-concern", now, ct);
    }

    /// <summary>Only what young people do themselves stands in their own trail; what their mentor does stands on the match.</summary>
    public static Task TraceOwnAsync(this PledgeDb db, ClaimsPrincipal user, Pair pair, string what, DateTimeOffset now, CancellationToken ct) =>
        pair.Side is MatchSide.YoungPerson ? db.WroteAsync(user, pair.Match.YoungPersonId, what, now, ct) : Task.CompletedTask;
}

using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Board;
using Pledge.Domain.Promises;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Promises;

/// <summary>Puts a young person's answer to one promise on record.</summary>
public static class AnswerPromise
{
    /// <summary>The promise with this key in the edition in force on <paramref name="today"/>, or null.</summary>
    public static Task<Promise?> FindPromiseInForceAsync(this PledgeDb db, AuthorityId authority, string key, DateOnly today, CancellationToken ct) =>
        db.Promises.AsNoTracking().Where(promise => promise.Key == key && promise.EditionId == db.Editions
                .Where(edition => edition.AuthorityId == authority && edition.InForceFrom <= today)
                .OrderByDescending(edition => edition.InForceFrom).ThenByDescending(edition => edition.Number)
                .Select(edition => edition.Id).First())
            .SingleOrDefaultAsync(ct);

    /// <summary>Adds the answer of the signed-in young person. The same answer sent twice by one tap is kept once.</summary>
    /// <param name="forBoard">Whether the board may read the words, once somebody has read them.</param>
    /// <returns>What <see cref="Answer.Give"/> or <see cref="BoardWords.Give"/> refuses, or null when it is on record.</returns>
    public static async Task<Refusal?> AnswerAsync(
        this PledgeDb db, ClaimsPrincipal user, Promise promise, AnswerValue value, string? words, DateTimeOffset now, CancellationToken ct, bool forBoard = false)
    {
        var me = user.YoungPersonId();
        var outcome = Answer.Give(promise, me, value, words, now);
        if (outcome.IsRefused)
            return outcome.Refusal;
        if (forBoard && BoardWords.Give(outcome.Value, now).Refusal is { } nothing)
            return nothing;

        // Two taps can arrive at the same moment: the second waits here until the first is on record, and then sees it.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({me.Value.ToString()}, 905))", ct);
        var latest = await db.Answers.AsNoTracking().Where(answer => answer.YoungPersonId == me && answer.PromiseKey == promise.Key)
            .OrderByDescending(answer => answer.AnsweredAt).FirstOrDefaultAsync(ct);
        var repeats = latest is not null && outcome.Value.Repeats(latest);
        var answer = repeats ? latest! : outcome.Value;
        if (!repeats)
        {
            db.Answers.Add(answer);
            await db.SaveChangesAsync(ct);
            await db.WroteAsync(user, me, "answer", now, ct);
        }
        if (forBoard && !await db.BoardWords.AnyAsync(given => given.AnswerId == answer.Id, ct))
        {
            db.BoardWords.Add(BoardWords.Give(answer, now).Value!);
            await db.SaveChangesAsync(ct);
            await db.WroteAsync(user, me, "board-words", now, ct);
        }
        return null;
    }
}

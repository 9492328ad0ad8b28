using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Conversations;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Conversations;

/// <summary>Messages of one young person that wait for an answer.</summary>
/// <param name="Conversations">How many conversations wait, at least 1.</param>
/// <param name="WaitingSince">London day of the oldest message without an answer.</param>
/// <param name="AnswerDueOn">London day by whose end it should have one: <see cref="Conversation.AnswerWithinWorkingDays"/> working days later.</param>
public sealed record WaitingMessages(YoungPersonId YoungPerson, int Conversations, DateOnly WaitingSince, DateOnly AnswerDueOn)
{
    /// <summary>True when the working days are over on <paramref name="today"/> and nobody has answered.</summary>
    public bool IsLate(DateOnly today) => today > AnswerDueOn;
}

/// <summary>Who waits for an answer, for a caseload, a team board or a page about one person.</summary>
public static class WaitingReads
{
    private sealed record Row(Guid YoungPersonId, int Conversations, DateTime WaitingSince);

    /// <summary>By young person, of everyone the adviser or manager reaches today; somebody who waits for nothing is not there.</summary>
    /// <returns>One statement, from an index that holds only what waits.</returns>
    public static async Task<IReadOnlyDictionary<YoungPersonId, WaitingMessages>> ListWaitingMessagesAsync(this PledgeDb db, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<Row>(
            $"""
            select c.young_person_id, count(*)::int as conversations, min(c.waiting_since) as waiting_since
            from pledge.conversation c
            where c.waiting_since is not null and c.young_person_id = any ((select pledge.my_young_people())::uuid[])
            group by c.young_person_id
            """).ToListAsync(ct);
        return rows.ToDictionary(row => new YoungPersonId(row.YoungPersonId), row => new WaitingMessages(
            new(row.YoungPersonId), row.Conversations, LondonTime.DayOf(row.WaitingSince), Conversation.AnswerDueOn(row.WaitingSince)));
    }
}

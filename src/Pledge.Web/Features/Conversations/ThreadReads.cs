using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Conversations;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Conversations;

/// <summary>One message as it is shown.</summary>
/// <param name="Name">Of the worker who wrote it; null for the young person, and for someone we no longer list.</param>
/// <param name="At">London time.</param>
/// <param name="ReadOn">London day on which the other side first opened it, or null.</param>
/// <param name="ReadBy">Name of the worker who opened it; null for the young person.</param>
public sealed record ThreadMessage(Guid Id, bool FromYoungPerson, string? Name, string Body, DateTimeOffset At, DateOnly? ReadOn, string? ReadBy);

/// <summary>A page of one conversation: page 1 is the newest messages, and each page reads from old to new.</summary>
public sealed record ThreadPage(IReadOnlyList<ThreadMessage> Messages, int Number, int Total)
{
    public const int Size = 30;
    public int LastNumber => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>One conversation and what was written in it.</summary>
public static class ThreadReads
{
    private sealed record Row(Guid Id, bool FromYoungPerson, string? Name, string Body, DateTime WrittenAt, DateTime? ReadAt, string? ReadBy, int Total);

    /// <summary>The conversation with that young person, or null when there is none or the caller does not reach it.</summary>
    public static Task<Conversation?> FindConversationAsync(this PledgeDb db, YoungPersonId whose, ConversationId id, CancellationToken ct) =>
        db.Conversations.AsNoTracking().SingleOrDefaultAsync(conversation => conversation.Id == id && conversation.YoungPersonId == whose, ct);

    /// <param name="number">1-based; outside the pages there are reads the first one.</param>
    /// <returns>One statement, or two when <paramref name="number"/> is past the end.</returns>
    public static async Task<ThreadPage> ReadThreadAsync(this PledgeDb db, ConversationId id, int number, CancellationToken ct)
    {
        var page = Math.Clamp(number, 1, 10_000);
        var skip = (page - 1) * ThreadPage.Size;
        var rows = await db.Database.SqlQuery<Row>(
            $"""
            select m.id, m.from_young_person, w.display_name as name, m.body, m.written_at, m.read_at, r.display_name as read_by, count(*) over ()::int as total
            from pledge.conversation_message m
            left join pledge.staff_member w on w.id = m.written_by
            left join pledge.staff_member r on r.id = m.read_by
            where m.conversation_id = {id.Value}
            order by m.written_at desc, m.id desc limit {ThreadPage.Size} offset {skip}
            """).ToListAsync(ct);
        if (rows.Count == 0 && page > 1)
            return await db.ReadThreadAsync(id, 1, ct);

        rows.Reverse();
        return new(
            [.. rows.Select(row => new ThreadMessage(row.Id, row.FromYoungPerson, row.Name, row.Body, LondonTime.ToLondon(row.WrittenAt),
                row.ReadAt is { } at ? LondonTime.DayOf(at) : null, row.ReadBy))],
            page, rows.Count == 0 ? 0 : rows[0].Total);
    }

    /// <summary>Marks what the other side wrote as read by the one who has it open. A manager who only looks leaves the mark to the worker.</summary>
    /// <returns>One statement.</returns>
    public static Task<int> MarkReadAsync(this PledgeDb db, ClaimsPrincipal user, Conversation conversation, DateTimeOffset now, CancellationToken ct)
    {
        var (me, today, byWorker) = (user.AccountId().Value, LondonTime.DayOf(now), user.RoleName() != Roles.YoungPerson);
        return db.Database.ExecuteSqlAsync(
            $"""
            update pledge.conversation_message set read_at = {now.ToUniversalTime()}, read_by = {me}
            where conversation_id = {conversation.Id.Value} and read_at is null and from_young_person = {byWorker}
              and ({user.RoleName() != Roles.Manager} or exists (
                  select from pledge.assignment a where a.young_person_id = {conversation.YoungPersonId.Value} and a.staff_member_id = {me}
                    and a.period_from <= {today} and (a.period_to is null or a.period_to > {today})))
            """, ct);
    }

    /// <summary>True when the signed-in young person has a worker today who can read what they write.</summary>
    public static async Task<bool> HasWorkerAsync(this PledgeDb db, CancellationToken ct) =>
        (await db.Database.SqlQuery<bool>($"select pledge.account_of_my_worker() is not null as \"Value\"").ToListAsync(ct))[0];

    /// <summary>True when the young person has an open account, so that they can read what a worker writes.</summary>
    public static async Task<bool> HasAccountAsync(this PledgeDb db, YoungPersonId whose, CancellationToken ct) =>
        (await db.Database.SqlQuery<bool>($"select pledge.account_of_young_person({whose.Value}) is not null as \"Value\"").ToListAsync(ct))[0];
}

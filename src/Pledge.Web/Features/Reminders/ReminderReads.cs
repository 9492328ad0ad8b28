using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Reminders;

/// <summary>One message to the reader.</summary>
/// <param name="Rule">Kebab-case name of why it was sent.</param>
/// <param name="State">How far it came: <c>queued</c> until it is settled, else <c>sent</c>, <c>failed</c>, <c>dropped</c> or <c>in-doubt</c>.</param>
/// <param name="On">London day it was settled, or decided while it waits.</param>
public sealed record MessageLine(string Rule, string State, DateOnly On);

/// <summary>A page of messages, newest first. <paramref name="Total"/> counts every message.</summary>
public sealed record MessagePage(IReadOnlyList<MessageLine> Lines, int Number, int Total)
{
    public const int Size = 25;
    public int LastNumber => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>Where e-mails go, and whether they are wanted.</summary>
public sealed record EmailChoice(string Email, bool Wanted);

/// <summary>What the signed-in person is sent.</summary>
public static class ReminderReads
{
    private sealed record Row(string Rule, string State, DateTime At, int Total);

    /// <summary>The choice in force: the latest, or yes while none was made.</summary>
    /// <returns>One statement.</returns>
    public static async Task<EmailChoice> ReadEmailChoiceAsync(this PledgeDb db, AccountId account, CancellationToken ct) =>
        (await db.Database.SqlQuery<EmailChoice>(
            $"""
            select a.email, coalesce((
                select c.wanted from pledge.reminder_choice c where c.account_id = a.id and c.channel = 'email' order by c.chosen_at desc limit 1), true) as wanted
            from identity.account a where a.id = {account.Value}
            """).ToListAsync(ct))[0];

    /// <param name="number">1-based; outside the pages there are reads the nearest one.</param>
    /// <returns>One statement, or two when <paramref name="number"/> is past the end.</returns>
    public static async Task<MessagePage> ListMessagesAsync(this PledgeDb db, AccountId account, int number, CancellationToken ct)
    {
        var page = Math.Clamp(number, 1, 10_000);
        var skip = (page - 1) * MessagePage.Size;
        var rows = await db.Database.SqlQuery<Row>(
            $"""
            select m.rule, case when m.settled_at is null then 'queued' else m.state end as state,
                   coalesce(m.settled_at, m.decided_at) as at, count(*) over ()::int as total
            from pledge.message m where m.account_id = {account.Value}
            order by m.decided_at desc, m.id desc
            limit {MessagePage.Size} offset {skip}
            """).ToListAsync(ct);
        if (rows.Count == 0 && page > 1)
            return await db.ListMessagesAsync(account, 1, ct);

        return new([.. rows.Select(row => new MessageLine(row.Rule, row.State, LondonTime.DayOf(row.At)))], page, rows.Count == 0 ? 0 : rows[0].Total);
    }
}

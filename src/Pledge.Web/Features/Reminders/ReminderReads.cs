using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Reminders;

/// <summary>One message to the reader.</summary>
/// <param name="Rule">Kebab-case name of why it was sent.</param>
/// <param name="Occurrence">What made it this one; with the rule it finds the words that say why.</param>
/// <param name="State">How far it came: <c>queued</c> until it is settled, else <c>sent</c>, <c>failed</c>, <c>dropped</c> or <c>in-doubt</c>. One that went in another is as far as that one.</param>
/// <param name="Outcome">Kebab-case code of how it ended, or null.</param>
/// <param name="On">London day it was settled, or on which it may be sent while it waits.</param>
public sealed record MessageLine(string Rule, string Occurrence, string State, string? Outcome, DateOnly On)
{
    /// <summary>Last part of the key of the sentence that says how far it came.</summary>
    public string Came => Outcome != "address-stopped" ? State : State == "dropped" ? "came-back" : "held";
}

/// <summary>A page of messages, newest first. <paramref name="Total"/> counts every message.</summary>
public sealed record MessagePage(IReadOnlyList<MessageLine> Lines, int Number, int Total)
{
    public const int Size = 25;
    public int LastNumber => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>One message about a young person.</summary>
/// <param name="Reader">Name of the member of staff it goes to; null when it goes to the young person.</param>
/// <param name="State">As <see cref="MessageLine.State"/>.</param>
/// <param name="On">As <see cref="MessageLine.On"/>.</param>
public sealed record ReminderLine(string? Reader, string Rule, string Occurrence, string State, string? Outcome, DateOnly On)
{
    /// <summary>Key of the sentence that says how far it came, and for what was not sent, why.</summary>
    public string Key => Outcome == "address-stopped" ? State == "dropped" ? "About_address-stopped" : "About_held" : State == "dropped" && Outcome is "no-longer-due" or "missed" or "turned-off" or "paused" ? $"About_{Outcome}" : $"State_{State}";
}

/// <summary>A page of them, newest first.</summary>
public sealed record ReminderPage(IReadOnlyList<ReminderLine> Lines, int Number, int Total)
{
    public int LastNumber => Math.Max(1, (Total + MessagePage.Size - 1) / MessagePage.Size);
}

/// <summary>Where e-mails go, and whether they are wanted.</summary>
public sealed record EmailChoice(string Email, bool Wanted);

/// <summary>What the signed-in person is sent.</summary>
public static class ReminderReads
{
    private sealed record Row(string Rule, string Occurrence, string State, string? Outcome, DateTime At, int Total);

    /// <summary>The choice in force, or what holds for somebody who never chose.</summary>
    public static async Task<ReminderSetting> ReadReminderSettingAsync(this PledgeDb db, AccountId account, CancellationToken ct) =>
        await db.ReminderSettings.AsNoTracking().Where(setting => setting.AccountId == account)
            .OrderByDescending(setting => setting.ChosenAt).ThenByDescending(setting => setting.Id).FirstOrDefaultAsync(ct) ?? ReminderSetting.Usual;

    /// <summary>The choice in force: the latest, or yes while none was made.</summary>
    /// <returns>One statement.</returns>
    public static async Task<EmailChoice> ReadEmailChoiceAsync(this PledgeDb db, AccountId account, CancellationToken ct) =>
        (await db.Database.SqlQuery<EmailChoice>(
            $"""
            select a.email, coalesce((
                select c.wanted from pledge.reminder_choice c where c.account_id = a.id and c.channel = 'email' order by c.chosen_at desc limit 1), true) as wanted
            from identity.account a where a.id = {account.Value}
            """).ToListAsync(ct))[0];

    private sealed record AboutRow(string? Reader, string Rule, string Occurrence, string State, string? Outcome, DateTime At, int Total);

    /// <summary>Messages about a young person the caller reaches, to whomever they go.</summary>
    /// <param name="number">1-based; past the end there is nothing.</param>
    /// <returns>One statement.</returns>
    public static async Task<ReminderPage> ListRemindersAboutAsync(this PledgeDb db, YoungPersonId about, int number, CancellationToken ct)
    {
        var page = Math.Clamp(number, 1, 10_000);
        var skip = (page - 1) * MessagePage.Size;
        // A digest is about nobody, so whoever reads this may not see it; what went in one says by itself how far it came.
        var rows = await db.Database.SqlQuery<AboutRow>(
            $"""
            select s.display_name as reader, m.rule, m.occurrence, case when e.settled_at is null then 'queued' else e.state end as state, e.outcome,
                   coalesce(e.settled_at, e.not_before) as at, count(*) over ()::int as total
            from pledge.message m
            left join pledge.staff_member s on s.id = m.account_id
            cross join lateral (select * from pledge.state_of_message(m.id)) e
            where m.young_person_id = {about.Value}
            order by m.decided_at desc, m.id desc
            limit {MessagePage.Size} offset {skip}
            """).ToListAsync(ct);
        return new([.. rows.Select(row => new ReminderLine(row.Reader, row.Rule, row.Occurrence, row.State, row.Outcome, LondonTime.DayOf(row.At)))], page, rows.Count == 0 ? 0 : rows[0].Total);
    }

    /// <param name="number">1-based; outside the pages there are reads the nearest one.</param>
    /// <returns>One statement, or two when <paramref name="number"/> is past the end.</returns>
    public static async Task<MessagePage> ListMessagesAsync(this PledgeDb db, AccountId account, int number, CancellationToken ct)
    {
        var page = Math.Clamp(number, 1, 10_000);
        var skip = (page - 1) * MessagePage.Size;
        var rows = await db.Database.SqlQuery<Row>(
            $"""
            select m.rule, m.occurrence, case when e.settled_at is null then 'queued' else e.state end as state, e.outcome,
                   coalesce(e.settled_at, e.not_before) as at, count(*) over ()::int as total
            from pledge.message m join pledge.message e on e.id = case when m.state = 'bundled' then m.digest_id else m.id end
            where m.account_id = {account.Value} and m.rule <> {ReminderRule.DigestForYoungPerson.Key}
            order by m.decided_at desc, m.id desc
            limit {MessagePage.Size} offset {skip}
            """).ToListAsync(ct);
        if (rows.Count == 0 && page > 1)
            return await db.ListMessagesAsync(account, 1, ct);

        return new([.. rows.Select(row => new MessageLine(row.Rule, row.Occurrence, row.State, row.Outcome, LondonTime.DayOf(row.At)))], page, rows.Count == 0 ? 0 : rows[0].Total);
    }
}

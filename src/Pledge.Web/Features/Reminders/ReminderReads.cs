using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Reminders;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Reminders;

/// <summary>One message to the reader.</summary>
/// <param name="About">The young person it is about, for a member of staff who reaches them: their id and what to call them; otherwise null.</param>
/// <param name="Rule">Kebab-case name of why it was sent.</param>
/// <param name="Occurrence">What made it this one; with the rule it finds the words that say why.</param>
/// <param name="Channel">One of <see cref="Domain.Reminders.Channel"/>.</param>
/// <param name="State">How far it came: <c>queued</c> until it is settled, else <c>sent</c>, <c>failed</c>, <c>dropped</c> or <c>in-doubt</c>. One that went in another is as far as that one.</param>
/// <param name="Outcome">Kebab-case code of how it ended, or null.</param>
/// <param name="At">London time at which it was settled, or from which it may be sent while it waits.</param>
public sealed record MessageLine(Guid? AboutId, string? About, string Rule, string Occurrence, string Channel, string State, string? Outcome, DateTimeOffset At)
{
    /// <summary>Last part of the key of the sentence that says how far it came.</summary>
    public string Came => (State, Outcome) switch
    {
        ("dropped", "address-stopped") => "came-back",
        (_, "address-stopped") => "held",
        ("dropped", "turned-off" or "paused") => Outcome,
        _ => State,
    };
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
/// <param name="As">What the reader is.</param>
/// <param name="Channel">As <see cref="MessageLine.Channel"/>.</param>
/// <param name="At">As <see cref="MessageLine.At"/>.</param>
public sealed record ReminderLine(string? Reader, ReminderStep As, string Rule, string Occurrence, string Channel, string State, string? Outcome, DateTimeOffset At)
{
    /// <summary>Key of the sentence that says how far it came, and for what was not sent, why.</summary>
    public string Key => (State, Outcome) switch
    {
        ("dropped", "address-stopped" or "no-longer-due" or "missed" or "turned-off" or "paused") => $"About_{Outcome}",
        (_, "address-stopped") => "About_held",
        ("failed" or "in-doubt", _) => $"About_{State}",
        _ => $"State_{State}",
    };
}

/// <summary>A message about a matter that is not done.</summary>
/// <param name="Matter">As <see cref="Domain.Reminders.Matter"/> writes it.</param>
/// <param name="Moment">Key of the moment of its rule, or null.</param>
/// <param name="Name">Of whoever it goes to.</param>
/// <param name="Manages">Whether they manage: a team, or without one the service.</param>
/// <param name="State">As <see cref="MessageLine.State"/>.</param>
/// <param name="At">UTC instant at which it was settled, or from which it may be sent.</param>
public sealed record ToldRow(string Rule, string Matter, string? Moment, string Name, bool Manages, bool HasTeam, string State, DateTime At)
{
    /// <summary>What they are.</summary>
    public ReminderStep As => ReminderSteps.Of(Manages, HasTeam);
}

/// <summary>A reminder that went to a member of staff.</summary>
public sealed record RemindedRow(string Rule, string Occurrence);

/// <summary>A page of them, newest first.</summary>
public sealed record ReminderPage(IReadOnlyList<ReminderLine> Lines, int Number, int Total)
{
    public int LastNumber => Math.Max(1, (Total + MessagePage.Size - 1) / MessagePage.Size);
}

/// <summary>Where mails and texts to somebody go, and whether they want them at all.</summary>
/// <param name="PhoneNumber">One that was proved (E.164), or null.</param>
/// <param name="TextsWanted">False when they answered STOP, or turned texts off.</param>
public sealed record WaysToReach(string Email, bool EmailsWanted, string? PhoneNumber, bool TextsWanted)
{
    public bool TakesTexts => PhoneNumber is not null && TextsWanted;

    /// <summary>Whether a young person hears on this day of something that can be turned off, by one way or the other. The sender asks the same.</summary>
    public bool Hears(ReminderSetting setting, ReminderKind kind, DateOnly day) =>
        !setting.IsPausedOn(day) && setting.ChannelsFor(kind, TakesTexts).Any(channel => channel == Channel.Text || (EmailsWanted && setting.Wants(kind, day)));
}

/// <summary>What the signed-in person is sent.</summary>
public static class ReminderReads
{
    private sealed record Row(Guid? AboutId, string? About, string Rule, string Occurrence, string Channel, string State, string? Outcome, DateTime At, int Total);

    /// <summary>The choice in force, or what holds for somebody who never chose.</summary>
    public static async Task<ReminderSetting> ReadReminderSettingAsync(this PledgeDb db, AccountId account, CancellationToken ct) =>
        await db.ReminderSettings.AsNoTracking().Where(setting => setting.AccountId == account)
            .OrderByDescending(setting => setting.ChosenAt).ThenByDescending(setting => setting.Id).FirstOrDefaultAsync(ct) ?? ReminderSetting.Usual;

    /// <summary>The choices in force: the latest of each channel, or yes while none was made.</summary>
    /// <returns>One statement.</returns>
    public static async Task<WaysToReach> ReadWaysToReachAsync(this PledgeDb db, AccountId account, CancellationToken ct) =>
        (await db.Database.SqlQuery<WaysToReach>(
            $"""
            select a.email, coalesce((
                select c.wanted from pledge.reminder_choice c where c.account_id = a.id and c.channel = 'email' order by c.chosen_at desc, c.id desc limit 1), true) as emails_wanted,
                   a.phone_number, coalesce((
                select c.wanted from pledge.reminder_choice c where c.account_id = a.id and c.channel = 'text' order by c.chosen_at desc, c.id desc limit 1), true) as texts_wanted
            from identity.account a where a.id = {account.Value}
            """).ToListAsync(ct))[0];

    private sealed record AboutRow(string? Reader, bool Manages, bool HasTeam, string Rule, string Occurrence, string Channel, string State, string? Outcome, DateTime At, int Total);

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
            select s.display_name as reader,
                   coalesce(s.role = 'manager', false) as manages, s.team_id is not null as has_team, m.rule, m.occurrence, m.channel, case when e.settled_at is null then 'queued' else e.state end as state, e.outcome,
                   coalesce(e.settled_at, e.not_before) as at, count(*) over ()::int as total
            from pledge.message m
            left join pledge.staff_member s on s.id = m.account_id
            cross join lateral (select * from pledge.state_of_message(m.id)) e
            where m.young_person_id = {about.Value}
            order by m.decided_at desc, m.id desc
            limit {MessagePage.Size} offset {skip}
            """).ToListAsync(ct);
        return new([.. rows.Select(row => new ReminderLine(row.Reader, ReminderSteps.Of(row.Manages, row.HasTeam), row.Rule, row.Occurrence, row.Channel, row.State, row.Outcome, LondonTime.ToLondon(row.At)))], page, rows.Count == 0 ? 0 : rows[0].Total);
    }

    /// <summary>Who was told of these matters of one young person, whatever became of it.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<ToldRow>> ListToldAsync(this PledgeDb db, YoungPersonId about, string nameOfYoungPerson, IReadOnlyCollection<OpenMatter> matters, CancellationToken ct) =>
        db.Database.SqlQuery<ToldRow>(
            $"""
            select m.rule, c.matter, right(m.occurrence, -length(c.matter) - 1) as moment, coalesce(s.display_name, {nameOfYoungPerson}) as name,
                   coalesce(s.role = 'manager', false) as manages, s.team_id is not null as has_team,
                   case when e.settled_at is null then 'queued' else e.state end as state, coalesce(e.settled_at, e.not_before) as at
            from unnest({matters.Select(open => open.Rule.Key).ToArray()}, {matters.Select(open => open.Matter.ToString()).ToArray()}) c (rule, matter)
            join pledge.message m on m.young_person_id = {about.Value} and m.rule = c.rule and starts_with(m.occurrence, c.matter || ':')
            left join pledge.staff_member s on s.id = m.account_id
            cross join lateral (select * from pledge.state_of_message(m.id)) e
            """).ToListAsync(ct);

    /// <summary>Reminders about those whom the manager reaches that went to staff since then, alone or in a digest; each once, to however many they went.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<RemindedRow>> ListRemindedAsync(this PledgeDb db, IEnumerable<ReminderRule> rules, DateTimeOffset since, CancellationToken ct) =>
        db.Database.SqlQuery<RemindedRow>(
            $"""
            select distinct m.rule, m.occurrence
            from pledge.message m join pledge.staff_member s on s.id = m.account_id
            where m.young_person_id = any ((select pledge.my_young_people())::uuid[]) and m.rule = any ({rules.Select(rule => rule.Key).ToArray()}) and m.decided_at >= {since.ToUniversalTime()}
              and (m.state in ('sent', 'in-doubt') or (m.state = 'bundled' and (select e.state in ('sent', 'in-doubt') from pledge.state_of_message(m.id) e)))
            """).ToListAsync(ct);

    /// <summary>What was sent to the reader, or was not, or waits until an address is right; what else waits is among what comes.</summary>
    /// <param name="number">1-based; outside the pages there are reads the nearest one.</param>
    /// <returns>One statement, or two when <paramref name="number"/> is past the end.</returns>
    public static async Task<MessagePage> ListMessagesAsync(this PledgeDb db, AccountId account, int number, CancellationToken ct)
    {
        var page = Math.Clamp(number, 1, 10_000);
        var rows = await db.RowsAsync(account, waiting: false, (page - 1) * MessagePage.Size, ct);
        if (rows.Count == 0 && page > 1)
            return await db.ListMessagesAsync(account, 1, ct);

        return new([.. rows.Select(LineOf)], page, rows.Count == 0 ? 0 : rows[0].Total);
    }

    /// <summary>What waits in the ledger for the reader, the next first.</summary>
    /// <returns>One statement.</returns>
    public static async Task<IReadOnlyList<MessageLine>> ListWaitingAsync(this PledgeDb db, AccountId account, CancellationToken ct) => [.. (await db.RowsAsync(account, waiting: true, 0, ct)).Select(LineOf)];

    private static Task<List<Row>> RowsAsync(this PledgeDb db, AccountId account, bool waiting, int skip, CancellationToken ct) =>
        db.Database.SqlQuery<Row>(
            $"""
            select y.id as about_id, coalesce(nullif(trim(concat(coalesce(nullif(trim(y.known_as), ''), y.given_name), ' ', y.family_name)), ''), y.child_id) as about, x.*
            from (select m.young_person_id, m.rule, m.occurrence, m.channel, case when e.settled_at is null then 'queued' else e.state end as state, e.outcome,
                         coalesce(e.settled_at, e.not_before) as at, count(*) over ()::int as total, m.decided_at, m.id
                  from pledge.message m join pledge.message e on e.id = case when m.state = 'bundled' then m.digest_id else m.id end
                  where m.account_id = {account.Value} and m.rule <> {ReminderRule.DigestForYoungPerson.Key} and (e.settled_at is null and e.outcome is distinct from 'address-stopped') = {waiting}
                  order by case when {waiting} then e.not_before end, m.decided_at desc, m.id desc
                  limit {MessagePage.Size} offset {skip}) x
            left join pledge.young_person y on y.id = x.young_person_id
            order by case when {waiting} then x.at end, x.decided_at desc, x.id desc
            """).ToListAsync(ct);

    private static MessageLine LineOf(Row row) => new(row.AboutId, row.About, row.Rule, row.Occurrence, row.Channel, row.State, row.Outcome, LondonTime.ToLondon(row.At));
}

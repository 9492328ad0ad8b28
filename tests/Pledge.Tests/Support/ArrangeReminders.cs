namespace Pledge.Tests.Support;

internal static class ArrangeReminders
{
    /// <summary>What somebody chose about their reminders just now.</summary>
    public static Task ReminderSettingAsync(this Arrange arrange, Someone who, bool discreet = true, string opens = "09:00", string closes = "20:00", DateOnly? pausedUntil = null, params string[] off) =>
        arrange.ExecuteAsync("insert into pledge.reminder_setting (id, authority_id, account_id, opens, closes, paused_until, discreet, off, chosen_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            Guid.CreateVersion7(), who.Authority, who.Account, TimeOnly.Parse(opens, System.Globalization.CultureInfo.InvariantCulture), TimeOnly.Parse(closes, System.Globalization.CultureInfo.InvariantCulture),
            (object?)pausedUntil ?? DBNull.Value, discreet, off, new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));

    /// <summary>Somebody paused the rising of a matter, or ended that, when <paramref name="until"/> is null.</summary>
    public static Task RisePauseAsync(this Arrange arrange, Someone by, Someone about, string rule, string matter, DateOnly? until, string? reason, DateTimeOffset at) =>
        arrange.ExecuteAsync("insert into pledge.rise_pause (id, authority_id, young_person_id, rule, matter, until, reason, said_at, said_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            Guid.CreateVersion7(), about.Authority, about.YoungPerson, rule, matter, (object?)until ?? DBNull.Value, (object?)reason ?? DBNull.Value, at, by.Account);

    /// <summary>Mails to somebody came back.</summary>
    public static Task StoppedAsync(this Arrange arrange, Someone who, DateTimeOffset since) =>
        arrange.ExecuteAsync("insert into pledge.address_standing (id, authority_id, account_id, young_person_id, channel, is_stopped, reason, since) values ($1, $2, $3, $4, 'email', true, 'smtp-550', $5)",
            Guid.CreateVersion7(), who.Authority, who.Account, who.YoungPerson, since);

    /// <summary>A number that somebody proved, and the kinds they chose by text (and not by mail), as PostgreSQL writes arrays.</summary>
    public static async Task NumberAsync(this Arrange arrange, Someone who, string number, string texts = "{messages}", string off = "{}")
    {
        await arrange.ExecuteAsync("update identity.account set phone_number = $2, phone_number_confirmed = true where id = $1", who.Account, number);
        await arrange.ExecuteAsync("insert into pledge.reminder_setting (id, authority_id, account_id, opens, closes, discreet, off, texts, chosen_at) values ($1, $2, $3, '09:00', '20:00', true, $4::text[], $5::text[], $6)",
            Guid.CreateVersion7(), who.Authority, who.Account, off, texts, new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
    }
}

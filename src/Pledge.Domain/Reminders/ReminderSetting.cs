namespace Pledge.Domain.Reminders;

/// <summary>What somebody chose about their reminders, at one moment. The newest is in force; who never chose has <see cref="Usual"/>.</summary>
/// <remarks>Rows are only added, so that it can be said what held when something was sent.</remarks>
public sealed class ReminderSetting
{
    /// <summary>The day must leave room for a message to get through.</summary>
    public static readonly TimeSpan ShortestDay = TimeSpan.FromHours(2);

    /// <summary>A pause is for a holiday or a hard time, and not a way to be forgotten.</summary>
    public const int LongestPauseDays = 92;

    private static readonly TimeOnly Earliest = new(6, 0);
    private static readonly TimeOnly Latest = new(22, 0);

    public ReminderSettingId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public AccountId AccountId { get; private set; }

    /// <summary>London time from which a message may come.</summary>
    public TimeOnly Opens { get; private set; } = QuietHours.Usual.Opens;

    /// <summary>London time from which it waits for the next day.</summary>
    public TimeOnly Closes { get; private set; } = QuietHours.Usual.Closes;

    /// <summary>Last London day of a pause, or null.</summary>
    public DateOnly? PausedUntil { get; private set; }

    /// <summary>True: every message says no more than that there is something to read.</summary>
    public bool Discreet { get; private set; } = true;

    /// <summary>Kinds that are not wanted, in kebab case.</summary>
    public IReadOnlyList<string> Off { get; private set; } = [];

    /// <summary>UTC.</summary>
    public DateTimeOffset ChosenAt { get; private set; }

    private ReminderSetting()
    {
    }

    /// <summary>What holds for somebody who never chose.</summary>
    public static ReminderSetting Usual { get; } = new();

    public QuietHours Hours => new(Opens, Closes);

    public bool IsPausedOn(DateOnly day) => PausedUntil >= day;

    /// <summary>Whether a message of this kind is wanted on this day. What cannot be turned off is not asked about here.</summary>
    public bool Wants(ReminderKind kind, DateOnly day) => !IsPausedOn(day) && !Off.Contains(kind.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <returns><c>quiet-hours-too-short</c>, <c>quiet-hours-at-night</c>, <c>break-is-over</c> or <c>break-too-long</c>.</returns>
    public static Outcome<ReminderSetting> Choose(
        AuthorityId authority, AccountId account, QuietHours hours, DateOnly? pausedUntil, bool discreet, IEnumerable<ReminderKind> off, DateOnly today, DateTimeOffset now)
    {
        if (hours.Opens < Earliest || hours.Closes > Latest)
            return new Refusal("quiet-hours-at-night", Earliest, Latest);
        if (hours.Closes < hours.Opens || hours.Closes - hours.Opens < ShortestDay)
            return new Refusal("quiet-hours-too-short", ShortestDay.Hours);
        if (pausedUntil < today)
            return new Refusal("break-is-over");
        if (pausedUntil > today.AddDays(LongestPauseDays))
            return new Refusal("break-too-long", today.AddDays(LongestPauseDays));

        return new ReminderSetting
        {
            Id = ReminderSettingId.New(),
            AuthorityId = authority,
            AccountId = account,
            Opens = hours.Opens,
            Closes = hours.Closes,
            PausedUntil = pausedUntil,
            Discreet = discreet,
            Off = [.. off.Distinct().Order().Select(kind => kind.ToString().ToLowerInvariant())],
            ChosenAt = now.ToUniversalTime(),
        };
    }
}

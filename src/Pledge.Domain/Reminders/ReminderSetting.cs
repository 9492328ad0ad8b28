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

    /// <summary>Kinds that are not wanted by mail, in kebab case.</summary>
    public IReadOnlyList<string> Off { get; private set; } = [];

    /// <summary>Kinds that are wanted by text, in kebab case: instead of a mail where that is off, else as well.</summary>
    public IReadOnlyList<string> Texts { get; private set; } = [];

    /// <summary>UTC.</summary>
    public DateTimeOffset ChosenAt { get; private set; }

    private ReminderSetting()
    {
    }

    /// <summary>What holds for somebody who never chose.</summary>
    public static ReminderSetting Usual { get; } = new();

    public QuietHours Hours => new(Opens, Closes);

    public bool IsPausedOn(DateOnly day) => PausedUntil >= day;

    /// <summary>Whether a mail of this kind is wanted on this day. What cannot be turned off is not asked about here.</summary>
    public bool Wants(ReminderKind kind, DateOnly day) => !IsPausedOn(day) && !Off.Contains(Named(kind));

    /// <summary>By which channels something of this kind is to come.</summary>
    /// <param name="canBeTexted">Whether there is a number that takes texts. Without one everything goes by mail, where the sender asks what is wanted.</param>
    public IReadOnlyList<string> ChannelsFor(ReminderKind kind, bool canBeTexted) =>
        !canBeTexted || !Texts.Contains(Named(kind)) ? ByMail : Off.Contains(Named(kind)) ? ByText : Both;

    private static readonly string[] ByMail = [Channel.Email];
    private static readonly string[] ByText = [Channel.Text];
    private static readonly string[] Both = [Channel.Email, Channel.Text];

    /// <summary>The same from now on, with other kinds by text.</summary>
    /// <param name="account">Whose: the choice that everybody begins with is nobody's.</param>
    public ReminderSetting WithTexts(AuthorityId authority, AccountId account, IEnumerable<ReminderKind> texts, DateTimeOffset now)
    {
        var next = (ReminderSetting)MemberwiseClone();
        (next.Id, next.AuthorityId, next.AccountId, next.ChosenAt, next.Texts) = (ReminderSettingId.New(), authority, account, now.ToUniversalTime(), Names(texts));
        return next;
    }

    /// <summary>The same from now on, without the break.</summary>
    public ReminderSetting WithoutBreak(DateTimeOffset now)
    {
        var next = (ReminderSetting)MemberwiseClone();
        (next.Id, next.ChosenAt, next.PausedUntil) = (ReminderSettingId.New(), now.ToUniversalTime(), null);
        return next;
    }

    private static string Named(ReminderKind kind) => kind.ToString().ToLowerInvariant();

    private static IReadOnlyList<string> Names(IEnumerable<ReminderKind> kinds) => [.. kinds.Distinct().Order().Select(Named)];

    /// <returns><c>quiet-hours-wrong-way</c>, <c>quiet-hours-too-short</c>, <c>quiet-hours-at-night</c>, <c>break-is-over</c> or <c>break-too-long</c>.</returns>
    public static Outcome<ReminderSetting> Choose(
        AuthorityId authority, AccountId account, QuietHours hours, DateOnly? pausedUntil, bool discreet, IEnumerable<ReminderKind> off, IEnumerable<ReminderKind> texts, DateOnly today, DateTimeOffset now)
    {
        if (hours.Opens < Earliest || hours.Closes > Latest)
            return new Refusal("quiet-hours-at-night", Earliest, Latest);
        if (hours.Closes < hours.Opens)
            return new Refusal("quiet-hours-wrong-way");
        if (hours.Closes - hours.Opens < ShortestDay)
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
            Off = Names(off),
            Texts = Names(texts),
            ChosenAt = now.ToUniversalTime(),
        };
    }
}

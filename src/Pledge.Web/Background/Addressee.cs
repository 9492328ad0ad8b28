using Pledge.Domain.Reminders;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>Whom a message goes to, as they are now, and what they chose.</summary>
/// <param name="Wanted">False when they chose to get no reminders by mail.</param>
/// <param name="Opens">London time from which they may be reached, and <paramref name="Closes"/> until when; null when they never chose.</param>
/// <param name="PausedUntil">Last London day of a pause, or null.</param>
/// <param name="Discreet">True when no message may say more than that there is something to read.</param>
/// <param name="Off">Kinds they do not want by mail, in kebab case.</param>
/// <param name="IsStopped">Whether their address does not take what is sent there, as far as anybody knows.</param>
public sealed record Addressee(
    Guid Account, string Email, string DisplayName, bool IsYoungPerson, bool IsClosed, bool Wanted, TimeOnly? Opens, TimeOnly? Closes, DateOnly? PausedUntil, bool Discreet, string[] Off, bool IsStopped)
{
    /// <summary>Tag of the language they chose, or null.</summary>
    public string? Language { get; init; }

    /// <summary>Their proved number (E.164), or null.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>False when they answered STOP, or chose to get no texts.</summary>
    public bool TextsWanted { get; init; } = true;

    /// <summary>Kinds they want by text, in kebab case.</summary>
    public string[] Texts { get; init; } = [];

    /// <summary>Whether their number takes no texts, as far as anybody knows.</summary>
    public bool IsNumberStopped { get; init; }

    /// <summary>Whether nothing sent by this channel arrives.</summary>
    public bool IsStoppedBy(string channel) => channel == Channel.Text ? IsNumberStopped : IsStopped;

    public QuietHours Hours => Opens is { } opens && Closes is { } closes ? new(opens, closes) : QuietHours.Usual;

    /// <summary>Why a message of this rule is not wanted on this day: <c>turned-off</c> or <c>paused</c>; null when it is, or when nobody is asked.</summary>
    /// <param name="channel">One of <see cref="Domain.Reminders.Channel"/>.</param>
    public string? ReasonNotToGet(ReminderRule rule, string channel, DateOnly day)
    {
        if (!rule.CanBeTurnedOff)
            return null;
        var isWanted = channel == Channel.Text
            ? PhoneNumber is not null && TextsWanted && (rule.Kind is ReminderKind.Needed || Texts.Contains(Kebab.Of(rule.Kind)))
            : Wanted && !Off.Contains(Kebab.Of(rule.Kind));
        return !isWanted ? "turned-off" : PausedUntil >= day ? "paused" : null;
    }
}

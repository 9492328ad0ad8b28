using System.ComponentModel.DataAnnotations;
using Pledge.Domain.Reminders;

namespace Pledge.Web.Background;

/// <summary>How senders work, from the settings <c>Sender:…</c>.</summary>
public sealed record SenderOptions
{
    /// <summary>Messages claimed at once.</summary>
    [Range(1, 500)]
    public int Batch { get; set; } = 20;

    /// <summary>Mails one sender hands over at the same time, each over a connection of its own.</summary>
    [Range(1, 50)]
    public int Connections { get; set; } = 4;

    /// <summary>Most mails a second, over all senders together; 0 for no limit. Keeps within what a mail server allows.</summary>
    [Range(0, 10_000)]
    public int PerSecond { get; set; }

    /// <summary>As <see cref="Connections"/>, for texts: a slow carrier of texts holds up no mail.</summary>
    [Range(1, 50)]
    public int TextConnections { get; set; } = 4;

    /// <summary>As <see cref="PerSecond"/>, for texts. GOV.UK Notify takes 3,000 messages a minute, mails and texts together.</summary>
    [Range(0, 10_000)]
    public int TextsPerSecond { get; set; }

    /// <summary>How long a claim holds. Longer than a mail may take (<c>Smtp:TimeoutSeconds</c>); after it another sender takes a claimed message over.</summary>
    [Range(1, 3600)]
    public int LeaseSeconds { get; set; } = 300;

    /// <summary>Longest pause before looking again, when nothing wakes the sender.</summary>
    [Range(1, 600)]
    public int PollSeconds { get; set; } = 10;

    /// <param name="channel">One of <see cref="Channel"/>.</param>
    internal int ConnectionsOf(string channel) => channel == Channel.Text ? TextConnections : Connections;

    /// <inheritdoc cref="ConnectionsOf"/>
    internal int PerSecondOf(string channel) => channel == Channel.Text ? TextsPerSecond : PerSecond;

    /// <summary>Minutes to wait after the first, second … failed try. After as many tries as there are entries, and one, the message has failed.</summary>
    public static IReadOnlyList<int> BackOffMinutes { get; } = [1, 2, 5, 15, 60, 120, 240, 480];

    /// <summary>Longest addition to a wait, as a share of it, so that what failed together is not tried again together.</summary>
    private const double MostJitter = 0.25;

    /// <param name="attempts">How often it was tried, at least once and at most as often as there are entries.</param>
    /// <param name="chance">Decides how much is added.</param>
    public static TimeSpan WaitAfter(int attempts, Random chance) => TimeSpan.FromMinutes(BackOffMinutes[attempts - 1] * (1 + (MostJitter * chance.NextDouble())));
}

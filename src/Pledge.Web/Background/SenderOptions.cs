using System.ComponentModel.DataAnnotations;

namespace Pledge.Web.Background;

/// <summary>How senders work, from the settings <c>Sender:…</c>.</summary>
public sealed record SenderOptions
{
    /// <summary>Messages claimed at once.</summary>
    [Range(1, 500)]
    public int Batch { get; set; } = 20;

    /// <summary>How long a claim holds. Longer than a mail may take (<c>Smtp:TimeoutSeconds</c>); after it another sender takes a claimed message over.</summary>
    [Range(1, 3600)]
    public int LeaseSeconds { get; set; } = 300;

    /// <summary>Longest pause before looking again, when nothing wakes the sender.</summary>
    [Range(1, 600)]
    public int PollSeconds { get; set; } = 10;

    /// <summary>Minutes to wait after the first, second … failed try. After as many tries as there are entries, and one, the message has failed.</summary>
    public static IReadOnlyList<int> BackOffMinutes { get; } = [1, 2, 5, 15, 60, 120, 240, 480];
}

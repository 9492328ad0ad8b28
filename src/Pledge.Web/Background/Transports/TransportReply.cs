namespace Pledge.Web.Background.Transports;

/// <summary>What is known after a try to send.</summary>
public enum Verdict
{
    /// <summary>The mail server took responsibility for it.</summary>
    Accepted,

    /// <summary>It was not accepted, for a reason that may pass.</summary>
    TryLater,

    /// <summary>It was not accepted and never will be.</summary>
    Refused,

    /// <summary>It was handed over, and the answer did not come.</summary>
    Unknown,

    /// <summary>It was not handed over, because another sender has it by now.</summary>
    NotOurs,
}

/// <summary>How a try ended.</summary>
/// <param name="Code">Kebab-case reason for the ledger, such as <c>smtp-550</c>. The server's own words may hold an address and are not kept.</param>
public sealed record TransportReply(Verdict Verdict, string Code)
{
    /// <summary>With <see cref="Verdict.TryLater"/>: the carrier takes nothing before this has passed; null when it named no time.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>With <see cref="Verdict.Refused"/>: the carrier says that there is no such address, or that it takes nothing. False when the fault is in the message, or in us.</summary>
    public bool IsOfTheAddress { get; init; }
}

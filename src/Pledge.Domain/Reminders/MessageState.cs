namespace Pledge.Domain.Reminders;

/// <summary>How far a message has come.</summary>
public enum MessageState
{
    /// <summary>Waiting for its time, or for the next try.</summary>
    Queued,

    /// <summary>A sender has it, under a lease. Nothing was handed to the mail server.</summary>
    Claimed,

    /// <summary>It is being handed over. From here on only the mail server's answer tells whether it was accepted.</summary>
    Sending,

    /// <summary>The mail server accepted it, or an administrator found that it arrived.</summary>
    Sent,

    /// <summary>The mail server refused it for good, or it was tried too often.</summary>
    Failed,

    /// <summary>Not sent on purpose; the outcome says why.</summary>
    Dropped,

    /// <summary>Goes in another message, together with others of that day; settled when that one is.</summary>
    Bundled,

    /// <summary>The sender stopped, or the connection broke, between handing it over and the answer. Never sent again by itself.</summary>
    InDoubt,
}

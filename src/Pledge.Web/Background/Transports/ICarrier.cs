using Pledge.Web.Background.Mail;

namespace Pledge.Web.Background.Transports;

/// <summary>One way for messages to leave this program.</summary>
public interface ICarrier
{
    /// <summary>As the ledger keeps it in <c>handed_to</c>.</summary>
    string Name { get; }

    /// <summary>Asks what became of a message that was, or may have been, handed over.</summary>
    /// <param name="message">The ledger's id, which is the reference of every try.</param>
    Task<Finding> FindAsync(Guid message, CancellationToken ct);

    /// <summary>Nothing is due for now: lets go of connections.</summary>
    Task ReleaseAsync();
}

/// <summary>A carrier of mails. <see cref="ChannelOptions.Email"/> says which is used.</summary>
public interface IMailTransport : ICarrier
{
    /// <summary>Hands the mail over once and says what is known afterwards.</summary>
    /// <param name="mayHandOver">Called at the last moment at which nothing was given away yet: records it, and forbids it by returning false.</param>
    Task<TransportReply> SendAsync(ClaimedMessage message, Letter letter, Func<bool> mayHandOver);
}

/// <summary>A carrier of texts. <see cref="ChannelOptions.Text"/> says which is used.</summary>
public interface ITextTransport : ICarrier
{
    /// <summary>As <see cref="IMailTransport.SendAsync"/>.</summary>
    Task<TransportReply> SendAsync(ClaimedMessage message, ShortText text, Func<bool> mayHandOver);
}

/// <summary>What a carrier says about a message when asked.</summary>
public enum Finding
{
    /// <summary>It cannot be asked, or did not answer.</summary>
    CannotSay,

    /// <summary>It answered, and was never given such a message.</summary>
    NeverCame,

    /// <summary>It has it.</summary>
    Taken,
}

using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Pledge.Web.Background.Transports;

/// <summary>The ledger no longer lets us send this message.</summary>
internal sealed class NotOursException : Exception;

/// <summary>MailKit's client with a stop at the last safe moment: the server has accepted sender and recipient, and DATA was not said yet.</summary>
internal sealed class HandOverClient : SmtpClient
{
    /// <summary>Records that the message is about to be handed over; false forbids it. Called once for each mail, which has one recipient.</summary>
    public Func<bool>? MayHandOver { get; set; }

    /// <summary>Whether the mail in hand was, or may have been, given to the server.</summary>
    public bool HandedOver { get; set; }

    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        base.OnRecipientAccepted(message, mailbox, response);
        if (MayHandOver?.Invoke() is not true)
            throw new NotOursException();
        HandedOver = true;
    }
}

using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Pledge.Web.Background.Transports;

/// <summary>The ledger no longer lets us send this message.</summary>
internal sealed class NotOursException : Exception;

/// <summary>MailKit's client with a stop at the last safe moment: the server has accepted sender and recipient, and DATA was not said yet.</summary>
internal sealed partial class HandOverClient : SmtpClient
{
    /// <summary>Records that the message is about to be handed over; false forbids it. Called once for each mail, which has one recipient.</summary>
    public Func<bool>? MayHandOver { get; set; }

    /// <summary>Whether the mail in hand was, or may have been, given to the server.</summary>
    public bool HandedOver { get; set; }

    /// <summary>Whether the server said that the recipient is not there, and not that it does not want our mail.</summary>
    public bool NoSuchRecipient { get; set; }

    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        base.OnRecipientAccepted(message, mailbox, response);
        if (MayHandOver?.Invoke() is not true)
            throw new NotOursException();
        HandedOver = true;
    }

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        NoSuchRecipient = SaysNoSuchRecipient(response);
        base.OnRecipientNotAccepted(message, mailbox, response);
    }

    /// <summary>The enhanced code decides where there is one: 5.1.x is the address, 5.2.1 a mailbox that takes nothing; 5.7.x is about us. Without one, 550, 551 and 553 are about the mailbox.</summary>
    /// <remarks>Source: RFC 3463, sections 3.2, 3.3 and 3.8; RFC 5321, section 4.2.3.</remarks>
    private static bool SaysNoSuchRecipient(SmtpResponse response) =>
        EnhancedCode().Match(response.Response) is { Success: true } code
            ? code.Value.StartsWith("5.1.", StringComparison.Ordinal) || code.Value == "5.2.1"
            : (int)response.StatusCode is 550 or 551 or 553;

    [GeneratedRegex(@"^5\.\d{1,3}\.\d{1,3}(?=\s|$)")]
    private static partial Regex EnhancedCode();
}

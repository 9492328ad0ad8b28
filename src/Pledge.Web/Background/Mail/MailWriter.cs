using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using MimeKit;
using Pledge.Domain.Reminders;
using Pledge.Web.Background.Transports;
using Pledge.Web.Features.Appointments;

namespace Pledge.Web.Background.Mail;

/// <summary>Puts a message in words, as plain text and as HTML. The words are in <see cref="ReminderText"/>; nothing personal but the reader's own first name goes in.</summary>
public sealed class MailWriter(IStringLocalizer<ReminderText> words, IDataProtectionProvider keys, StopLinks stopLinks, IOptions<SmtpOptions> settings, TimeProvider clock)
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <param name="parts">The reminders a digest is made of; empty for any other message.</param>
    /// <returns>Null when the payload cannot be read any more.</returns>
    public Letter? Write(ClaimedMessage message, ReminderRule rule, Addressee to, IReadOnlyList<BundledMessage> parts)
    {
        string? secret = null;
        try
        {
            secret = message.Payload is { } payload ? keys.Open(message.Rule, payload) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }

        if (rule.IsToAnotherAddress)
        {
            var sealedLines = secret!.Split('\n', 2);
            (to, secret) = (to with { Email = sealedLines[0] }, sealedLines[1]);
        }
        var site = settings.Value.PublicAddress.TrimEnd('/');
        var stop = rule.CanBeTurnedOff ? site + stopLinks.For(new(message.AccountId)) : null;
        var key = ReminderWords.KeyOf(rule, message.Occurrence, to);
        var lines = Lines(key, message, to, secret, site, stop, parts);

        var mail = new MimeMessage { Subject = words[$"Mail{key}Subject"], MessageId = $"{message.Id:n}@{new Uri(site).Host}", Date = clock.GetUtcNow() };
        mail.From.Add(MailboxAddress.Parse(settings.Value.From));
        mail.To.Add(new MailboxAddress(null, to.Email));
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (stop is not null)
        {
            // RFC 8058: the mail program itself may offer "unsubscribe", and one tap is enough.
            mail.Headers.Add(HeaderId.ListUnsubscribe, $"<{stop}>");
            mail.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        var body = new BodyBuilder { TextBody = AsText(lines), HtmlBody = AsHtml(mail.Subject, lines) };
        // What says only that there is something to read does not say when, either.
        if (rule.Key == ReminderRule.AppointmentNewsForWorker.Key && key != ReminderWords.Discreet && secret is not null)
            body.Attachments.Add(AppointmentInvite.Read(secret).ToMimePart(MailboxAddress.Parse(settings.Value.From).Address, to.Email));
        mail.Body = body.ToMessageBody();
        return new(mail, to.Email, FirstNameOf(to), AsText(lines.Skip(1)), stop);
    }

    private List<(string Text, string? Link)> Lines(string key, ClaimedMessage message, Addressee to, string? secret, string site, string? stop, IReadOnlyList<BundledMessage> parts)
    {
        List<(string Text, string? Link)> lines = [(words["Greeting", FirstNameOf(to)], null), (words[$"Mail{key}Body", message.Rule == ReminderRule.WeeklyDigest.Key ? secret!.Split(' ') : []], null)];
        if (key != ReminderWords.Discreet)
            lines.AddRange(ReminderWords.GroupsOf(parts, to).Select(group => (words[group.Count == 1 ? $"Mail{group.Key}Body" : "SeveralOfThem", words[$"Mail{group.Key}Body"], group.Count].Value, (string?)(site + group.Path))));
        if (message.Rule is "sign-in-code" or "address-code")
            lines.Add((secret!, null));
        if ((key == ReminderWords.Discreet ? "/" : ReminderWords.PathOf(message.Rule, message.YoungPersonId, to.IsYoungPerson, secret)) is { } path)
            lines.Add((words[$"Mail{key}Link"], site + path));
        lines.Add((words[$"Mail{key}Why"], null));
        if (stop is not null)
            lines.Add((words["Stop"], stop));
        return lines;
    }

    private static string FirstNameOf(Addressee to) => to.DisplayName.Split(' ', 2)[0];

    private static string AsText(IEnumerable<(string Text, string? Link)> lines)
    {
        var text = new StringBuilder();
        foreach (var (line, link) in lines)
        {
            text.AppendLine(line);
            if (link is not null)
                text.AppendLine(link);
            text.AppendLine();
        }
        return text.ToString();
    }

    private string AsHtml(string subject, List<(string Text, string? Link)> lines)
    {
        var html = new StringBuilder($"<!DOCTYPE html><html lang=\"{Html.Encode(words["Language"])}\"><head><meta charset=\"utf-8\"><title>{Html.Encode(subject)}</title></head><body>");
        foreach (var (line, link) in lines)
            html.Append(link is null ? $"<p>{Html.Encode(line)}</p>" : $"<p><a href=\"{Html.Encode(link)}\">{Html.Encode(line)}</a></p>");
        return html.Append("</body></html>").ToString();
    }
}

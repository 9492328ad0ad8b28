using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using MimeKit;
using Pledge.Domain.Reminders;
using Pledge.Web.Background.Transports;
using Pledge.Web.Features.Appointments;
using Pledge.Web.Platform;

namespace Pledge.Web.Background.Mail;

/// <summary>Puts a message in words, as plain text and as HTML. The words are in <see cref="ReminderText"/>; nothing personal but the reader's own first name goes in.</summary>
public sealed class MailWriter(IStringLocalizer<ReminderText> words, IDataProtectionProvider keys, StopLinks stopLinks, Languages languages, IOptions<SmtpOptions> settings, TimeProvider clock)
{
    /// <param name="parts">The reminders a digest is made of; empty for any other message.</param>
    /// <returns>Null when the payload cannot be read any more.</returns>
    public Letter? Write(ClaimedMessage message, ReminderRule rule, Addressee to, IReadOnlyList<BundledMessage> parts)
    {
        using var reader = languages.Speak(to.Language);
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
        var content = ContentOf(key, rule, message, to, secret, site, stop, parts);

        var mail = new MimeMessage { Subject = content.Subject, MessageId = $"{message.Id:n}@{new Uri(site).Host}", Date = clock.GetUtcNow() };
        var from = MailboxAddress.Parse(settings.Value.From);
        mail.From.Add(from);
        mail.To.Add(new MailboxAddress(null, to.Email));
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        // Exchange does not know the header above, and would answer for whoever is on holiday. Reports of what did not arrive may come.
        mail.Headers.Add("X-Auto-Response-Suppress", "OOF, AutoReply");
        mail.Headers.Add(HeaderId.ContentLanguage, CultureInfo.CurrentUICulture.Name);
        if (stop?.StartsWith("https:", StringComparison.Ordinal) is true)
        {
            // RFC 8058: the mail program itself may offer "unsubscribe", and one tap is enough. It asks for https.
            mail.Headers.Add(HeaderId.ListUnsubscribe, $"<{stop}>");
            mail.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        var body = new BodyBuilder { TextBody = content.ToText(), HtmlBody = content.ToHtml(CultureInfo.CurrentUICulture) };
        // What says only that there is something to read does not say when, either.
        if (rule.Key == ReminderRule.AppointmentNewsForWorker.Key && key != ReminderWords.Discreet && secret is not null)
            body.Attachments.Add(AppointmentInvite.Read(secret).ToMimePart(from));
        mail.Body = body.ToMessageBody();
        // Every carrier gets the same bytes: ASCII in short lines, whatever the language.
        mail.Prepare(EncodingConstraint.SevenBit);
        return new(mail, to.Email, content.FirstName, content.ToTextForTemplate(), stop);
    }

    private MailContent ContentOf(string key, ReminderRule rule, ClaimedMessage message, Addressee to, string? secret, string site, string? stop, IReadOnlyList<BundledMessage> parts) => new()
    {
        Subject = words[$"Mail{key}Subject"],
        Greeting = words["Greeting"],
        // An address that is still to be proved may be a stranger's; whoever asked to join has no account; and the name of who is invited was typed by somebody else.
        FirstName = rule.Key is "address-code" or "joining-received" or "joining-turned-down" or "organisation-joined" || (rule.Key == Access.Invitations.Rule && !to.IsYoungPerson) ? words["Somebody"] : to.DisplayName.Split(' ', 2)[0],
        Body = words[$"Mail{key}Body", rule.Key == ReminderRule.WeeklyDigest.Key ? secret!.Split(' ') : rule.Key == "joining-turned-down" ? [secret!] : []],
        Things = key == ReminderWords.Discreet ? [] : [.. ReminderWords.GroupsOf(parts, to).Select(group => ThingOf(group, site))],
        Code = rule.Key is "sign-in-code" or "address-code" ? secret : null,
        Link = (key == ReminderWords.Discreet ? "/" : ReminderWords.PathOf(rule.Key, message.YoungPersonId, to.IsYoungPerson, secret)) is { } path ? new(words[$"Mail{key}Link"], site + path) : null,
        LinkHelp = words["LinkHelp"],
        Why = words[$"Mail{key}Why"],
        // A code, an invitation or a warning is no reminder: there is nothing to choose.
        Choose = rule.IsAtOnce ? null : new(words[rule.CanBeTurnedOff ? "Choose" : "ChooseHours"], site + "/reminders/choose"),
        Stop = stop is null ? null : new(words["Stop"], stop),
        NoAnswers = words["NoAnswers"],
        // Said once where that is what the mail is about.
        Help = rule.Key == "address-changed" ? null : new(words["Help"], site + "/help"),
    };

    private MailThing ThingOf(DigestGroup group, string site)
    {
        var one = words[$"Mail{group.Key}Body"].Value;
        return group.Count == 1 ? new(one, new(words[$"Mail{group.Key}Link"], site + group.Path)) : new(words["SeveralOfThem", one, group.Count], new(words["SeeThemAll", group.Count], site + group.Path));
    }
}

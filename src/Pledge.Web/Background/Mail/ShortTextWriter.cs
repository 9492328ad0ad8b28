using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Pledge.Domain.Reminders;
using Pledge.Web.Background.Transports;
using Pledge.Web.Platform;

namespace Pledge.Web.Background.Mail;

/// <summary>Puts a message in the words of a text: what a mail would have as its subject, where to read on, and how to stop. It names nobody.</summary>
public sealed class ShortTextWriter(IStringLocalizer<ReminderText> words, IDataProtectionProvider keys, Languages languages, IOptions<SmtpOptions> settings, IOptions<NotifyOptions> notify)
{
    /// <returns>Null when the payload cannot be read any more.</returns>
    public ShortText? Write(ClaimedMessage message, ReminderRule rule, Addressee to)
    {
        using var reader = languages.Speak(to.Language);
        var site = settings.Value.PublicAddress.TrimEnd('/');
        if (rule.IsToAnotherAddress)
        {
            try
            {
                // The number that is to be proved, and the code for it.
                var lines = keys.Open(message.Rule, message.Payload!).Split('\n', 2);
                return new(lines[0], words["TextCode", lines[1]]);
            }
            catch (CryptographicException)
            {
                return null;
            }
        }
        var key = ReminderWords.KeyOf(rule, message.Occurrence, to);
        var path = key == ReminderWords.Discreet ? "/" : ReminderWords.PathOf(message.Rule, message.YoungPersonId, to.IsYoungPerson, null);
        var stop = notify.Value.TakesAnswers ? words["TextStopByAnswer"].Value : words["TextStopByLink", site + "/reminders"].Value;
        return new(to.PhoneNumber!, words["Text", words[$"Mail{key}Subject"].Value, site + path, stop]);
    }
}

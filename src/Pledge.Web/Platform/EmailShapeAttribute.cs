using System.ComponentModel.DataAnnotations;
using System.Globalization;
using MimeKit;

namespace Pledge.Web.Platform;

/// <summary>Something that may be an e-mail address: words on both sides of one @, a dot within the right one, at most 254 characters, nothing inside that cannot be seen,
/// and one mailbox to the library that will send to it. Whether it is one shows when a mail arrives.</summary>
/// <remarks>Looked at once from left to right. A pattern would try again from every character, and whoever sends a long text could keep the server busy with it.</remarks>
public sealed class EmailShapeAttribute : ValidationAttribute
{
    private const int Longest = 254;

    public EmailShapeAttribute() => ErrorMessage = "email-not-understood";

    public override bool IsValid(object? value) => value is not string text || text.Length == 0 || (HasShape(text.AsSpan().Trim()) && IsMailbox(text.Trim()));

    private static bool IsMailbox(string text) => MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address == text && string.IsNullOrEmpty(mailbox.Name);

    private static bool HasShape(ReadOnlySpan<char> text)
    {
        if (text.Length > Longest || text.IndexOf('@') is not (> 0 and var at) || text[(at + 1)..].Contains('@'))
            return false;
        foreach (var letter in text)
        {
            if (char.IsWhiteSpace(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format)
                return false;
        }
        var host = text[(at + 1)..];
        return host.Length > 2 && host[0] != '[' && host[1..^1].Contains('.');
    }
}

using System.Buffers;

namespace Pledge.Domain.People;

/// <summary>How to reach somebody: any, or none, of a telephone number, an e-mail address, and other words ("ring the bell twice"). Blank is null.</summary>
/// <remarks>Kept as typed: numbers of other countries and of hostels have every shape.</remarks>
public sealed record Ways
{
    public const int PhoneMaxLength = 40;
    public const int EmailMaxLength = 254;
    public const int OtherMaxLength = 200;

    // None of them is in an address that people have, and each can lead a mail program astray.
    private static readonly SearchValues<char> NotInAddresses = SearchValues.Create("?&\"<>()[]\\,;:%");

    public string? Phone { get; }
    public string? Email { get; }
    public string? Other { get; }

    public Ways(string? phone, string? email, string? other) => (Phone, Email, Other) = (phone.Tidy(), email.Tidy(), other.Tidy());

    /// <returns><c>phone-not-understood</c> without a digit, <c>email-not-understood</c>, <c>phone-too-long</c> or <c>other-way-too-long</c>; null when all is well.</returns>
    public Refusal? Check()
    {
        if (Phone?.Length > PhoneMaxLength)
            return new("phone-too-long", PhoneMaxLength);
        if (Phone is not null && !Phone.Any(char.IsDigit))
            return new("phone-not-understood");
        if (Email is not null && (Email.Length > EmailMaxLength || Email.Any(char.IsWhiteSpace) || Email.AsSpan().IndexOfAny(NotInAddresses) >= 0 || Email.IndexOf('@', StringComparison.Ordinal) is var at && (at < 1 || at == Email.Length - 1)))
            return new("email-not-understood");
        return Other?.Length > OtherMaxLength ? new("other-way-too-long", OtherMaxLength) : null;
    }
}

internal static class Typed
{
    /// <summary>Without the spaces around it; null when nothing is left.</summary>
    public static string? Tidy(this string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

namespace Pledge.Web.Background.Mail;

/// <summary>A message as a text to a phone.</summary>
/// <param name="To">The reader's number, as E.164.</param>
public sealed record ShortText(string To, string Body)
{
    /// <summary>A longer one is sent, and paid for, as several.</summary>
    public const int Longest = 160;
}

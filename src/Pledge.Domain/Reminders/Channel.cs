namespace Pledge.Domain.Reminders;

/// <summary>Ways by which a message reaches somebody, as the ledger names them.</summary>
public static class Channel
{
    public const string Email = "email";

    /// <summary>A text to a mobile phone.</summary>
    public const string Text = "text";

    public static IReadOnlyList<string> All { get; } = [Email, Text];
}

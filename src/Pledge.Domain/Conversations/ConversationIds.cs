using System.Diagnostics.CodeAnalysis;

namespace Pledge.Domain.Conversations;

/// <summary>One conversation between a young person and their worker.</summary>
public readonly record struct ConversationId(Guid Value) : IParsable<ConversationId>
{
    public static ConversationId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static ConversationId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ConversationId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One thing somebody wrote in a conversation. Ids rise with time.</summary>
public readonly record struct ConversationMessageId(Guid Value) : IParsable<ConversationMessageId>
{
    public static ConversationMessageId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static ConversationMessageId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ConversationMessageId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

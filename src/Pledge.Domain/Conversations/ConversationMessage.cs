namespace Pledge.Domain.Conversations;

/// <summary>One thing somebody wrote in a conversation. Never changed; only who first read it is added.</summary>
public sealed class ConversationMessage
{
    public const int BodyMaxLength = 4000;

    public ConversationMessageId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public ConversationId ConversationId { get; private set; }
    public bool FromYoungPerson { get; private set; }

    /// <summary>Plain text, 1 to <see cref="BodyMaxLength"/> characters; line ends are kept.</summary>
    public string Body { get; private set; } = "";

    /// <summary>UTC instant.</summary>
    public DateTimeOffset WrittenAt { get; private set; }
    public AccountId WrittenBy { get; private set; }

    /// <summary>The form it was typed in.</summary>
    public Guid FormKey { get; private set; }

    /// <summary>UTC instant at which the other side first opened it, or null.</summary>
    public DateTimeOffset? ReadAt { get; private set; }
    public AccountId? ReadBy { get; private set; }

    private ConversationMessage()
    {
    }

    internal static Refusal? Check(string? body) =>
        string.IsNullOrWhiteSpace(body) ? new("message-empty") : Tidy(body).Length > BodyMaxLength ? new("message-too-long", BodyMaxLength) : null;

    internal static Outcome<ConversationMessage> Of(Conversation conversation, string? body, bool fromYoungPerson, Guid formKey, DateTimeOffset now, AccountId by)
    {
        if (Check(body) is { } refusal)
            return refusal;
        return new ConversationMessage
        {
            Id = ConversationMessageId.New(),
            AuthorityId = conversation.AuthorityId,
            YoungPersonId = conversation.YoungPersonId,
            ConversationId = conversation.Id,
            FromYoungPerson = fromYoungPerson,
            Body = Tidy(body!),
            WrittenAt = now.ToUniversalTime(),
            WrittenBy = by,
            FormKey = formKey,
        };
    }

    /// <summary>The words as they are kept. Browsers send line ends as two characters, and count them as one.</summary>
    public static string Tidy(string body) => body.Trim().ReplaceLineEndings("\n");
}

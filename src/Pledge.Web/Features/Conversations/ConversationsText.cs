namespace Pledge.Web.Features.Conversations;

/// <summary>Names the words of messages between young people and workers: <c>ConversationsText.resx</c>.</summary>
public sealed class ConversationsText;

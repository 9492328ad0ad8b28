namespace Pledge.Web.Features.Conversations;

/// <summary>What was written in a conversation, for <c>_Thread</c>.</summary>
/// <param name="IsOwn">True when the young person looks at it.</param>
/// <param name="Name">What a worker calls the young person; null when they look themselves.</param>
public sealed record ThreadView(ThreadPage Thread, bool IsOwn, string? Name);

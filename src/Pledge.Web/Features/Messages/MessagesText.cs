namespace Pledge.Web.Features.Messages;

/// <summary>Names the words of the pages about messages in <c>MessagesText.resx</c>.</summary>
public sealed class MessagesText;

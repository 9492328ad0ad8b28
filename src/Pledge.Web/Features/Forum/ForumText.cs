namespace Pledge.Web.Features.Forum;

/// <summary>Names the words of the pages on which the forum is run: <c>ForumText.resx</c>.</summary>
public sealed class ForumText;

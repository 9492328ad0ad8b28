namespace Pledge.Web.Features.Opportunities;

/// <summary>Names the words of posts, for those who write, decide and read them: <c>OpportunitiesText.resx</c>.</summary>
public sealed class OpportunitiesText;

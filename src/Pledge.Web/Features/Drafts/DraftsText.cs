namespace Pledge.Web.Features.Drafts;

/// <summary>Names the words that say what is kept of a form not sent yet: <c>DraftsText.resx</c>.</summary>
public sealed class DraftsText;

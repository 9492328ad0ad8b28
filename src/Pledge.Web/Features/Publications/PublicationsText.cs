namespace Pledge.Web.Features.Publications;

/// <summary>The words of these pages: <c>PublicationsText.resx</c>.</summary>
public sealed class PublicationsText;

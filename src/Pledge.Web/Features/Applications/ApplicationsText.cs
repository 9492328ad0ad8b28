namespace Pledge.Web.Features.Applications;

/// <summary>Names the words of applying for work and learning: <c>ApplicationsText.resx</c>.</summary>
public sealed class ApplicationsText;

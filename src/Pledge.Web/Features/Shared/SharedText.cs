namespace Pledge.Web.Features.Shared;

/// <summary>Names the words every page shares: <c>SharedText.resx</c>.</summary>
public sealed class SharedText;

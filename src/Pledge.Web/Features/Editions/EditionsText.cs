namespace Pledge.Web.Features.Editions;

/// <summary>The words of the pages about the pledge's editions: <c>EditionsText.resx</c>.</summary>
public sealed class EditionsText;

namespace Pledge.Web.Features.Imports;

/// <summary>Names the words of loading the return: <c>ImportsText.resx</c>.</summary>
public sealed class ImportsText;

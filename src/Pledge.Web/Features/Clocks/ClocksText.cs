namespace Pledge.Web.Features.Clocks;

/// <summary>Names the words of the pages about clocks: <c>ClocksText.resx</c>.</summary>
public sealed class ClocksText;

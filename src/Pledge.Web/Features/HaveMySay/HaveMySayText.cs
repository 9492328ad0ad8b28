namespace Pledge.Web.Features.HaveMySay;

/// <summary>Names the words of a young person's pages for having their say: <c>HaveMySayText.resx</c>.</summary>
public sealed class HaveMySayText;

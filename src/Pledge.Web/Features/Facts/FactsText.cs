namespace Pledge.Web.Features.Facts;

/// <summary>Names the words for homes, activities and being in touch, and the pages that record them: <c>FactsText.resx</c>.</summary>
public sealed class FactsText;

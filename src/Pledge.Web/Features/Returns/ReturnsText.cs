namespace Pledge.Web.Features.Returns;

/// <summary>Names the words of the yearly return: <c>ReturnsText.resx</c>.</summary>
public sealed class ReturnsText;

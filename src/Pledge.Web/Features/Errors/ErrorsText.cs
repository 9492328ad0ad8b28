namespace Pledge.Web.Features.Errors;

/// <summary>Names the words of the error pages: <c>ErrorsText.resx</c>.</summary>
public sealed class ErrorsText;

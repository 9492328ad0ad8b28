namespace Pledge.Web.Features.Promises;

/// <summary>Names the words of My pledge: <c>PromisesText.resx</c>.</summary>
public sealed class PromisesText;

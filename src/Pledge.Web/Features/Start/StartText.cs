namespace Pledge.Web.Features.Start;

/// <summary>Names the words of the first page of a young person: <c>StartText.resx</c>.</summary>
public sealed class StartText;

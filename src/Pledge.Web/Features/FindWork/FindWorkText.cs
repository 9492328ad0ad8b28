namespace Pledge.Web.Features.FindWork;

/// <summary>Names the words of the pages on which young people look for work and learning: <c>FindWorkText.resx</c>.</summary>
public sealed class FindWorkText;

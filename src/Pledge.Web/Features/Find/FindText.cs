namespace Pledge.Web.Features.Find;

/// <summary>Names the words of finding people and of looking with a reason: <c>FindText.resx</c>.</summary>
public sealed class FindText;

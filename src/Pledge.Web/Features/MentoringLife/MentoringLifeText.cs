namespace Pledge.Web.Features.MentoringLife;

/// <summary>Names the words of what a young person and their mentor do together: <c>MentoringLifeText.resx</c>.</summary>
public sealed class MentoringLifeText;

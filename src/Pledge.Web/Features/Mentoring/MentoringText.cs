namespace Pledge.Web.Features.Mentoring;

/// <summary>Names the words of looking for a mentor: <c>MentoringText.resx</c>.</summary>
public sealed class MentoringText;

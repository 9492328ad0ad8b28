namespace Pledge.Web.Features.Mentors;

/// <summary>Names the words of the register of mentors: <c>MentorsText.resx</c>.</summary>
public sealed class MentorsText;

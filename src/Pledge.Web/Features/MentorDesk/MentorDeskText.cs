namespace Pledge.Web.Features.MentorDesk;

/// <summary>Names the words of a mentor's own pages: <c>MentorDeskText.resx</c>.</summary>
public sealed class MentorDeskText;

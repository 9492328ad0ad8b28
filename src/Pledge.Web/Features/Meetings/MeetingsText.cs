namespace Pledge.Web.Features.Meetings;

/// <summary>The words of these pages: <c>MeetingsText.resx</c>.</summary>
public sealed class MeetingsText;

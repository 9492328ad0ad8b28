namespace Pledge.Web.Features.Stop;

/// <summary>Names the words of the page that stops reminders in <c>StopText.resx</c>.</summary>
public sealed class StopText;

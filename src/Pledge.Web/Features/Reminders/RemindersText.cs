namespace Pledge.Web.Features.Reminders;

/// <summary>Names the words of the Reminders page: <c>RemindersText.resx</c>.</summary>
public sealed class RemindersText;

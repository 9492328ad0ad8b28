namespace Pledge.Web.Background.Mail;

/// <summary>Names the words of messages in <c>ReminderText.resx</c>.</summary>
public sealed class ReminderText;

using MimeKit;

namespace Pledge.Web.Background.Mail;

/// <summary>A message in words, in the shapes that carriers want.</summary>
/// <param name="Mime">The whole mail.</param>
/// <param name="To">The reader's address.</param>
/// <param name="FirstName">What the greeting calls the reader.</param>
/// <param name="Text">The mail as plain text after the greeting.</param>
/// <param name="Stop">Address that turns reminders off without signing in, or null where the message cannot be turned off.</param>
public sealed record Letter(MimeMessage Mime, string To, string FirstName, string Text, string? Stop);

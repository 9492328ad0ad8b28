using Pledge.Domain;

namespace Pledge.Web.Features.Conversations;

/// <summary>A message as it is typed.</summary>
public sealed class MessageForm
{
    public string? Subject { get; set; }
    public string? Body { get; set; }

    /// <summary>Made when the form is opened, so that one form is one message.</summary>
    public string? Key { get; set; }

    /// <summary>The key as it came back; a form of someone's own making gets one now.</summary>
    public Guid FormKey => Guid.TryParse(Key, out var key) ? key : Guid.CreateVersion7();

    public static MessageForm Empty(string? subject = null) => new() { Subject = subject, Key = Guid.CreateVersion7().ToString() };

    /// <summary>Files cannot be taken yet: nothing here could look whether they are safe to open.</summary>
    /// <returns><c>message-with-file</c> when the form carries one.</returns>
    public static Refusal? Check(HttpRequest request) => request.HasFormContentType && request.Form.Files.Count > 0 ? new("message-with-file") : null;

    /// <summary>The field a refusal belongs beside.</summary>
    public static string FieldOf(Refusal refusal) => refusal.Code == "subject-too-long" ? "Form.Subject" : "Form.Body";
}

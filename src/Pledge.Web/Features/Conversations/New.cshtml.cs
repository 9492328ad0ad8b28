using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Conversations;
using Pledge.Domain.Promises;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Promises;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Conversations;

[Authorize(Policy = Policies.OwnPledge), KeepsDraft("message", Part = "kind about")]
public sealed class NewModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ConversationsText> text) : PageModel
{
    /// <summary><c>good-news</c>, or anything else for a message.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    /// <summary>Key of the promise to talk about, or null.</summary>
    [BindProperty(SupportsGet = true)]
    public string? About { get; set; }

    [BindProperty]
    public MessageForm Form { get; set; } = new();

    public Promise? Promise { get; private set; }
    public bool HasWorker { get; private set; }
    public ConversationKind Asked => Promise is not null ? ConversationKind.Promise : Kind == "good-news" ? ConversationKind.GoodNews : ConversationKind.Message;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await FoundAsync(ct))
            return NotFound();
        // There is one conversation for each promise: it goes on.
        var me = User.YoungPersonId();
        if (Promise is { Key: var key } && await db.Conversations.Where(row => row.YoungPersonId == me && row.PromiseKey == key).Select(row => (ConversationId?)row.Id).FirstOrDefaultAsync(ct) is { } old)
            return LocalRedirect($"/messages/{old}#write");

        Form = MessageForm.Empty();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await FoundAsync(ct))
            return NotFound();
        if ((HasWorker ? MessageForm.Check(Request) : new Refusal("message-no-worker")) is { } no)
            return this.Refused(no, "Form.Body");

        // What it is about is typed for a message only: a promise brings its own words, and good news begins with them.
        var subject = Promise is not null ? Short(Promise.Statement) : Asked is ConversationKind.Message ? Form.Subject : null;
        var started = await db.StartConversationAsync(
            User, User.AuthorityId(), User.YoungPersonId(), new(Asked, Promise?.Key, subject, Form.Body, Form.FormKey), clock.GetUtcNow(), ct);
        if (started.IsRefused)
            return this.Refused(started.Refusal, MessageForm.FieldOf(started.Refusal));

        TempData["Done"] = text["Sent"].Value;
        return LocalRedirect($"/messages/{started.Value.Id}");
    }

    private async Task<bool> FoundAsync(CancellationToken ct)
    {
        HasWorker = await db.HasWorkerAsync(ct);
        Promise = About is null ? null : await db.FindPromiseInForceAsync(User.AuthorityId(), About, clock.Today(), ct);
        return About is null || Promise is not null;
    }

    private static string Short(string statement) =>
        statement.Length <= Conversation.SubjectMaxLength ? statement : statement[..(Conversation.SubjectMaxLength - 1)].TrimEnd() + "…";
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Conversations;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Conversations;

[Authorize(Policy = Policies.OwnPledge), KeepsDraft("message-answer")]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ConversationsText> text) : PageModel
{
    [BindProperty]
    public MessageForm Form { get; set; } = new();

    public Conversation Conversation { get; private set; } = null!;
    public ThreadPage Thread { get; private set; } = null!;
    public bool HasWorker { get; private set; }

    /// <summary>London day by whose end they should have had an answer; null while it has not passed.</summary>
    public DateOnly? LateSince => Conversation.WaitingSince is { } since && Conversation.AnswerDueOn(since) is var due && due < clock.Today() ? due : null;

    public async Task<IActionResult> OnGetAsync(ConversationId id, int number, CancellationToken ct)
    {
        if (!await FoundAsync(id, number, ct))
            return NotFound();

        await db.MarkReadAsync(User, Conversation, clock.GetUtcNow(), ct);
        Form = MessageForm.Empty();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(ConversationId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, number: 1, ct))
            return NotFound();
        if ((HasWorker ? MessageForm.Check(Request) : new Refusal("message-no-worker")) is { } no)
            return this.Refused(no, "Form.Body");
        if (await db.ReplyAsync(User, Conversation, Form.Body, Form.FormKey, clock.GetUtcNow(), ct) is { } refusal)
            return this.Refused(refusal, MessageForm.FieldOf(refusal));

        TempData["Done"] = text["Sent"].Value;
        return LocalRedirect($"/messages/{id}");
    }

    private async Task<bool> FoundAsync(ConversationId id, int number, CancellationToken ct)
    {
        if (await db.FindConversationAsync(User.YoungPersonId(), id, ct) is not { } conversation)
            return false;
        Conversation = conversation;
        Thread = await db.ReadThreadAsync(id, number, ct);
        HasWorker = await db.HasWorkerAsync(ct);
        return true;
    }
}

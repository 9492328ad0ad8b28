using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Conversations;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Conversations;

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("message-reply", Subject = "conversation")]
public sealed class ThreadModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ConversationsText> text) : PageModel
{
    [BindProperty]
    public MessageForm Form { get; set; } = new();

    public PersonHead Person { get; private set; } = null!;
    public Conversation Conversation { get; private set; } = null!;
    public ThreadPage Thread { get; private set; } = null!;
    public bool HasAccount { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, ConversationId conversation, int number, CancellationToken ct)
    {
        if (!await FoundAsync(id, conversation, number, ct))
            return NotFound();

        var now = clock.GetUtcNow();
        await db.MarkReadAsync(User, Conversation, now, ct);
        await db.LookedAsync(User, id, "messages", now, ct);
        Form = MessageForm.Empty();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, ConversationId conversation, CancellationToken ct)
    {
        if (!await FoundAsync(id, conversation, number: 1, ct))
            return NotFound();
        if (MessageForm.Check(Request) is { } no)
            return this.Refused(no, "Form.Body");
        if (await db.ReplyAsync(User, Conversation, Form.Body, Form.FormKey, clock.GetUtcNow(), ct) is { } refusal)
            return this.Refused(refusal, MessageForm.FieldOf(refusal));

        TempData["Done"] = text["Sent"].Value;
        return LocalRedirect($"/young-people/{id}/messages/{conversation}");
    }

    public async Task<IActionResult> OnPostNoAnswerAsync(YoungPersonId id, ConversationId conversation, CancellationToken ct)
    {
        if (!await FoundAsync(id, conversation, number: 1, ct))
            return NotFound();
        await db.NeedsNoAnswerAsync(User, Conversation, clock.GetUtcNow(), ct);
        TempData["Done"] = text["StaffNoAnswerDone"].Value;
        return LocalRedirect($"/young-people/{id}/messages/{conversation}");
    }

    private async Task<bool> FoundAsync(YoungPersonId id, ConversationId conversation, int number, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person || await db.FindConversationAsync(id, conversation, ct) is not { } found)
            return false;
        (Person, Conversation, Today) = (person, found, clock.Today());
        Thread = await db.ReadThreadAsync(conversation, number, ct);
        HasAccount = await db.HasAccountAsync(id, ct);
        return true;
    }
}

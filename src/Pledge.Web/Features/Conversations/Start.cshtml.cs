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

[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("message-to")]
public sealed class StartModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ConversationsText> text) : PageModel
{
    [BindProperty]
    public MessageForm Form { get; set; } = new();

    public PersonHead Person { get; private set; } = null!;
    public bool HasAccount { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();

        Form = MessageForm.Empty();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (MessageForm.Check(Request) is { } no)
            return this.Refused(no, "Form.Body");

        var started = await db.StartConversationAsync(
            User, Person.Authority, id, new(ConversationKind.Message, PromiseKey: null, Form.Subject, Form.Body, Form.FormKey), clock.GetUtcNow(), ct);
        if (started.IsRefused)
            return this.Refused(started.Refusal, MessageForm.FieldOf(started.Refusal));

        TempData["Done"] = text["Sent"].Value;
        return LocalRedirect($"/young-people/{id}/messages/{started.Value.Id}");
    }

    private async Task<bool> FoundAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return false;
        (Person, HasAccount) = (person, await db.HasAccountAsync(id, ct));
        return true;
    }
}

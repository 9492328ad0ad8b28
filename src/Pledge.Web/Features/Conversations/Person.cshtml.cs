using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.Conversations;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class PersonModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public PersonHead Person { get; private set; } = null!;
    public ConversationPage Conversations { get; private set; } = null!;
    public DateOnly Today { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, int number, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return NotFound();

        (Person, Today) = (person, clock.Today());
        Conversations = await db.ListConversationsAsync(id, number, ct);
        await db.LookedAsync(User, id, "messages", clock.GetUtcNow(), ct);
        return Page();
    }
}

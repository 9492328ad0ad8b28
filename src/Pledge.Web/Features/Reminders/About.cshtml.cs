using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Records;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.Reminders;

/// <summary>Who was reminded of what about a young person, and what came of it: for their worker and the manager to whom it rises.</summary>
[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class AboutModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public PersonHead Person { get; private set; } = null!;
    public ReminderPage Reminders { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, int number, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return NotFound();

        Person = person;
        Reminders = await db.ListRemindersAboutAsync(id, number, ct);
        await db.LookedAsync(User, id, "reminders", clock.GetUtcNow(), ct);
        return Page();
    }
}

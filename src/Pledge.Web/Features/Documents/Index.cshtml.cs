using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.Documents;

[Authorize(Policy = Policies.WorkWithYoungPeople), ReadableWithReason]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public PersonHead Person { get; private set; } = null!;
    public DocumentPage List { get; private set; } = null!;
    public DateOnly Today { get; private set; }

    /// <summary>Whether the caller works with this person, or only reads the record with a reason.</summary>
    public bool MayWrite { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, int number, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return NotFound();

        (Person, Today) = (person, clock.Today());
        List = await db.ListDocumentsAsync(id, number, ct);
        MayWrite = await db.WorksWithAsync(id, ct);
        await db.LookedAsync(User, id, "documents", clock.GetUtcNow(), ct);
        return Page();
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Notes;

/// <summary>Notes their young people cannot read for now: for their worker, the worker's manager, and for whoever inspects the service beside an administrator.</summary>
[Authorize(Policy = Policies.SeeNotesKeptBack)]
public sealed class KeptBackModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public KeptBackPage List { get; private set; } = null!;
    public string Role { get; private set; } = "";
    public bool ReadsNotes => Role is Roles.Adviser or Roles.Manager;
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(int number, CancellationToken ct)
    {
        (Role, Today) = (User.RoleName()!, clock.Today());
        List = await db.ListKeptBackAsync(number, ct);
        if (!ReadsNotes)
            await db.AuditAsync(User, "listed-notes-kept-back", null, clock.GetUtcNow(), ct);
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Organisations;

[Authorize(Policy = Policies.RunMentoring)]
public sealed class IndexModel(PledgeDb db) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Number { get; set; } = 1;

    public OrganisationPage Organisations { get; private set; } = null!;

    /// <summary>How many asked to join and wait for an answer.</summary>
    public int Waiting { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) =>
        (Organisations, Waiting) = (await db.ListOrganisationsAsync(Number, ct), await db.JoiningRequests.CountAsync(row => row.Decision == null, ct));
}

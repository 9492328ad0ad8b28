using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Organisations;

[Authorize(Policy = Policies.RunMentoring)]
public sealed class IndexModel(PledgeDb db) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Number { get; set; } = 1;

    public OrganisationPage Organisations { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Organisations = await db.ListOrganisationsAsync(Number, ct);
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.People;

[Authorize(Policy = Policies.KeepPeople)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    /// <summary>Part of a name or a child id. Posted, so that it never stands in an address.</summary>
    [BindProperty]
    public string? Search { get; set; }

    public PeoplePage People { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page-number")] int? number, CancellationToken ct) =>
        People = await db.ListPeopleAsync(null, number ?? 1, clock.Today(), ct);

    public async Task OnPostAsync([FromForm(Name = "page-number")] int? number, CancellationToken ct) =>
        People = await db.ListPeopleAsync(Search, number ?? 1, clock.Today(), ct);
}

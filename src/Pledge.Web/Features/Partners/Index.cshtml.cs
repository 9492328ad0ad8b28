using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Partners;

/// <summary>Where a partner starts: the organisations they belong to.</summary>
[Authorize(Policy = Policies.BePartner)]
public sealed class IndexModel(PledgeDb db) : PageModel
{
    public IReadOnlyList<MyOrganisation> Organisations { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Organisations = await db.ListMyOrganisationsAsync(User.AccountId(), ct);
}

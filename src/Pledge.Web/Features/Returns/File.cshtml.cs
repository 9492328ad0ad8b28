using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Returns;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Returns;

/// <summary>A file of the return as it stands now.</summary>
[Authorize(Policy = Policies.MakeReturns)]
public sealed class FileModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(int year, string name, CancellationToken ct)
    {
        if (!Years.CanBeReturned(year, clock.Today()))
            return NotFound();
        var (found, _) = await db.DeriveReturnAsync(User.AuthorityId(), new(year), clock.GetUtcNow(), ct);
        return await this.FileAsync(db, name, $"{year}-now-{name}", found.Rows, null, clock.GetUtcNow(), ct);
    }
}

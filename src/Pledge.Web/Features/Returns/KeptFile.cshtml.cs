using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain.Returns;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Returns;

/// <summary>A file of a kept return: the same bytes whenever it is fetched.</summary>
[Authorize(Policy = Policies.MakeReturns)]
public sealed class KeptFileModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(int year, int version, string name, CancellationToken ct)
    {
        if ((await db.ListKeptAsync(new(year), ct)).Find(one => one.Number == version) is not { } kept)
            return NotFound();
        return await this.FileAsync(db, name, $"{year}-{version}-{name}", await db.KeptRowsAsync(kept.Id, ct), kept.Id, clock.GetUtcNow(), ct);
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Admin;

[Authorize(Policy = Policies.Administer)]
public sealed class AuditModel(PledgeDb db, TimeProvider clock) : PageModel
{
    /// <summary><c>looks</c> for who looked at records; anything else for what was done.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public bool ShowsLooks => Show == "looks";
    public IReadOnlyList<TrailRow> Rows { get; private set; } = [];

    /// <summary>Id to read on from, or null on the last page.</summary>
    public long? Older { get; private set; }

    /// <summary>Null until somebody asks for the check.</summary>
    public IReadOnlyList<BrokenRow>? Broken { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var rows = ShowsLooks ? await db.ListLooksAsync(Before, ct) : await db.ListAuditAsync(Before, ct);
        Rows = [.. rows.Take(AuditReads.PageSize)];
        Older = rows.Count > AuditReads.PageSize ? Rows[^1].Id : null;
    }

    public async Task OnPostAsync(CancellationToken ct)
    {
        Broken = await db.ListBrokenTrailsAsync(ct);
        await db.AuditAsync(User, "checked-trails", null, clock.GetUtcNow(), ct);
        await OnGetAsync(ct);
    }
}

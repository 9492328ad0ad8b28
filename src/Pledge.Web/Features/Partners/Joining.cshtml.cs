using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Partners;

/// <summary>Who asked to become a partner.</summary>
[Authorize(Policy = Policies.RunMentoring)]
public sealed class JoiningModel(PledgeDb db) : PageModel
{
    public IReadOnlyList<JoiningRow> Requests { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Requests = await db.ListJoiningAsync(ct);
}

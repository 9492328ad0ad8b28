using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Teams;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class FeedbackModel(PledgeDb db) : PageModel
{
    public IReadOnlyList<SampleLine> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Lines = [.. (await db.ListSamplesAsync(ct)).Where(line => line.State != "open")];
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Records;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class KeptModel(PledgeDb db) : PageModel
{
    public AboutMe Me { get; private set; } = null!;
    public IReadOnlyList<FactLine> Facts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Me = await db.ReadAboutMeAsync(User.YoungPersonId(), ct);
        Facts = await db.ListMyFactsAsync(User.YoungPersonId(), ct);
    }
}

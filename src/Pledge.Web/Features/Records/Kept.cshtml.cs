using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Records;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class KeptModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public AboutMe Me { get; private set; } = null!;
    public IReadOnlyList<FactLine> Facts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Me = await db.ReadAboutMeAsync(User.YoungPersonId(), ct);
        var disputes = (await db.ListCorrectionsAsync(User.YoungPersonId(), clock.Today(), ct)).Where(line => line.State == "refused").ToLookup(line => line.FactId);
        Facts = [.. (await db.ListMyFactsAsync(User.YoungPersonId(), ct)).Select(fact => fact with { Disputes = [.. disputes[fact.Id]] })];
    }
}

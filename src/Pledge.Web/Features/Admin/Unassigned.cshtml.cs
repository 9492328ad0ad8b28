using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Admin;

[Authorize(Policy = Policies.Administer)]
public sealed class UnassignedModel(PledgeDb db, TimeProvider clock, IStringLocalizer<AdminText> words) : PageModel
{
    [BindProperty]
    public List<Guid> YoungPeople { get; set; } = [];

    [BindProperty]
    public Guid? Worker { get; set; }

    public IReadOnlyList<Waiting> Waiting { get; private set; } = [];
    public IReadOnlyList<Named> Workers { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) =>
        (Waiting, Workers) = (await db.ListWithoutWorkerAsync(clock.Today(), ct), await db.ListWorkersAsync(ct));

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await OnGetAsync(ct);
        List<(Refusal, string)> missing = [];
        if (YoungPeople.Count == 0)
            missing.Add((new("choose-young-people"), nameof(YoungPeople)));
        if (Workers.All(known => known.Id != Worker))
            missing.Add((new("worker-not-there"), nameof(Worker)));
        if (!this.HasAll(missing))
            return Page();
        var (now, worker) = (clock.GetUtcNow(), Worker!.Value);
        var given = await db.GiveAsync(User.AuthorityId(), new(worker), [.. YoungPeople.Select(person => new YoungPersonId(person))], User.AccountId(), now, ct);
        await db.AuditAsync(User, "gave-caseload", worker, now, ct);
        TempData["Done"] = words["Given", given].Value;
        return LocalRedirect("/admin/unassigned");
    }
}

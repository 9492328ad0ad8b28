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
public sealed class CaseloadModel(PledgeDb db, TimeProvider clock, IStringLocalizer<AdminText> words) : PageModel
{
    [BindProperty]
    public List<Guid> YoungPeople { get; set; } = [];

    [BindProperty]
    public Guid? To { get; set; }

    public Named Worker { get; private set; } = null!;
    public int Count { get; private set; }
    public IReadOnlyList<Waiting> Waiting { get; private set; } = [];
    public IReadOnlyList<Named> Others { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await FindAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostGiveAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        if (YoungPeople.Count == 0)
            return this.Refused(new Refusal("choose-young-people"), nameof(YoungPeople));
        var now = clock.GetUtcNow();
        var given = await db.GiveAsync(User.AuthorityId(), new(id), [.. YoungPeople.Select(person => new YoungPersonId(person))], User.AccountId(), now, ct);
        return await DoneAsync(id, "gave-caseload", words["Given", given], now, ct);
    }

    public async Task<IActionResult> OnPostMoveAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        if (To is not { } to || Others.All(worker => worker.Id != to))
            return this.Refused(new Refusal("worker-not-there"), nameof(To));
        var now = clock.GetUtcNow();
        var moved = await db.MoveAsync(new(id), new AccountId(to), User.AccountId(), now, ct);
        return await DoneAsync(id, "moved-caseload", words["Moved", moved], now, ct);
    }

    private async Task<IActionResult> DoneAsync(Guid id, string what, string done, DateTimeOffset now, CancellationToken ct)
    {
        await db.AuditAsync(User, what, id, now, ct);
        TempData["Done"] = done;
        return LocalRedirect($"/admin/accounts/{id}/caseload");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        var workers = await db.ListWorkersAsync(ct);
        if (workers.Find(worker => worker.Id == id) is not { } found)
            return false;
        Worker = found;
        Others = [.. workers.Where(worker => worker.Id != id)];
        Count = await db.CountCaseloadAsync(new(id), clock.Today(), ct);
        Waiting = await db.ListWithoutWorkerAsync(clock.Today(), ct);
        return true;
    }
}

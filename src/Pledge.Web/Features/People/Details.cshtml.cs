using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Domain.Organisations;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.People;

[Authorize(Policy = Policies.KeepPeople)]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock) : PageModel
{
    public PersonHead Person { get; private set; } = null!;
    public YoungPerson Names { get; private set; } = null!;
    public PersonFacts Facts { get; private set; } = null!;

    /// <summary>Null for an administrator, whose scope holds no time in care, and before 16.</summary>
    public LegalStatusPeriod? Status { get; private set; }

    public bool KeepsLists => User.RoleName() == Roles.DataOfficer;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person || await db.LoadPersonAsync(id, ct) is not { } names)
            return NotFound();
        var today = clock.Today();
        (Person, Names) = (person, names);
        Facts = await db.PersonFactsAsync(id, today, ct);
        if (KeepsLists)
            Status = await StatusAsync(today, ct);
        await db.LookedAsync(User, id, "record", clock.GetUtcNow(), ct);
        return Page();
    }

    private async Task<LegalStatusPeriod?> StatusAsync(DateOnly today, CancellationToken ct)
    {
        var inTouch = await db.Facts.OfType<InTouch>().AsNoTracking().Where(fact => fact.YoungPersonId == Person.Id && fact.SupersededAt == null).ToListAsync(ct);
        if (!await db.HasEpisodesAsync(Person.Id, ct) && await db.SaidByFilesAsync(Person.Id, ct) is { IsNothing: false } said)
            return said.Statuses(Person.Born, inTouch).LastOrDefault(period => period.HoldsOn(today));
        return await db.DeriveStatusAsync(Person, inTouch, today, ct);
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Notes;
using Pledge.Web.Features.Plans;
using Pledge.Web.Features.Promises;

namespace Pledge.Web.Features.YoungPeople;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock) : PageModel
{
    private const int EntriesAtFirst = 30;
    private const int NotesAtMost = 20;

    /// <summary>Kind of entry the timeline shows; anything unknown shows every kind.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Corrections { get; set; }

    /// <summary>Whether the timeline goes back to the beginning.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Whole { get; set; }

    public PersonNow Now { get; private set; } = null!;
    public IReadOnlyList<PledgeLine> Promises { get; private set; } = [];
    public IReadOnlyList<PlanLine> Actions { get; private set; } = [];
    public IReadOnlyList<NoteLine> Notes { get; private set; } = [];
    public IReadOnlyList<TimelineEntry> Entries { get; private set; } = [];
    public int EntriesLeftOut { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return NotFound();

        var today = clock.Today();
        var facts = await db.ListFactLinesAsync(id, ct);
        var current = facts.Select(line => line.Fact).Where(fact => fact.IsCurrent).ToList();
        var derived = await db.DeriveStatusAsync(person, current.OfType<InTouch>(), today, ct);
        var settings = await db.ClockSettings.AsNoTracking().ToListAsync(ct);
        Now = PersonNow.Of(person, await db.ReadPersonDaysAsync(id, today, ct), current, derived, settings, today);

        Promises = await db.ReadPledgeAsync(person.Authority, id, today, ct);
        Actions = [.. (await db.ListPlanLinesAsync(id, ct)).Where(line => line.DoneOn is null)];

        Notes = await db.ListNotesAsync(id, NotesAtMost, ct);

        Kind = TimelineEntry.Kinds.Contains(Kind) ? Kind : null;
        var entries = TimelineEntry.Of(facts, await db.ListContactLinesAsync(id, ct), Kind, Corrections);
        Entries = Whole ? entries : [.. entries.Take(EntriesAtFirst)];
        EntriesLeftOut = entries.Count - Entries.Count;

        await db.LookedAsync(User, id, "young-person", clock.GetUtcNow(), ct);
        return Page();
    }
}

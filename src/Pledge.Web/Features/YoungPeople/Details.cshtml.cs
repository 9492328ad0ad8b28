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
using Pledge.Web.Features.Records;
using Pledge.Web.Features.Relationships;

namespace Pledge.Web.Features.YoungPeople;

[Authorize(Policy = Policies.WorkWithYoungPeople), ReadableWithReason]
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
    public Involved Involved { get; private set; } = null!;
    public IReadOnlyList<NoteLine> Notes { get; private set; } = [];
    public IReadOnlyList<TimelineEntry> Entries { get; private set; } = [];
    public int OpenCorrections { get; private set; }
    public int EntriesLeftOut { get; private set; }

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return NotFound();

        var today = clock.Today();
        var corrections = await db.ListCorrectionsAsync(id, today, ct);
        OpenCorrections = corrections.Count(line => line.IsOpen);
        var disputes = corrections.Where(line => line.State == "refused").ToLookup(line => line.FactId, line => new Dispute(person.ShortName, line.AskedOn, line.Wrong));
        List<FactLine> facts = [.. (await db.ListFactLinesAsync(id, ct)).Select(line => line with { Disputes = [.. disputes[line.Fact.Id.Value]] })];
        var current = facts.Select(line => line.Fact).Where(fact => fact.IsCurrent).ToList();
        var derived = await db.DeriveStatusAsync(person, current.OfType<InTouch>(), today, ct);
        var settings = await db.ClockSettings.AsNoTracking().ToListAsync(ct);
        var pauses = await db.ClockPauses.AsNoTracking().Where(pause => pause.YoungPersonId == id).ToListAsync(ct);
        Now = PersonNow.Of(person, await db.ReadPersonDaysAsync(id, today, ct), current, derived, settings, pauses, today);

        Promises = await db.ReadPledgeAsync(person.Authority, id, today, ct);
        Actions = [.. (await db.ListPlanLinesAsync(id, ct)).Where(line => line.DoneOn is null)];

        Involved = await db.ReadInvolvedAsync(id, person.ShortName, today, ct);
        Notes = await db.ListNotesAsync(id, NotesAtMost, ct);

        Kind = TimelineEntry.Kinds.Contains(Kind) ? Kind : null;
        var entries = TimelineEntry.Of(facts, await db.ListContactLinesAsync(id, ct), Kind, Corrections);
        Entries = Whole ? entries : [.. entries.Take(EntriesAtFirst)];
        EntriesLeftOut = entries.Count - Entries.Count;

        await db.LookedAsync(User, id, "young-person", clock.GetUtcNow(), ct);
        return Page();
    }
}

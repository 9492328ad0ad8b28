using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Addresses;
using Pledge.Web.Features.Appointments;
using Pledge.Web.Features.MentoringLife;
using Pledge.Web.Features.Notes;
using Pledge.Web.Features.Plans;
using Pledge.Web.Features.Promises;
using Pledge.Web.Features.Records;
using Pledge.Web.Features.Relationships;

namespace Pledge.Web.Features.YoungPeople;

[Authorize(Policy = Policies.WorkWithYoungPeople), ReadableWithReason]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock) : PageModel
{
    private const int NotesAtMost = 20;

    /// <summary>Kind of entry the timeline shows; anything unknown shows every kind.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Corrections { get; set; }

    /// <summary>First day the timeline shows, as typed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Since { get; set; }

    /// <summary>Last day the timeline shows, as typed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Until { get; set; }

    /// <summary>The entry the timeline goes on after; null to begin with the newest.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Before { get; set; }

    public PersonNow Now { get; private set; } = null!;
    public IReadOnlyList<PledgeLine> Promises { get; private set; } = [];
    public IReadOnlyList<PlanLine> Actions { get; private set; } = [];
    public Involved Involved { get; private set; } = null!;
    public IReadOnlyList<NoteLine> Notes { get; private set; } = [];
    public TimelineFilter Filter { get; private set; } = null!;
    public TimelinePage Timeline { get; private set; } = null!;
    public int OpenCorrections { get; private set; }

    /// <summary>Since when Pledge cannot reach them; null when it can, or has no address.</summary>
    public Unreachable? Unreachable { get; private set; }

    /// <summary>Appointments the young person asked for and nobody said yes to.</summary>
    public int AppointmentsAsked { get; private set; }

    /// <summary>Worries out of matches about which nobody wrote what was done.</summary>
    public IReadOnlyList<ConcernRow> Worries { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person)
            return NotFound();

        var today = clock.Today();
        var corrections = await db.ListCorrectionsAsync(id, today, ct);
        AppointmentsAsked = await db.CountAppointmentsAskedAsync(id, clock.GetUtcNow(), ct);
        Worries = [.. (await db.ListConcernsAsync(null, id.Value, today, ct)).Where(worry => worry.ReadAt is null)];
        Unreachable = (await db.ListUnreachableAsync([id.Value], ct)).GetValueOrDefault(id.Value);
        OpenCorrections = corrections.Count(line => line.IsOpen);
        var disputes = corrections.Where(line => line.State == "refused").ToLookup(line => line.FactId, line => new Dispute(person.ShortName, line.AskedOn, line.Wrong));
        var current = await db.Facts.AsNoTracking().Where(fact => fact.YoungPersonId == id && fact.SupersededAt == null).ToListAsync(ct);
        var derived = await db.DeriveStatusAsync(person, current.OfType<InTouch>(), today, ct);
        var settings = await db.ClockSettings.AsNoTracking().ToListAsync(ct);
        var pauses = await db.ClockPauses.AsNoTracking().Where(pause => pause.YoungPersonId == id).ToListAsync(ct);
        Now = PersonNow.Of(person, await db.ReadPersonDaysAsync(id, today, ct), current, derived, settings, pauses, today);

        Promises = await db.ReadPledgeAsync(person.Authority, id, today, ct);
        Actions = [.. (await db.ListPlanLinesAsync(id, ct)).Where(line => line.DoneOn is null)];

        Involved = await db.ReadInvolvedAsync(id, person.ShortName, today, ct);
        Notes = await db.ListNotesAsync(id, NotesAtMost, ct);

        Filter = ReadFilter();
        var timeline = await db.ReadTimelineAsync(id, Filter, Before, ct);
        Timeline = timeline with
        {
            Entries = [.. timeline.Entries.Select(entry => entry.Fact is not { } line ? entry : entry with { Fact = line with { Disputes = [.. disputes[line.Fact.Id.Value]] } })],
        };

        await db.LookedAsync(User, id, "young-person", clock.GetUtcNow(), ct);
        return Page();
    }

    /// <summary>What cannot be read shows everything, and says so beside the field.</summary>
    private TimelineFilter ReadFilter()
    {
        if (!TimelineFilter.TryDay(Since, out var since))
            ModelState.AddModelError(nameof(Since), "timeline-day-unclear");
        if (!TimelineFilter.TryDay(Until, out var until))
            ModelState.AddModelError(nameof(Until), "timeline-day-unclear");
        if (since > until)
        {
            ModelState.AddModelError(nameof(Until), "timeline-until-before-since");
            until = null;
        }
        return new(TimelineFilter.Kinds.Contains(Kind) ? Kind : null, since, until, Corrections);
    }
}

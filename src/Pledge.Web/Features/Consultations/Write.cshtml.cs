using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Consultations;
using Pledge.Domain.Organisations;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Shared;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Consultations;

/// <summary>A new consultation, or the plan of one that nobody was asked yet.</summary>
[Authorize(Policy = Policies.RunParticipation), KeepsDraft("consultation")]
public sealed class WriteModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ConsultationsText> words) : PageModel
{
    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public bool? IsNamed { get; set; }

    [BindProperty]
    public DateOnly? OpensOn { get; set; }

    [BindProperty]
    public DateOnly? ClosesOn { get; set; }

    [BindProperty]
    public string? AgeBand { get; set; }

    [BindProperty]
    public string? Locality { get; set; }

    [BindProperty]
    public TeamId? Team { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    public ConsultationId? Id { get; private set; }
    public IReadOnlyList<string> Localities { get; private set; } = [];
    public IReadOnlyList<Team> Teams { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(ConsultationId? id, CancellationToken ct)
    {
        await OfferAsync(id, ct);
        if (id is null)
            return Page();
        if (await FindAsync(id, ct) is not { } found)
            return NotFound();
        if (found.State is not ConsultationState.Draft)
            return LocalRedirect($"/consultations/{id}");
        (Title, Why, IsNamed, OpensOn, ClosesOn, AgeBand, Locality, Team, Version) =
            (found.Title, found.Why, found.IsNamed, found.OpensOn, found.ClosesOn, found.AgeBand, found.Locality, found.TeamId, db.VersionOf(found));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(ConsultationId? id, CancellationToken ct)
    {
        await OfferAsync(id, ct);
        var old = await FindAsync(id, ct);
        if (id is not null && old is null)
            return NotFound();
        var plan = new ConsultationPlan(Title, Why, IsNamed, OpensOn, ClosesOn, Empty(AgeBand), Empty(Locality), Team);
        if (!this.HasAll(Consultation.Faults(plan, clock.Today()).Concat(Unknown())))
            return Page();
        if (old is not null && db.VersionOf(old) != Version)
            return await SomebodyWasFirstAsync(old, ct);

        var (now, today, me) = (clock.GetUtcNow(), clock.Today(), User.AccountId());
        if (old is null)
        {
            var begun = Consultation.Begin(User.AuthorityId(), plan, today, now, me);
            if (begun.IsRefused)
                return this.Refused(begun.Refusal);
            db.Consultations.Add(old = begun.Value);
        }
        else if (old.Plan(plan, today, now, me) is { } refusal)
        {
            return this.Refused(refusal);
        }
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FindAsync(id, ct) is { } theirs ? await SomebodyWasFirstAsync(theirs, ct) : NotFound();
        await db.AuditAsync(User, "plan-consultation", old.Id.Value, now, ct);
        TempData["Done"] = words["Saved"].Value;
        return LocalRedirect($"/consultations/{old.Id}");
    }

    // The lists offer only what there is; anything else was not chosen on this page.
    private IEnumerable<(Refusal, string)> Unknown()
    {
        if (Empty(Locality) is { } place && !Localities.Contains(place))
            yield return (new("consultation-group-unknown"), nameof(Locality));
        if (Team is { } team && Teams.All(known => known.Id != team))
            yield return (new("consultation-group-unknown"), nameof(Team));
    }

    private async Task<PageResult> SomebodyWasFirstAsync(Consultation theirs, CancellationToken ct) => this.ChangedMeanwhile(
        new(await db.StaffNameAsync(theirs.ChangedBy, ct), theirs.ChangedAt, [new(words["TitleLabel"], Title, theirs.Title), new(words["WhyLabel"], Why, theirs.Why)]), db.VersionOf(theirs));

    private async Task<Consultation?> FindAsync(ConsultationId? id, CancellationToken ct) => id is null ? null : await db.Consultations.SingleOrDefaultAsync(row => row.Id == id, ct);

    private async Task OfferAsync(ConsultationId? id, CancellationToken ct) =>
        (Id, Localities, Teams) = (id, await db.ListLocalitiesAsync(ct), await db.Teams.AsNoTracking().OrderBy(team => team.Name).ToListAsync(ct));

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.PlanWork;

[Authorize(Policy = Policies.WorkWithYoungPeople)]
public sealed class ReviewModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlanWorkText> texts) : PageModel
{
    [BindProperty, Required(ErrorMessage = "date-part-missing")]
    public DateOnly? On { get; set; }

    /// <summary>Keys of the goals that were reached.</summary>
    [BindProperty]
    public string[] Reached { get; set; } = [];

    public PersonHead Person { get; private set; } = null!;

    /// <summary>The goals of the last version, each with its matter and its place there as the key.</summary>
    public IReadOnlyList<(string Key, int Matter, string Goal)> Goals { get; private set; } = [];

    private PathwayPlan? _plan;
    private PlanVersion? _last;
    private List<PlanPart> _parts = [];

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (_last is { State: not PlanState.Shared })
            return LocalRedirect($"/young-people/{id}/plan");

        On = clock.Today();
        await db.LookedAsync(User, id, "plan", clock.GetUtcNow(), ct);
        return Page();
    }

    /// <summary>Records the review and begins the next version with what is not done.</summary>
    public async Task<IActionResult> OnPostAsync(YoungPersonId id, CancellationToken ct)
    {
        await db.TakeTurnAsync(id, ct);
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();

        var (now, me) = (clock.GetUtcNow(), User.AccountId());
        var review = _plan!.Review(On!.Value, now, me);
        if (review.IsRefused)
            return this.Refused(review.Refusal, nameof(On));
        var version = PlanVersion.Begin(Person.Authority, id, _plan.Id, _last, now, me);
        // A second tap finds the version that the first one began.
        if (!version.IsRefused)
        {
            db.PlanReviews.Add(review.Value);
            db.PlanVersions.Add(version.Value);
            db.PlanSteps.Add(version.Value.Began());
            db.PlanParts.AddRange(version.Value.CarryOn(_parts, Goals.Where(goal => Reached.Contains(goal.Key)).Select(goal => (goal.Matter, goal.Goal)).ToHashSet()));
            await db.SaveChangesAsync(ct);
            await db.WroteAsync(User, id, "plan-reviewed", now, ct);
        }
        TempData["Done"] = texts["ReviewStarted"].Value;
        return LocalRedirect($"/young-people/{id}/plan");
    }

    private async Task<bool> FoundAsync(YoungPersonId id, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person || await db.FindPlanAsync(id, ct) is not { } plan)
            return false;

        (Person, _plan, _last) = (person, plan, await db.FindLatestVersionAsync(id, ct));
        _parts = _last is null ? [] : await db.PlanParts.AsNoTracking().Where(part => part.VersionId == _last.Id).ToListAsync(ct);
        Goals = [.. _parts.Where(part => part.Kind is PlanPartKind.Matter).OrderBy(part => part.Number)
            .SelectMany(part => part.Goals.Select((goal, place) => (string.Create(CultureInfo.InvariantCulture, $"{part.Number}-{place}"), part.Number, goal)))];
        return true;
    }
}

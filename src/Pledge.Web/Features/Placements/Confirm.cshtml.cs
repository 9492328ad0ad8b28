using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Applications;
using Pledge.Domain.Facts;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Facts;
using Pledge.Web.Features.YoungPeople;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Placements;

/// <summary>A worker says one thing about a place. That it began makes a fact of what the young person does, and that they left ends it: nothing anybody else says does.</summary>
[Authorize(Policy = Policies.WorkWithYoungPeople), KeepsDraft("work-place", Part = "placement about days")]
public sealed class ConfirmModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PlacementsText> texts) : PageModel
{
    [BindProperty]
    public PlacementForm Form { get; set; } = new();

    /// <summary>Of <see cref="ActivityCode"/>, when they started.</summary>
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Provider { get; set; }

    /// <summary>As <see cref="FactForm.Hours"/>.</summary>
    [BindProperty]
    public string? Hours { get; set; }

    /// <summary>As <see cref="SayModel.Version"/>.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    public PersonHead Person { get; private set; } = null!;
    public PlacementAsk Ask { get; private set; } = null!;

    /// <summary>What of the record is this place, since a worker confirmed that it began; null when nothing is.</summary>
    public Activity? Known { get; private set; }

    /// <summary>What of it ends when they leave: not what was ended by something else since.</summary>
    public Activity? LeavingEnds => Known is { } known && (known.To is null || known.To == Ask.Question.Mine?.Day?.AddDays(1)) ? known : null;

    public async Task<IActionResult> OnGetAsync(YoungPersonId id, JobPlacementId placement, string about, int days, CancellationToken ct)
    {
        if (await FindAsync(id, placement, about, days, ct) is null)
            return NotFound();
        var (mine, waiting) = (Ask.Question.Mine, Ask.Story.ToConfirm(Ask.Question.About));
        (Form, Version) = (PlacementForm.Of(Ask.Question.About is PlacementMatter.Started or PlacementMatter.Left && waiting is not null ? waiting : mine), mine?.Id.Value ?? Guid.Empty);
        var activity = Known is { } known ? new(known.Code, known.Provider, null, known.HoursPerWeek) : Ask.Story.Placement.AsActivity();
        (Code, Provider, Hours) = (activity.Code, activity.Provider, activity.HoursPerWeek?.ToString("0.#", CultureInfo.InvariantCulture));
        await db.LookedAsync(User, id, "work-place", clock.GetUtcNow(), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(YoungPersonId id, JobPlacementId placement, string about, int days, CancellationToken ct)
    {
        if (await FindAsync(id, placement, about, days, ct) is not { } timeline)
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        var now = clock.GetUtcNow();
        var isFact = Form.Answer == "yes" && Form.Day is not null;
        TimelineChange? change = null;
        if (isFact && Ask.Question.About is PlacementMatter.Started)
        {
            var begun = new FactForm { From = Form.Day, To = Known?.To, Code = Code ?? "", Provider = Provider, Level = Known?.Level, Hours = Hours }.Create(FactKind.Activity, Person.Subject, new(FactSource.Worker, null, User.AccountId(), now));
            if (begun.IsRefused)
                return this.Refused(begun.Refusal, FieldOf(begun.Refusal));
            // What was recorded of it before is put right; otherwise it is news.
            if (Known is null)
                change = timeline.Record(begun.Value);
            else if (Known.From != begun.Value.From || !Known.SaysTheSameAs(begun.Value))
                change = timeline.Correct(Known.Id, begun.Value, texts["CorrectedReason"].Value).Value;
        }
        if (isFact && Ask.Question.About is PlacementMatter.Left && LeavingEnds is { } ends)
        {
            var form = FactForm.Of(ends);
            form.To = Form.Day!.Value.AddDays(1);
            var ended = form.Create(FactKind.Activity, Person.Subject, new(FactSource.Worker, null, User.AccountId(), now));
            if (ended.IsRefused)
                return this.Refused(ended.Refusal, FieldOf(ended.Refusal));
            change = timeline.Correct(ends.Id, ended.Value, texts["LeftReason"].Value).Value;
        }
        if (change is not null)
            db.Facts.AddRange(change.Insert);
        if (await db.SayAsync(Ask.Story, PlacementSide.Worker, Ask.Question, Form, Version, now, User.AccountId(), ct) is { } refusal)
        {
            if (refusal.Code != "placement-changed-meanwhile")
                return this.Refused(refusal, PlacementForm.FieldOf(refusal));
            return await FindAsync(id, placement, about, days, ct) is not null ? this.ReadAgain(Ask.Question.Mine?.Id.Value ?? Guid.Empty, refusal.Code) : NotFound();
        }
        await db.WroteAsync(User, id, "work-place", now, ct);
        if (change is not null)
            await db.WroteAsync(User, id, "activity", now, ct);
        TempData["Done"] = texts[change is null ? "Saved" : about == "left" ? "LeftSaved" : "StartSaved", Person.ShortName].Value;
        return LocalRedirect($"/young-people/{id}/work");
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "activity-code-unknown" or "code-ended" or "code-not-yet-in-use" => nameof(Code),
        "provider-too-long" => nameof(Provider),
        "hours-out-of-range" => nameof(Hours),
        _ => $"Form.{nameof(PlacementForm.Day)}",
    };

    private async Task<Timeline?> FindAsync(YoungPersonId id, JobPlacementId placement, string about, int days, CancellationToken ct)
    {
        if (await db.FindPersonAsync(id, ct) is not { } person || await db.FindPlacementAsync(placement, id, ct) is not { } story
            || story.Find(PlacementSide.Worker, about, days, clock.Today(), person.Born) is not { } question)
            return null;
        (Person, Ask) = (person, new(story, question, person.ShortName));
        var timeline = await db.FindTimelineAsync(id, FactKind.Activity, ct);
        // The one that began when a worker confirmed the start, as it stands: corrected elsewhere, it keeps its day.
        var begun = story.Of(PlacementSide.Worker, PlacementMatter.Started)?.Day;
        Known = timeline.Current.OfType<Activity>().FirstOrDefault(row => row.From == begun && row.Provider is not null);
        return timeline;
    }
}

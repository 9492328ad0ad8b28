using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Consultations;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Consultations;

/// <summary>One consultation: its questions, who answers, what came of it.</summary>
[Authorize(Policy = Policies.RunParticipation), KeepsDraft("consultation-outcome")]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ConsultationsText> words) : PageModel
{
    [BindProperty]
    public string? Asks { get; set; }

    /// <summary>Kebab-case <see cref="QuestionKind"/>.</summary>
    [BindProperty]
    public string? Kind { get; set; }

    /// <summary>One in each line.</summary>
    [BindProperty]
    public string? Options { get; set; }

    [BindProperty]
    public string? Heard { get; set; }

    [BindProperty]
    public string? Did { get; set; }

    [BindProperty]
    public string? CouldNot { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    public Consultation Consultation { get; private set; } = null!;
    public DateOnly Today { get; private set; }
    public string? TeamName { get; private set; }

    /// <summary>How many a draft would ask.</summary>
    public int People { get; private set; }

    /// <summary>Null where it would tell of somebody.</summary>
    public int? Asked { get; private set; }

    /// <inheritdoc cref="Asked"/>
    public int? Answered { get; private set; }
    public bool IsEnough { get; private set; }
    public int WordsToRead { get; private set; }
    public IReadOnlyList<GroupResponse> ByAge { get; private set; } = [];
    public IReadOnlyList<GroupResponse> ByLocality { get; private set; } = [];
    public IReadOnlyList<QuestionResult> Results { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(ConsultationId id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        (Heard, Did, CouldNot, Version) = (Consultation.Heard, Consultation.Did, Consultation.CouldNot, db.VersionOf(Consultation));
        return Page();
    }

    public async Task<IActionResult> OnPostAddAsync(ConsultationId id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        var question = ConsultationQuestion.Of(Kebab.Find<QuestionKind>(Kind), Asks, Options);
        if (question.IsRefused)
            return this.Refused(question.Refusal, question.Refusal.Code switch { "question-kind-missing" => nameof(Kind), "question-missing" or "question-too-long" => nameof(Asks), _ => nameof(Options) });
        return await DoneAsync(Consultation.Add(question.Value, clock.GetUtcNow(), User.AccountId()), nameof(Asks), "plan-consultation", "QuestionAdded", ct);
    }

    public async Task<IActionResult> OnPostTakeOutAsync(ConsultationId id, int number, CancellationToken ct) =>
        await FindAsync(id, ct) ? await DoneAsync(Consultation.TakeOut(number, clock.GetUtcNow(), User.AccountId()), "", "plan-consultation", "QuestionTakenOut", ct) : NotFound();

    public async Task<IActionResult> OnPostAskAsync(ConsultationId id, CancellationToken ct) =>
        await FindAsync(id, ct) ? await DoneAsync(Consultation.Ask(People, Today, clock.GetUtcNow(), User.AccountId()), "", "ask-consultation", "NowAsked", ct) : NotFound();

    public async Task<IActionResult> OnPostPublishAsync(ConsultationId id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        var refusal = Consultation.Publish(Heard, Did, CouldNot, Today, clock.GetUtcNow(), User.AccountId());
        var field = refusal?.Code switch
        {
            "outcome-missing" => nameof(Did),
            "text-too-long" when Did?.Trim().Length > Consultation.OutcomeMaxLength => nameof(Did),
            "text-too-long" when CouldNot?.Trim().Length > Consultation.OutcomeMaxLength => nameof(CouldNot),
            _ => nameof(Heard),
        };
        return await DoneAsync(refusal, field, "publish-consultation", "Published", ct);
    }

    private async Task<IActionResult> DoneAsync(Refusal? refusal, string field, string what, string said, CancellationToken ct)
    {
        if (refusal is not null)
            return this.Refused(refusal, field);
        var id = Consultation.Id;
        if (db.VersionOf(Consultation) != Version || !await db.SavedUnlessChangedAsync(ct))
        {
            db.ChangeTracker.Clear();
            return await FindAsync(id, ct) ? this.ReadAgain(db.VersionOf(Consultation), "consultation-changed-meanwhile") : NotFound();
        }
        await db.AuditAsync(User, what, id.Value, clock.GetUtcNow(), ct);
        TempData["Done"] = words[said].Value;
        return LocalRedirect($"/consultations/{id}");
    }

    private async Task<bool> FindAsync(ConsultationId id, CancellationToken ct)
    {
        if (await db.Consultations.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } found)
            return false;
        (Consultation, Today) = (found, clock.Today());
        TeamName = await db.Teams.Where(team => team.Id == found.TeamId).Select(team => team.Name).SingleOrDefaultAsync(ct);
        if (found.State is ConsultationState.Draft)
        {
            People = await db.CountGroupAsync(id, ct);
            return true;
        }
        var counts = await db.CountResponsesAsync(id, ct);
        var age = GroupResponse.Of([.. counts.GroupBy(row => row.AgeBand).OrderBy(rows => rows.Key, StringComparer.Ordinal).Select(rows => (rows.Key, rows.Sum(row => row.Asked), rows.Sum(row => row.Answered)))]);
        var place = GroupResponse.Of([.. counts.GroupBy(row => row.Locality).OrderBy(rows => rows.Key, StringComparer.Ordinal).Select(rows => (rows.Key, rows.Sum(row => row.Asked), rows.Sum(row => row.Answered)))]);
        (ByAge, ByLocality, IsEnough) = (age.Groups, place.Groups, counts.Sum(row => row.Answered) >= Consultation.SmallestGroup);
        if (!age.All.Answered.IsHidden && !place.All.Answered.IsHidden)
            (Asked, Answered) = (age.All.Asked.Value, age.All.Answered.Value);
        Results = await db.ReadResultsAsync(found, ct);
        WordsToRead = (await db.ReadWordsAsync(id, ct)).Count(said => said.Decision is null);
        return true;
    }
}

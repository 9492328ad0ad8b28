using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Consultations;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Consultations;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.HaveMySay;

/// <summary>The answer to one question as it is given.</summary>
public sealed class AnswerForm
{
    public int? Said { get; set; }
    public string? Words { get; set; }
}

/// <summary>One consultation for whoever is asked: its questions, or what came of it.</summary>
/// <remarks>It keeps no draft and leaves no trace: both would carry a time and an account.</remarks>
[Authorize(Policy = Policies.OwnPledge)]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<HaveMySayText> text) : PageModel
{
    /// <summary>By the place of the question, from 0. A list would end at the first question that is left out. What names no question is passed over.</summary>
    [BindProperty]
    public Dictionary<string, AnswerForm> Given { get; set; } = [];

    public Consultation Consultation { get; private set; } = null!;
    public DateOnly Today { get; private set; }
    public bool Answered { get; private set; }

    /// <summary>That what was sent just now was not kept, because they had answered. It is shown once more and stored nowhere.</summary>
    public bool NotSent { get; private set; }
    /// <summary>What was sent just now, beside its question.</summary>
    public IEnumerable<(string Asks, string Typed)> Typed => Consultation.Questions.Select((question, place) => (question.Asks, Said(question, Given[$"{place}"]))).Where(row => row.Item2.Length > 0);

    public IReadOnlyList<QuestionResult> Results { get; private set; } = [];
    public IReadOnlyList<SaidInWords> Words { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(ConsultationId id, CancellationToken ct) => await FindAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(ConsultationId id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (Answered)
            return NotKept();
        var (kept, refusal, place) = Consultation.Read([.. Consultation.Questions.Select((_, place) => new GivenAnswer(0, Given[$"{place}"].Said, Given[$"{place}"].Words))], Today);
        if (refusal is not null)
            return this.Refused(refusal, refusal.Code == "consultation-closed" ? "" : $"Given[{place}].{(Consultation.Questions[place].Kind is QuestionKind.Words ? "Words" : "Said")}");
        var answers = JsonSerializer.Serialize(kept, JsonSerializerOptions.Web);
        if ((await db.Database.SqlQuery<bool>($"select pledge.answer_consultation({id.Value}, {answers}::jsonb) as \"Value\"").ToListAsync(ct))[0])
            TempData["Done"] = text["Sent"].Value;
        else if (await db.AnsweredAsync(id, ct))
            return NotKept();
        return LocalRedirect($"/have-my-say/{id}");
    }

    /// <summary>A second tap, or a second window, finds the first one's answers there.</summary>
    private PageResult NotKept()
    {
        (Answered, NotSent) = (true, true);
        return Page();
    }

    private string Said(ConsultationQuestion question, AnswerForm given) => question.Kind switch
    {
        QuestionKind.Words => given.Words?.Trim() ?? "",
        _ when given.Said is not { } said || said < 1 || said > question.Top => "",
        QuestionKind.Choice => question.Options[given.Said.Value - 1],
        _ => text[$"Scale_{given.Said}"],
    };

    private async Task<bool> FindAsync(ConsultationId id, CancellationToken ct)
    {
        if (await db.Consultations.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is not { } found)
            return false;
        (Consultation, Today, Answered) = (found, clock.Today(), await db.AnsweredAsync(id, ct));
        // A form asks every question, whatever was sent.
        Given = Enumerable.Range(0, found.Questions.Count).Select(place => $"{place}").ToDictionary(place => place, place => Given.GetValueOrDefault(place) ?? new());
        if (found.State is ConsultationState.Published)
            (Results, Words) = (await db.ReadResultsAsync(found, ct), await db.ReadWordsAsync(id, ct));
        return true;
    }
}

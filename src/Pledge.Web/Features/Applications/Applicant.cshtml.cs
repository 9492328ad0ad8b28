using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Applications;
using Pledge.Domain.Opportunities;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Applications;

/// <summary>What one young person released to an employer, and the employer's answer.</summary>
[Authorize(Policy = Policies.BePartner), KeepsDraft("applicant-answer")]
public sealed class ApplicantModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ApplicationsText> texts) : PageModel
{
    [BindProperty]
    public DateOnly? InterviewOn { get; set; }

    [BindProperty]
    public string? InterviewWords { get; set; }

    /// <summary>What was pointed out in the words already: sent again with the same in them, they go.</summary>
    [BindProperty]
    public string? PointedOut { get; set; }

    [BindProperty]
    public string? Feedback { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    public JobApplication Application { get; private set; } = null!;
    /// <summary>Their no, when they said it.</summary>
    public TurningDown? No { get; private set; }
    public IReadOnlyList<ApplicationStep> Steps { get; private set; } = [];
    public bool CanAnswer => Application.CanAnswer && No is null;

    /// <summary>Where it stands for the employer, in a word of the texts.</summary>
    public string Stand => No is not null && Application.CanAnswer ? "turning-down" : Kebab.Of(Application.State);

    public async Task<IActionResult> OnGetAsync(JobApplicationId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        (Version, InterviewOn, InterviewWords, Feedback) = (db.VersionOf(Application), Application.InterviewOn, Application.InterviewWords, No?.Feedback);
        return Page();
    }

    public Task<IActionResult> OnPostInterviewAsync(JobApplicationId id, CancellationToken ct) =>
        AnswerAsync(id, AskToInterview, "Interview", ct);

    public Task<IActionResult> OnPostOfferAsync(JobApplicationId id, CancellationToken ct) => AnswerAsync(id, one => one.Offer(clock.GetUtcNow(), User.AccountId()), "Offered", ct);

    public Task<IActionResult> OnPostTurnDownAsync(JobApplicationId id, CancellationToken ct) => AnswerAsync(id, TurnDown, "TurnedDown", ct);

    /// <summary>A no that nobody has passed on: it stands as before.</summary>
    public async Task<IActionResult> OnPostTakeBackNoAsync(JobApplicationId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        var done = (await db.Database.SqlQuery<bool>($"select pledge.take_back_no({id.Value}, {clock.GetUtcNow().ToUniversalTime()}) as \"Value\"").ToListAsync(ct))[0];
        TempData["Done"] = (done ? texts["Employer_NoTakenBack"] : texts["MovedMeanwhile"]).Value;
        return LocalRedirect($"/partner/applicants/{id}");
    }

    private Outcome<ApplicationStep> AskToInterview(JobApplication application)
    {
        // Nobody reads these words before the young person does.
        var found = string.Join(", ", PostWords.LookAgainIn(InterviewWords).Select(word => $"“{word}”"));
        if (found.Length > 0 && found != PointedOut)
        {
            PointedOut = found;
            return new Refusal("words-to-look-at", found);
        }
        return application.AskToInterview(InterviewOn, InterviewWords, clock.GetUtcNow(), User.AccountId());
    }

    private Outcome<ApplicationStep> TurnDown(JobApplication application)
    {
        if (No is { } before)
            return before.WriteAgain(application, Feedback, clock.GetUtcNow(), User.AccountId());
        var no = TurningDown.Write(application, Feedback, clock.GetUtcNow(), User.AccountId());
        if (no.IsRefused)
            return no.Refusal;
        db.TurningDowns.Add(no.Value.No);
        return no.Value.Step;
    }

    private async Task<IActionResult> AnswerAsync(JobApplicationId id, Func<JobApplication, Outcome<ApplicationStep>> answer, string said, CancellationToken ct)
    {
        await db.Database.LockApplicationAsync(id, ct);
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (db.VersionOf(Application) != Version)
            return this.ReadAgain(db.VersionOf(Application), "application-changed-meanwhile");
        // A no is said once; what is written anew is its words.
        if (No is not null && said != "TurnedDown")
            return this.Refused(new("application-over"));
        var done = answer(Application);
        if (done.IsRefused)
            return this.Refused(done.Refusal, FieldOf(done.Refusal));
        if (!await db.DidAsync(done.Value, ct))
            return LocalRedirect("/partner/applicants");
        TempData["Done"] = texts[$"Employer_{said}"].Value;
        return LocalRedirect("/partner/applicants");
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "interview-day-missing" or "interview-day-not-valid" => nameof(InterviewOn),
        "interview-words-missing" or "interview-words-too-long" or "words-to-look-at" => nameof(InterviewWords),
        "feedback-missing" or "feedback-too-long" => nameof(Feedback),
        _ => "",
    };

    private async Task<bool> FoundAsync(JobApplicationId id, CancellationToken ct)
    {
        if (await db.JobApplications.SingleOrDefaultAsync(row => row.Id == id, ct) is not { } found)
            return false;
        (Application, No, Steps) = (found, await db.TurningDowns.SingleOrDefaultAsync(row => row.ApplicationId == id, ct), await db.ListStepsAsync(id, ct));
        return true;
    }
}

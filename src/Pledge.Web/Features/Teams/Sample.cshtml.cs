using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Practice;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Shared;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Teams;

[Authorize(Policy = Policies.LeadTeam), KeepsDraft("dip-sample")]
public sealed class SampleModel(PledgeDb db, TimeProvider clock, IStringLocalizer<TeamText> words) : PageModel
{
    /// <summary>Kebab-case <see cref="DipValue"/> by question.</summary>
    [BindProperty]
    public Dictionary<string, string?> Value { get; set; } = [];

    [BindProperty]
    public Dictionary<string, string?> Words { get; set; } = [];

    [BindProperty]
    public string? Good { get; set; }

    [BindProperty]
    public string? Next { get; set; }

    /// <summary>Of the sample the form was filled with.</summary>
    [BindProperty]
    public uint Version { get; set; }

    public SampleLine Line { get; private set; } = null!;
    public DipSample Sample { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(DipSampleId id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        (Good, Next, Version) = (Sample.Good, Sample.Next, db.VersionOf(Sample));
        foreach (var answer in Sample.Answers)
            (Value[answer.Question], Words[answer.Question]) = (Kebab.Of(answer.Value), answer.Words);
        FillIn();
        await db.LookedAsync(User, Sample.YoungPersonId, "dip-sample", clock.GetUtcNow(), ct);
        return Page();
    }

    /// <param name="send">Whether it goes to the worker now.</param>
    public async Task<IActionResult> OnPostAsync(DipSampleId id, bool send, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        FillIn();
        if (Sample.State is DipState.Open && db.VersionOf(Sample) != Version && Beside() is var both && both.Any(field => field.Differs))
            return await SomebodyWasFirstAsync(both, ct);
        foreach (var question in DipQuestion.All)
        {
            var value = Enum.GetValues<DipValue>().Cast<DipValue?>().FirstOrDefault(each => Kebab.Of(each!.Value) == Value[question.Key]);
            if (Sample.Say(question.Key, value, Words[question.Key]) is { } no)
                return this.Refused(no, no.Code switch { "dip-sent" => "", "dip-value-missing" => $"Value[{question.Key}]", _ => $"Words[{question.Key}]" });
        }
        if (Sample.Tell(Good, Next, clock.GetUtcNow(), User.AccountId()) is { } tooLong)
            return this.Refused(tooLong, Good?.Trim().Length > DipSample.FeedbackMaxLength ? nameof(Good) : nameof(Next));
        if (send && Sample.Send(clock.GetUtcNow()) is { } refusal)
        {
            var first = DipQuestion.All.FirstOrDefault(question => string.IsNullOrEmpty(Value[question.Key]));
            return this.Refused(refusal, refusal.Code == "dip-unanswered" && first is not null ? $"Value[{first.Key}]" : nameof(Good));
        }
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FindAsync(id, ct) ? await SomebodyWasFirstAsync(Beside(), ct) : NotFound();
        if (send)
            await db.TellOfFeedbackAsync(Sample, Sample.WorkerId, "dip-sample-sent", clock.GetUtcNow(), ct);
        TempData["Done"] = words[send ? "SampleSent" : "SampleKept", Line.Worker].Value;
        return LocalRedirect(send ? "/team/samples" : $"/team/samples/{id}");
    }

    private async Task<PageResult> SomebodyWasFirstAsync(IReadOnlyList<MergeField> both, CancellationToken ct)
    {
        var who = await db.StaffNameAsync(Sample.WrittenBy, ct);
        return this.ChangedMeanwhile(new(who, Sample.WrittenAt, both), db.VersionOf(Sample));
    }

    private List<MergeField> Beside()
    {
        string? Said(string? value) => string.IsNullOrEmpty(value) ? null : words[$"Value_{value}"].Value;
        List<MergeField> fields = [];
        foreach (var question in DipQuestion.All)
        {
            var theirs = Sample.Answers.FirstOrDefault(answer => answer.Question == question.Key);
            fields.Add(new(question.Question, Said(Value[question.Key]), Said(theirs is null ? null : Kebab.Of(theirs.Value))));
            fields.Add(new(words["WordsAbout", question.Question], Words[question.Key], theirs?.Words));
        }
        return [.. fields, new(words["Good"], Good, Sample.Good), new(words["Next"], Next, Sample.Next)];
    }

    // A form asks every question, whatever was sent; what nobody asked is dropped.
    private void FillIn()
    {
        Value = DipQuestion.All.ToDictionary(question => question.Key, question => Value.GetValueOrDefault(question.Key));
        Words = DipQuestion.All.ToDictionary(question => question.Key, question => Words.GetValueOrDefault(question.Key));
    }

    private async Task<bool> FindAsync(DipSampleId id, CancellationToken ct)
    {
        if (await db.FindSampleAsync(id, ct) is not { } line || await db.Set<DipSample>().Include(sample => sample.Answers).SingleOrDefaultAsync(sample => sample.Id == id, ct) is not { } found)
            return false;
        (Line, Sample) = (line, found);
        this.IsAbout(found.YoungPersonId);
        return true;
    }
}

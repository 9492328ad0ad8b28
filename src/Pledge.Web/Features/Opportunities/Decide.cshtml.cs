using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Opportunities;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Opportunities;

/// <summary>A coordinator reads a post that waits, with what the checks found and what a change changes; approves it, or sends it back with words beside the fields. What is live can be taken down.</summary>
[Authorize(Policy = Policies.RunMentoring), KeepsDraft("opportunity-decision")]
public sealed class DecideModel(PledgeDb db, TimeProvider clock, IStringLocalizer<OpportunitiesText> texts) : PageModel
{
    /// <summary>The version that was read.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>By field, what is to be changed.</summary>
    [BindProperty]
    public Dictionary<string, string?> Marks { get; set; } = [];

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>Why a live post is taken down; the organisation reads it.</summary>
    [BindProperty]
    public string? Because { get; set; }

    public FoundPost Found { get; private set; } = null!;
    public bool IsLive => Found.Post.IsLiveOn(clock.Today());
    public IReadOnlyList<PostAnswer> Answers { get; private set; } = [];

    /// <summary>What is live, where a change waits; null otherwise.</summary>
    public IReadOnlyList<PostAnswer>? Before { get; private set; }
    public IReadOnlyList<OpportunityFinding> Findings { get; private set; } = [];
    public IReadOnlyList<OpportunityMark> Marked { get; private set; } = [];
    public IReadOnlyList<StepRow> Steps { get; private set; } = [];
    public bool Waits => Found.Newest.State is OpportunityVersionState.Submitted;

    /// <summary>Whether something is written beside the field, or wrong with what is.</summary>
    public bool HasMark(PostAnswer answer) => !string.IsNullOrEmpty(Marks.GetValueOrDefault(answer.Field)) || ModelState.ContainsKey($"Marks[{answer.Field}]");

    /// <summary>Whether there is nothing to read of it: no answer, none before, and nobody and nothing said anything of it.</summary>
    public bool IsPlainlyEmpty(PostAnswer answer) => answer.Said.Length == 0 && Before?.First(other => other.Field == answer.Field).Said is null or { Length: 0 }
        && Findings.All(found => found.Field != answer.Field) && Marked.All(mark => mark.Field != answer.Field);

    public async Task<IActionResult> OnGetAsync(OpportunityId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        Version = Found.Newest.Number;
        return Page();
    }

    public async Task<IActionResult> OnPostApproveAsync(OpportunityId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (Found.Newest.Number != Version)
            return this.ReadAgain(Found.Newest.Number, "post-changed-meanwhile");
        var done = Found.Post.Approve(Found.Newest, clock.GetUtcNow(), User.AccountId());
        return done.IsRefused ? this.Refused(done.Refusal) : await DoneAsync(done.Value, "Approved", ct);
    }

    public async Task<IActionResult> OnPostSendBackAsync(OpportunityId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct))
            return NotFound();
        if (Found.Newest.Number != Version)
            return this.ReadAgain(Found.Newest.Number, "post-changed-meanwhile");
        var done = Found.Post.SendBack(Found.Newest, Marks, Words, clock.GetUtcNow(), User.AccountId());
        if (done.IsRefused)
            return this.Refused(done.Refusal, done.Refusal.Code switch { "post-mark-too-long" => $"Marks[{done.Refusal.Args[^1]}]", "post-words-too-long" => nameof(Words), "post-marks-missing" => "Marks[Title]", _ => "" });
        db.OpportunityMarks.AddRange(done.Value.Marks);
        return await DoneAsync(done.Value.Step, "SentBackDone", ct);
    }

    public async Task<IActionResult> OnPostTakeDownAsync(OpportunityId id, CancellationToken ct)
    {
        if (!await FoundAsync(id, ct) || !IsLive)
            return NotFound();
        var done = Found.Post.Close(OpportunityEnd.Withdrawn, Because, clock.GetUtcNow(), User.AccountId());
        return done.IsRefused ? this.Refused(done.Refusal, nameof(Because)) : await DoneAsync(done.Value, "TakenDown", ct);
    }

    private async Task<IActionResult> DoneAsync(OpportunityStep step, string said, CancellationToken ct)
    {
        TempData["Done"] = texts[await db.DidAsync(step, ct) ? said : "SomebodyWasFirst"].Value;
        return LocalRedirect("/opportunities/waiting");
    }

    private async Task<bool> FoundAsync(OpportunityId id, CancellationToken ct)
    {
        if (await db.FindPostAsync(id, mustPost: false, ct) is not { } found)
            return false;
        foreach (var (field, _) in OpportunityDetails.AllFields)
            Marks.TryAdd(field, null);
        var shown = found.Newest.State is OpportunityVersionState.Draft && found.Live is not null ? found.Live : found.Newest;
        (Found, Answers, Steps) = (found, PostAnswers.Of(shown.Details, texts), await db.ListStepsAsync(id, ct));
        Before = Waits && found.Live is not null ? PostAnswers.Of(found.Live.Details, texts) : null;
        Findings = OpportunityChecks.Of(shown.Details, clock.Today());
        Marked = await db.ListMarksAsync(found, ct);
        return true;
    }
}

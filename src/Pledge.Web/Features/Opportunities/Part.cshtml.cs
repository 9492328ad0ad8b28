using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Opportunities;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Shared;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Opportunities;

/// <summary>One part of a post that is being written. It can be left half done; what is missing is said before it is sent.</summary>
[Authorize(Policy = Policies.BePartner), KeepsDraft("opportunity", Part = "part")]
public sealed class PartModel(PledgeDb db, TimeProvider clock, IStringLocalizer<OpportunitiesText> texts) : PageModel
{
    [BindProperty]
    public PostForm Form { get; set; } = new();

    /// <summary>Of this part alone: what somebody saved in another part is no conflict.</summary>
    [BindProperty]
    public string? Version { get; set; }

    public FoundPost Found { get; private set; } = null!;
    public OpportunityPart Which { get; private set; }
    public IReadOnlyList<PostNote> Notes { get; private set; } = [];

    public IEnumerable<PostNote> NotesOf(string field) => Notes.Where(note => note.Field == field);

    public IEnumerable<SelectListItem> Numbers(IEnumerable<int> numbers) => [new(texts["ChooseOne"], ""), .. numbers.Select(number => new SelectListItem($"{number}", $"{number}"))];

    public async Task<IActionResult> OnGetAsync(OpportunityId id, string part, CancellationToken ct)
    {
        if (!await FoundAsync(id, part, ct))
            return NotFound();
        if (Found.Newest.State is not OpportunityVersionState.Draft)
            return this.SentAlready(Found, texts);
        (Form, Version) = (PostForm.Of(Found.Newest.Details), Found.Newest.Details.MarkOf(Which));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(OpportunityId id, string part, CancellationToken ct)
    {
        if (!await FoundAsync(id, part, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        var typed = Form.ToDetails(Found.Newest.Details.Kind);
        if (Found.Newest.Details.MarkOf(Which) != Version && Beside(typed).Any(field => field.Differs))
            return ChangedMeanwhile(typed);
        if (Found.Newest.Write(Which, typed, clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(new(refusal.Code, [.. refusal.Args.Select(arg => arg is string field ? texts[$"Field_{field}"].Value : arg)]), PostForm.FieldOf(refusal));
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FoundAsync(id, part, ct) ? ChangedMeanwhile(typed) : NotFound();

        var stands = PostStand.Of(Found.Newest.Details, await db.ListMarksAsync(Found, ct), clock.Today());
        if (OpportunityChecks.Of(Found.Newest.Details, clock.Today()).Any(found => found is { Refuses: true, Code: not "missing" } && OpportunityDetails.AllFields.Contains((found.Field, Which))))
        {
            TempData["ToPutRight"] = true;
            return LocalRedirect($"/partner/posts/{id}/write/{part}");
        }
        TempData["Done"] = texts["Saved"].Value;
        var next = stands.Keys.Where(each => each > Which && stands[each] != "done").Cast<OpportunityPart?>().FirstOrDefault();
        return LocalRedirect(next is { } open ? $"/partner/posts/{id}/write/{Kebab.Of(open)}" : $"/partner/posts/{id}");
    }

    private IReadOnlyList<MergeField> Beside(OpportunityDetails typed)
    {
        var (mine, theirs) = (PostAnswers.Of(Found.Newest.Details.WithPart(Which, typed), texts), PostAnswers.Of(Found.Newest.Details, texts));
        return [.. mine.Zip(theirs).Where(pair => pair.First.Part == Which).Select(pair => new MergeField(texts[$"Field_{pair.First.Field}"], pair.First.Said, pair.Second.Said))];
    }

    private PageResult ChangedMeanwhile(OpportunityDetails typed) => this.ChangedMeanwhile(new Merge(null, Found.Newest.WrittenAt, Beside(typed)), Found.Newest.Details.MarkOf(Which));

    private async Task<bool> FoundAsync(OpportunityId id, string part, CancellationToken ct)
    {
        if (Kebab.Find<OpportunityPart>(part) is not { } which || await db.FindPostAsync(id, mustPost: true, ct) is not { } found || found.Post.StageOn(clock.Today()) is OpportunityStage.Closed or OpportunityStage.Told)
            return false;
        (Which, Found) = (which, found);
        Notes = PostNote.Of(await db.ListMarksAsync(found, ct), found.Newest.Details, clock.Today());
        return true;
    }
}

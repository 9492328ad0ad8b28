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

    [BindProperty]
    public uint Version { get; set; }

    public FoundPost Found { get; private set; } = null!;
    public OpportunityPart Which { get; private set; }
    public IReadOnlyList<PostNote> Notes { get; private set; } = [];

    public IEnumerable<PostNote> NotesOf(string field) => Notes.Where(note => note.Field == field);

    public IEnumerable<SelectListItem> Numbers(IEnumerable<int> numbers) => [new(texts["ChooseOne"], ""), .. numbers.Select(number => new SelectListItem($"{number}", $"{number}"))];

    public async Task<IActionResult> OnGetAsync(OpportunityId id, string part, CancellationToken ct)
    {
        if (!await FoundAsync(id, part, ct))
            return NotFound();
        (Form, Version) = (PostForm.Of(Found.Newest.Details), db.VersionOf(Found.Newest));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(OpportunityId id, string part, CancellationToken ct)
    {
        if (!await FoundAsync(id, part, ct))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        var typed = Form.ToDetails(Found.Newest.Details.Kind);
        if (db.VersionOf(Found.Newest) != Version)
            return ChangedMeanwhile(typed);
        if (Found.Newest.Write(Which, typed, clock.GetUtcNow(), User.AccountId()) is { } refusal)
            return this.Refused(refusal, PostForm.FieldOf(refusal));
        if (!await db.SavedUnlessChangedAsync(ct))
            return await FoundAsync(id, part, ct) ? ChangedMeanwhile(typed) : NotFound();

        TempData["Done"] = texts["Saved"].Value;
        return LocalRedirect($"/partner/posts/{id}");
    }

    private PageResult ChangedMeanwhile(OpportunityDetails typed)
    {
        var (mine, theirs) = (PostAnswers.Of(Found.Newest.Details.WithPart(Which, typed), texts), PostAnswers.Of(Found.Newest.Details, texts));
        return this.ChangedMeanwhile(new Merge(null, Found.Newest.WrittenAt, [.. mine.Zip(theirs).Where(pair => pair.First.Part == Which).Select(pair => new MergeField(texts[$"Field_{pair.First.Field}"], pair.First.Said, pair.Second.Said))]), db.VersionOf(Found.Newest));
    }

    private async Task<bool> FoundAsync(OpportunityId id, string part, CancellationToken ct)
    {
        if (Kebab.Find<OpportunityPart>(part) is not { } which || await db.FindPostAsync(id, mustPost: true, ct) is not { Newest.State: OpportunityVersionState.Draft } found)
            return false;
        (Which, Found) = (which, found);
        Notes = PostNote.Of(await db.ListMarksAsync(found, ct), found.Newest.Details, clock.Today());
        return true;
    }
}

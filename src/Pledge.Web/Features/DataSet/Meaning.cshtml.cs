using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Returns;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Shared;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.DataSet;

/// <summary>Changes what a spelling means, for files loaded from now on.</summary>
[Authorize(Policy = Policies.LoadCohort)]
public sealed class MeaningModel(PledgeDb db, TimeProvider clock, MeaningWords words, IStringLocalizer<DataSetText> texts) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>The meaning that counted when the form was filled.</summary>
    [BindProperty]
    public Guid Version { get; set; }

    /// <summary>The one that counts first, then those before it, newest first.</summary>
    public IReadOnlyList<Meaning> History { get; private set; } = [];
    public Meaning Current => History[0];
    public MeaningWords Words => words;
    public DateOnly Today => clock.Today();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        (Code, Version) = (Current.Code, Current.Id);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct))
            return NotFound();
        if (Code is null || DataSetSpelling.CodeOn(Current.Column, Code, Today) != Code)
            return this.Refused(new("choose-meaning"), nameof(Code));
        if (Version != Current.Id)
            return ChangedMeanwhile();
        if (Code != Current.Code)
        {
            if (!await db.KeepMeaningsAsync(User.AuthorityId(), User.AccountId(), [new(Current.Column, Current.Value, Code)], clock.GetUtcNow(), ct))
            {
                await FindAsync(id, ct);
                return ChangedMeanwhile();
            }
            TempData["Done"] = texts["Changed", Current.Value].Value;
        }
        return LocalRedirect("/imports/care-leavers/meanings");
    }

    private PageResult ChangedMeanwhile() => this.ChangedMeanwhile(
        new(Current.By, Current.DecidedAt, [new MergeField(texts["MeansQuestion"], words.Of(Current.Column, Code!), words.Of(Current.Column, Current.Code))]), Current.Id);

    private async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        History = await db.ListMeaningHistoryAsync(id, ct);
        return History.Count > 0;
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Returns;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Imports;
using Pledge.Web.Features.Shared;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.DataSet;

/// <summary>A file that waits: asks what the spellings mean that nobody has explained yet, then loads it.</summary>
[Authorize(Policy = Policies.LoadCohort)]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock, MeaningWords words, IStringLocalizer<DataSetText> texts) : PageModel
{
    private const int PageSize = 25;

    /// <summary>One spelling in the form.</summary>
    public sealed class Asked
    {
        public DataSetColumn Column { get; set; }
        public string? Value { get; set; }

        /// <summary>As in <see cref="Choice"/>; null until chosen.</summary>
        public string? Code { get; set; }

        /// <summary>Rows of the file that have it.</summary>
        internal long Rows { get; init; }

        /// <summary>What it is about, also when a form was sent without.</summary>
        internal (DataSetColumn, string) Key => (Column, DataSetSpelling.KeyOf(Value ?? ""));
    }

    [BindProperty]
    public List<Asked> Choices { get; set; } = [];

    public Upload Upload { get; private set; } = null!;
    public MeaningWords Words => words;

    /// <summary>Spellings that nobody has explained, on all pages.</summary>
    public int Unknown { get; private set; }

    /// <summary>Meanings of this form that were kept, though others are missing in it.</summary>
    public int KeptNow { get; private set; }
    public PageLinks Pages { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, int? number, CancellationToken ct)
    {
        if (await db.FindUploadAsync(id, ct) is not { } upload)
            return await LoadedOrNotFoundAsync(id, ct);
        Upload = upload;
        Ask(await UnknownAsync(ct), number);
        return Page();
    }

    /// <summary>Keeps what was chosen, and asks again for the rest.</summary>
    public async Task<IActionResult> OnPostDecideAsync(Guid id, int? number, CancellationToken ct)
    {
        if (await db.FindUploadAsync(id, ct) is not { } upload)
            return await LoadedOrNotFoundAsync(id, ct);
        Upload = upload;
        var unknown = (await UnknownAsync(ct)).ToDictionary(spelling => (spelling.Column, DataSetSpelling.KeyOf(spelling.Value)));
        // What somebody else has explained meanwhile stands, and is said.
        var asked = Choices.Where(choice => unknown.ContainsKey(choice.Key)).DistinctBy(choice => choice.Key).ToList();
        var chosen = asked.Where(choice => choice.Code is not null && DataSetSpelling.CodeOn(choice.Column, choice.Code, upload.ExtractedOn) == choice.Code)
            .Select(choice => new Choice(choice.Column, unknown[choice.Key].Value, choice.Code!)).ToList();
        var isKept = await db.KeepMeaningsAsync(User.AuthorityId(), User.AccountId(), chosen, clock.GetUtcNow(), ct);
        if (isKept && asked.Count == chosen.Count)
        {
            TempData["Done"] = texts[asked.Count == Choices.Count ? "Kept" : "KeptExceptMeanwhile", chosen.Count].Value;
            return LocalRedirect($"/imports/care-leavers/{id}?number={number}");
        }

        KeptNow = isKept ? chosen.Count : 0;
        ModelState.Clear();
        Ask(await UnknownAsync(ct), number);
        if (!isKept)
            this.Refused(new("data-set-meant-meanwhile"));
        for (var i = 0; i < Choices.Count; i++)
        {
            if (asked.Find(choice => choice.Key == Choices[i].Key) is not { } mine)
                continue;
            Choices[i].Code = mine.Code;
            if (isKept)
                this.Refused(new("choose-meaning"), $"Choices[{i}].Code");
        }
        return Page();
    }

    public async Task<IActionResult> OnPostLoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.FindUploadAsync(id, ct, held: true) is not { } upload)
            return await LoadedOrNotFoundAsync(id, ct);
        Upload = upload;
        var meanings = new Meanings(await db.ListMeaningsAsync(ct));
        var unknown = await UnknownAsync(ct, meanings);
        if (unknown.Count > 0)
        {
            Ask(unknown, null);
            return this.Refused(new("data-set-spellings-left", unknown.Count));
        }
        var report = await new DataSetImport(db.Connection(), upload, meanings, User.AuthorityId(), User.AccountId(), clock.GetUtcNow()).RunAsync(clock.GetUtcNow, ct);
        await db.AuditAsync(User, "imported-data-set", report.Id.Value, clock.GetUtcNow(), ct);
        return LocalRedirect($"/imports/{report.Id}");
    }

    public async Task<IActionResult> OnPostDiscardAsync(Guid id, CancellationToken ct)
    {
        if (await db.DeleteUploadAsync(id, ct) == 0)
            return await LoadedOrNotFoundAsync(id, ct);
        TempData["Done"] = texts["Discarded"].Value;
        return LocalRedirect("/imports/care-leavers");
    }

    /// <summary>Where it was loaded meanwhile, what came of it.</summary>
    private async Task<IActionResult> LoadedOrNotFoundAsync(Guid id, CancellationToken ct) =>
        await db.FindImportAsync(new(id), ct) is null ? NotFound() : LocalRedirect($"/imports/{id}");

    private async Task<List<Spelling>> UnknownAsync(CancellationToken ct, Meanings? meanings = null)
    {
        meanings ??= new Meanings(await db.ListMeaningsAsync(ct));
        return [.. (await db.ListSpellingsAsync(Upload.Id, ct)).Where(spelling => meanings.Of(spelling.Column, spelling.Value, Upload.ExtractedOn) is null)];
    }

    /// <summary>Fills the form with one page of what is unknown; where it is safe, with what is most likely meant.</summary>
    private void Ask(List<Spelling> unknown, int? number)
    {
        Unknown = unknown.Count;
        var last = Math.Max(1, (unknown.Count + PageSize - 1) / PageSize);
        Pages = new(Math.Clamp(number ?? 1, 1, last), last);
        Choices = [.. unknown.Skip((Pages.Number - 1) * PageSize).Take(PageSize).Select(spelling => new Asked
        {
            Column = spelling.Column,
            Value = spelling.Value,
            Rows = spelling.Rows,
            Code = DataSetSpelling.Suggest(spelling.Column, spelling.Value, Upload.ExtractedOn),
        })];
    }
}

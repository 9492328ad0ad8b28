using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using Pledge.Domain;
using Pledge.Domain.Returns;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Imports;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.DataSet;

/// <summary>Takes a file of the data set's table of care leavers, to be loaded when its spellings are known.</summary>
[Authorize(Policy = Policies.LoadCohort)]
[ReadsItsOwnForm]
[IgnoreAntiforgeryToken] // read and checked in the handler, because the check of MVC would read the whole form first
[RequestSizeLimit(MaxBytes)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock, IStringLocalizer<ImportsText> imports) : PageModel
{
    private const long MaxBytes = UploadStaging.MaxBytes + UploadedFiles.BesideFiles;

    /// <summary>What is asked beside the file.</summary>
    public sealed class Asked
    {
        public DateOnly? ExtractedOn { get; set; }
        public bool Strict { get; set; }
    }

    public Asked Form { get; } = new();

    public IReadOnlyList<Upload> Waiting { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Form.ExtractedOn = clock.Today();
        Waiting = await db.ListUploadsAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Waiting = await db.ListUploadsAsync(ct);
        // Told before a byte is read, so that nobody waits for it to arrive.
        if (Request.ContentLength > MaxBytes)
            return this.Refused(new("data-set-too-big"), "File");
        try
        {
            return await StageAsync(ct);
        }
        catch (UnreadableFileException error)
        {
            ModelState.AddModelError("File", error.Line is { } line ? imports["AtLine", line, imports[error.Code].Value] : imports[error.Code]);
            return Page();
        }
        catch (Exception error) when (error is BadHttpRequestException or InvalidDataException or IOException)
        {
            return this.Refused(new("upload-broken"), "File");
        }
    }

    private async Task<IActionResult> StageAsync(CancellationToken ct)
    {
        var upload = new UploadedFiles(Request);
        if (!await upload.ReadFieldsAsync(ct) || !await ReadsItsOwnFormAttribute.IsOurFormAsync(HttpContext, upload.Fields))
            return BadRequest();
        var fields = new FormCollection(upload.Fields.ToDictionary(field => field.Key, field => new StringValues(field.Value)));
        await TryUpdateModelAsync(Form, nameof(Form), new FormValueProvider(BindingSource.Form, fields, CultureInfo.CurrentCulture));
        if (!this.HasAll(DayMissing()))
            return Page();

        await foreach (var (name, content) in upload.FilesAsync(ct))
        {
            var staged = await UploadStaging.StageAsync(db.Connection(), User.AuthorityId(), User.AccountId(), name, content, Form.ExtractedOn!.Value, Form.Strict, clock.GetUtcNow(), ct);
            return LocalRedirect($"/imports/care-leavers/{staged}");
        }
        return this.Refused(new("choose-file"), "File");
    }

    private IEnumerable<(Refusal Missing, string Field)> DayMissing()
    {
        var earliest = new CollectionYear(CollectionYear.Earliest).Start;
        if (Form.ExtractedOn is not { } day || day > clock.Today())
            yield return (new("date-in-future"), "Form.ExtractedOn");
        else if (day < earliest)
            yield return (new("data-set-day-too-early", earliest), "Form.ExtractedOn");
    }
}

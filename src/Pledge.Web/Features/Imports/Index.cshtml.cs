using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Returns;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Imports.Conflicts;
using Pledge.Web.Features.Shared;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Imports;

[Authorize(Policy = Policies.LoadCohort)]
[ReadsItsOwnForm]
[IgnoreAntiforgeryToken] // read and checked in the handler, because the check of MVC would read the whole form first
[RequestSizeLimit(MaxBytes)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    private const long MaxBytes = ReturnFileReader.MaxBytes + UploadedFiles.BesideFiles;

    public IReadOnlyList<ImportRow> Imports { get; private set; } = [];
    public PageLinks Pages { get; private set; } = null!;

    /// <summary>Differences between files and the record that nobody has decided yet.</summary>
    public int ToDecide { get; private set; }

    public string? Year { get; private set; }

    public bool Strict { get; private set; }

    /// <param name="year">The year to begin with; the last that ended unless said.</param>
    /// <param name="number">Page of the earlier loads.</param>
    public async Task OnGetAsync(string? year, int? number, CancellationToken ct)
    {
        Year = IsYear(year) ? year : CollectionYear.LastEnded(clock.Today()).Number.ToString(CultureInfo.InvariantCulture);
        await FillAsync(number ?? 1, ct);
    }

    private int Latest => CollectionYear.LastEnded(clock.Today()).Number + 1;

    private bool IsYear(string? typed) => int.TryParse(typed, CultureInfo.InvariantCulture, out var year) && year >= CollectionYear.Earliest && year <= Latest;

    private async Task FillAsync(int number, CancellationToken ct)
    {
        var last = Math.Max(1, (await db.CountImportsAsync(ct) + ImportReads.RunsOnPage - 1) / ImportReads.RunsOnPage);
        Pages = new(Math.Clamp(number, 1, last), last);
        (Imports, ToDecide) = (await db.ListImportsAsync(Pages.Number, ct), await db.CountConflictsAsync(ct));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await FillAsync(1, ct);
        // Told before a byte is read, so that nobody waits for two gigabytes to arrive.
        if (Request.ContentLength > MaxBytes)
            return this.Refused(new("upload-too-big"), "Files");
        try
        {
            return await LoadAsync(ct);
        }
        catch (Exception error) when (error is BadHttpRequestException or InvalidDataException or IOException)
        {
            return this.Refused(new("upload-broken"), "Files");
        }
    }

    private async Task<IActionResult> LoadAsync(CancellationToken ct)
    {
        var upload = new UploadedFiles(Request);
        if (!await upload.ReadFieldsAsync(ct) || !await ReadsItsOwnFormAttribute.IsOurFormAsync(HttpContext, upload.Fields))
            return BadRequest();
        (Year, Strict) = (upload.Fields.GetValueOrDefault("Year"), upload.Fields.GetValueOrDefault("Strict") == "true");
        if (!IsYear(Year))
            return this.Refused(new("year-not-valid", Latest), "Year");

        var import = await CohortImport.BeginAsync(db.Connection(), User.AuthorityId(), new(int.Parse(Year!, CultureInfo.InvariantCulture)), Strict, User.AccountId(), clock, _ => { }, ct);
        var any = false;
        await foreach (var (name, content) in upload.FilesAsync(ct))
        {
            await import.AddAsync(name, content, ct);
            any = true;
        }
        if (!any)
            return this.Refused(new("choose-files"), "Files");
        var report = await import.FinishAsync(ct);
        await db.AuditAsync(User, "imported-return", report.Id.Value, clock.GetUtcNow(), ct);
        return RedirectToPage("Details", new { id = report.Id });
    }
}

using System.Text.Json;
using CsvHelper;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Domain.Returns;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.Imports;

[Authorize(Policy = Policies.LoadCohort)]
public sealed class DetailsModel(PledgeDb db, IStringLocalizer<ImportsText> text, IStringLocalizer<YoungPeopleText> statuses) : PageModel
{
    private const int MostStatuses = 25;

    public sealed record FileRow(string Name, string? Kind, int Rows);

    public ImportRow Import { get; private set; } = null!;
    public IReadOnlyList<FileRow> Files { get; private set; } = [];
    public IReadOnlyList<RefusalRow> Refusals { get; private set; } = [];

    /// <summary>The first people whose legal status the import changed, and how many there are.</summary>
    public IReadOnlyList<StatusChange> StatusChanges { get; private set; } = [];

    public int CountStatusChanges { get; private set; }

    /// <summary>True for files of a return of years in which homelessness and custody could be judged suitable.</summary>
    public bool HoldsOldCodes => Import is { ExtractedOn: null, Result: not "StateNothingLoaded" }
        && AccommodationCode.All.Any(code => new CollectionYear(Import.CollectionYear).Start < code.SuitableUntil);

    /// <summary>Differences that closed by themselves in this import.</summary>
    public int Closed { get; private set; }
    public int Number { get; private set; }
    public int LastNumber { get; private set; }

    public async Task<IActionResult> OnGetAsync(ImportId id, [FromQuery(Name = "page-number")] int? number, CancellationToken ct)
    {
        if (await db.FindImportAsync(id, ct) is not { } import)
            return NotFound();
        Import = import;
        LastNumber = Math.Max(1, (await db.CountRefusalsAsync(id, ct) + ImportReads.PageSize - 1) / ImportReads.PageSize);
        Number = Math.Clamp(number ?? 1, 1, LastNumber);
        Files = JsonSerializer.Deserialize<List<FileRow>>(import.Files, JsonSerializerOptions.Web) ?? [];
        Refusals = await db.ListRefusalsAsync(id, Number, ct);
        (StatusChanges, CountStatusChanges) = await db.ListStatusChangesAsync(id, MostStatuses, ct);
        Closed = await db.CountClosedAsync(id, ct);
        return Page();
    }

    /// <summary>A status and since when, in words.</summary>
    public string Says(HeldStatus held) => text["StatusFrom", statuses[$"Status{held.Status}"].Value, held.From];

    /// <summary>The whole list as a file. Written here and now, while the row scope holds; a spreadsheet will run nothing in it.</summary>
    public async Task<IActionResult> OnGetListAsync(ImportId id, CancellationToken ct)
    {
        if (await db.FindImportAsync(id, ct) is null)
            return NotFound();
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"not-loaded-{id}.csv\"";
        await using var csv = CsvWriter.Create(Response.Body, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true);
        foreach (var heading in (ReadOnlySpan<string>)["File", "Line", "Column", "Value", "WhatToDo"])
            csv.WriteField(text[heading].Value);
        await csv.EndRecordAsync(ct);
        await foreach (var refusal in db.AllRefusalsAsync(id).WithCancellation(ct))
        {
            csv.WriteField(refusal.File);
            csv.WriteField(refusal.Line);
            csv.WriteField(refusal.ColumnName);
            csv.WriteField(refusal.Value);
            csv.WriteField(text.Sentence(refusal.Code));
            await csv.EndRecordAsync(ct);
        }
        await csv.FlushAsync(ct);
        return new EmptyResult();
    }

    /// <summary>Everybody whose legal status the import changed, as a file.</summary>
    public async Task<IActionResult> OnGetStatusesAsync(ImportId id, CancellationToken ct)
    {
        if (await db.FindImportAsync(id, ct) is null)
            return NotFound();
        var (changes, _) = await db.ListStatusChangesAsync(id, int.MaxValue, ct);
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"statuses-{id}.csv\"";
        await using var csv = CsvWriter.Create(Response.Body, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true);
        foreach (var heading in (ReadOnlySpan<string>)["StatusPerson", "StatusBefore", "StatusAfter"])
            csv.WriteField(text[heading].Value);
        await csv.EndRecordAsync(ct);
        foreach (var change in changes)
        {
            csv.WriteField(change.ChildId);
            csv.WriteField(string.Join("; ", change.Before.Select(Says)));
            csv.WriteField(string.Join("; ", change.After.Select(Says)));
            await csv.EndRecordAsync(ct);
        }
        await csv.FlushAsync(ct);
        return new EmptyResult();
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain.Returns;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Returns;

internal static class ReturnDownloads
{
    /// <summary>Sends a file of the return, and leaves a trace that it was fetched. Written here and now, while the row scope holds.</summary>
    /// <param name="name">One of <see cref="ReturnFilesOut"/>; anything else is not found.</param>
    /// <param name="kept">The kept return it is of, or null for what is known now.</param>
    public static async Task<IActionResult> FileAsync(this PageModel page, PledgeDb db, string name, string called, IEnumerable<Oc3Row> rows, Guid? kept, DateTimeOffset now, CancellationToken ct)
    {
        if (ReturnFilesOut.ContentTypeOf(name) is not { } type)
            return page.NotFound();
        await db.AuditAsync(page.User, "fetched-return", kept, now, ct);
        page.Head(type, called);
        await ReturnFilesOut.WriteAsync(name, rows, page.Response.Body, ct);
        return new EmptyResult();
    }

    /// <summary>Sends a list of care leavers, and leaves a trace as above. It is read in spreadsheets, which will run nothing in it.</summary>
    public static async Task<IActionResult> FileAsync(this PageModel page, PledgeDb db, CareLeaverList list, DateOnly on, IEnumerable<CareLeaver> people, DateTimeOffset now, CancellationToken ct)
    {
        await db.AuditAsync(page.User, "fetched-care-leavers", null, now, ct);
        page.Head("text/csv; charset=utf-8", $"{on:yyyy-MM-dd}-{list.FileName}");
        await CsvTable.WriteAsync(
            page.Response.Body, list.Columns.Select(column => column.Heading), people.Select(person => list.Columns.Select(column => column.Value(person, on))), ct);
        return new EmptyResult();
    }

    private static void Head(this PageModel page, string type, string called)
    {
        page.Response.ContentType = type;
        page.Response.Headers.ContentDisposition = $"attachment; filename=\"{called}\"";
    }
}

using System.Globalization;
using CsvHelper;

namespace Pledge.Web.Platform;

/// <summary>A table as a file that a spreadsheet opens and runs nothing in: UTF-8, RFC 4180.</summary>
public static class CsvTable
{
    /// <param name="rows">Text, numbers and days; days are written as <c>yyyy-MM-dd</c>, numbers with a point.</param>
    public static async Task WriteAsync(Stream to, IEnumerable<string> headings, IEnumerable<IEnumerable<object?>> rows, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(to, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true);
        foreach (var row in rows.Prepend(headings))
        {
            foreach (var field in row)
                csv.WriteField(field is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : field is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : (string?)field);
            await csv.EndRecordAsync(ct);
        }
        await csv.FlushAsync(ct);
    }
}

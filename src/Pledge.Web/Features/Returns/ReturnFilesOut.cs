using System.Globalization;
using System.Text;
using System.Xml;
using CsvHelper;
using Pledge.Domain.Returns;

namespace Pledge.Web.Features.Returns;

/// <summary>Writes the files of the return as the Department asks for them: UTF-8, days as <c>DD/MM/YYYY</c>.</summary>
/// <remarks>Values are not guarded against formulas of spreadsheets: the format is fixed, and a number that was changed would be another child's.</remarks>
internal static class ReturnFilesOut
{
    public const string Oc3 = "oc3.csv", Header = "header.csv", Xml = "oc3.xml";

    /// <summary>Null when there is no such file.</summary>
    public static string? ContentTypeOf(string name) => name switch
    {
        Oc3 or Header => "text/csv; charset=utf-8",
        Xml => "application/xml; charset=utf-8",
        _ => null,
    };

    /// <param name="name">One of the files above.</param>
    /// <param name="rows">In the order in which they are written.</param>
    public static Task WriteAsync(string name, IEnumerable<Oc3Row> rows, Stream stream, CancellationToken ct) => name switch
    {
        Oc3 => CsvAsync(ReturnFiles.ColumnsOf(ReturnFileKind.Oc3), rows.Select(row => (IReadOnlyList<string>)[row.ChildId, Day(row.Born), row.InTouch, row.Activity, row.Home]), stream, ct),
        // The last column is the birth date of a mother's child, which Pledge does not hold.
        Header => CsvAsync(ReturnFiles.ColumnsOf(ReturnFileKind.Header),
            rows.Select(row => (IReadOnlyList<string>)[row.ChildId, row.Sex, Day(row.Born), row.Ethnicity, row.Upn, row.Mother, ""]), stream, ct),
        _ => XmlAsync(rows, stream, ct),
    };

    private static async Task CsvAsync(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows, Stream stream, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(stream, new CsvWriterOptions(), leaveOpen: true);
        foreach (var row in rows.Prepend(headings))
        {
            foreach (var value in row)
                csv.WriteField(value);
            await csv.EndRecordAsync(ct);
        }
        await csv.FlushAsync(ct);
    }

    private static async Task XmlAsync(IEnumerable<Oc3Row> rows, Stream stream, CancellationToken ct)
    {
        await using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" });
        await xml.WriteStartElementAsync(null, "EXPSSDA903", null);
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            await xml.WriteStartElementAsync(null, "CHILD", null);
            await xml.WriteStartElementAsync(null, "HEADER", null);
            foreach (var (element, value) in ((string, string)[])
                [
                    ("CHILDID", row.ChildId), ("UPN", row.Upn), ("SEX", row.Sex), ("DOB", Day(row.Born)), ("ETHNIC", row.Ethnicity), ("MOTHER", row.Mother), ("MC_DOB", ""),
                    ("IN_TOUCH", row.InTouch), ("ACTIV", row.Activity), ("ACCOM", row.Home),
                ])
                await xml.WriteElementStringAsync(null, element, null, value);
            await xml.WriteEndElementAsync();
            await xml.WriteEndElementAsync();
        }
        await xml.WriteEndElementAsync();
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}

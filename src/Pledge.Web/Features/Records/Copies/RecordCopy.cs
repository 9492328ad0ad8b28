using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Plans;
using Pledge.Web.Data;
using Pledge.Web.Features.Documents;
using Pledge.Web.Features.Documents.Stores;
using Pledge.Web.Features.Notes;
using Pledge.Web.Features.Plans;
using Pledge.Web.Features.YoungPeople;

namespace Pledge.Web.Features.Records.Copies;

/// <summary>Puts together the file: pages, JSON and, where there are any, other files, as the row scope in force lets the young person see them.</summary>
public sealed class RecordCopy(RecordWords words, DocumentStores documents, PlanPdf plans)
{
    private const int PlansPrinted = 12;

    // Text as it is written, so that the file reads well in an editor; it is never put into a page.
    private static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private sealed record Named(Guid Id, string Name);

    private sealed record Promised(string Key, string Statement);

    /// <param name="reached">Hears of progress, in percent.</param>
    /// <returns>A ZIP archive.</returns>
    public async Task<byte[]> WriteAsync(PledgeDb db, YoungPersonId who, AccountId account, DateTimeOffset now, Func<int, Task> reached, CancellationToken ct)
    {
        var names = await db.Database.SqlQuery<Named>($"select id, display_name as name from pledge.staff_member").ToDictionaryAsync(row => row.Id, row => row.Name, ct);
        var promises = await db.Database.SqlQuery<Promised>(
            $"select distinct on (p.key) p.key, p.statement from pledge.promise p join pledge.edition e on e.id = p.edition_id order by p.key, e.number desc").ToDictionaryAsync(row => row.Key, row => row.Statement, ct);
        var book = new RecordBook(words, promises, names, new HashSet<Guid> { who.Value, account.Value });
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var json = new MemoryStream();
            await using var writer = new Utf8JsonWriter(json, Json);
            writer.WriteStartObject();
            writer.WriteString("made_at", now.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
            List<(RecordTable, int)> parts = [];
            HashSet<Guid> seen = [];
            foreach (var table in RecordTable.All)
            {
                var rows = await ReadAsync(db, table, who, ct);
                writer.WriteStartArray(table.ShortName);
                foreach (var row in rows)
                {
                    row.WriteTo(writer);
                    seen.UnionWith(row.EnumerateObject().Where(column => column.Value.ValueKind == JsonValueKind.String && Guid.TryParse(column.Value.GetString(), out _))
                        .Select(column => column.Value.GetGuid()));
                }
                writer.WriteEndArray();
                await AddAsync(zip, RecordBook.PathOf(table), book.PageOf(table, rows), ct);
                parts.Add((table, rows.Count));
                await reached(parts.Count * 90 / RecordTable.All.Count);
            }
            // The names behind the ids, of those only who are in the record.
            writer.WriteStartObject("staff");
            foreach (var (id, name) in names.Where(pair => seen.Contains(pair.Key)).OrderBy(pair => pair.Key))
                writer.WriteString(id.ToString(), name);
            writer.WriteEndObject();
            writer.WriteEndObject();
            await writer.FlushAsync(ct);
            await AddAsync(zip, "data/record.json", Encoding.UTF8.GetString(json.ToArray()), ct);
            await AddAsync(zip, "data/shape.txt", book.Shape(), ct);
            await AddAsync(zip, "index.html", book.Index(parts, [.. await AddPlansAsync(zip, db, who, now, ct), .. await AddDocumentsAsync(zip, db, who, ct)],
                await db.CountKeptBackFromMeAsync(ct), await db.CountDocumentsKeptFromMeAsync(ct), now), ct);
        }
        return file.ToArray();
    }

    /// <summary>The files of the latest versions that were shared.</summary>
    private async Task<List<string>> AddPlansAsync(ZipArchive zip, PledgeDb db, YoungPersonId who, DateTimeOffset now, CancellationToken ct)
    {
        List<string> paths = [];
        if (await db.FindPersonAsync(who, ct) is not { } person)
            return paths;
        foreach (var head in (await db.ListPlanHeadsAsync(who, ct)).Where(head => head.State is PlanState.Shared).OrderByDescending(head => head.Number).Take(PlansPrinted))
        {
            var print = new PlanPrint(await db.ReadPlanSheetAsync(who, head, ct), person.ShortName, LondonTime.DayOf(now));
            var file = await plans.PrintAsync(print, ct);
            if (file.IsRefused)
                break;
            paths.Add($"plans/{print.FileName}");
            var entry = zip.CreateEntry(paths[^1], CompressionLevel.Fastest);
            await using var stream = await entry.OpenAsync(ct);
            await stream.WriteAsync(file.Value, ct);
        }
        return paths;
    }

    /// <summary>Every document they can see, numbered, because two may have one name. One that is not in its place is left out; its row is in the copy all the same.</summary>
    private async Task<List<string>> AddDocumentsAsync(ZipArchive zip, PledgeDb db, YoungPersonId who, CancellationToken ct)
    {
        List<string> paths = [];
        foreach (var document in await db.Documents.AsNoTracking().Where(row => row.YoungPersonId == who).OrderBy(row => row.AddedAt).ThenBy(row => row.Id).ToListAsync(ct))
        {
            if (await documents.ReadAsync(db, document, ct) is not { } content)
                continue;
            paths.Add(string.Create(CultureInfo.InvariantCulture, $"documents/{paths.Count + 1:000}-{document.FileName}"));
            var entry = zip.CreateEntry(paths[^1], CompressionLevel.Fastest);
            await using var stream = await entry.OpenAsync(ct);
            await stream.WriteAsync(content, ct);
        }
        return paths;
    }

    private static async Task<List<JsonElement>> ReadAsync(PledgeDb db, RecordTable table, YoungPersonId who, CancellationToken ct)
    {
        // Names of tables and columns come from the list in the program, never from a request.
        var columns = table.Only is { } only ? $"jsonb_build_object({string.Join(", ", only.Select(column => $"'{column}', r.{column}"))})"
            : table.LeftOut.Count == 0 ? "to_jsonb(r)" : $"to_jsonb(r) - array[{string.Join(", ", table.LeftOut.Select(column => $"'{column}'"))}]";
        if (table.Added.Count > 0)
            columns = $"{columns} || jsonb_build_object({string.Join(", ", table.Added.Select(added => $"'{added.Column}', {added.Of}"))})";
        List<JsonElement> rows = [];
        var sql = $$"""select ({{columns}} - 'authority_id')::text as "Value" from {{table.Name}} r where {{table.Where}} order by {{table.OrderBy}}""";
        await foreach (var row in db.Database.SqlQueryRaw<string>(sql, who.Value).AsAsyncEnumerable().WithCancellation(ct))
        {
            using var document = JsonDocument.Parse(row);
            rows.Add(document.RootElement.Clone());
        }
        return rows;
    }

    private static async Task AddAsync(ZipArchive zip, string path, string text, CancellationToken ct)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Fastest);
        await using var stream = await entry.OpenAsync(ct);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
    }
}

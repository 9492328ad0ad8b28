using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Returns;
using Pledge.Web.Features.Imports;

namespace Pledge.Web.Features.DataSet;

/// <summary>Puts the columns that are read by until somebody has said what their values mean. The file itself is kept nowhere.</summary>
internal static class UploadStaging
{
    /// <summary>A list of 20,000 care leavers has about 4 MB.</summary>
    public const long MaxBytes = 20L * 1024 * 1024;

    private const int ChildMaxLength = 20, NameMaxLength = 200;

    private static readonly DataSetColumn[] Columns = Enum.GetValues<DataSetColumn>();

    /// <summary>Reads the file once, and writes it in two statements.</summary>
    /// <returns>The upload.</returns>
    /// <exception cref="UnreadableFileException">Not such a table.</exception>
    public static async Task<Guid> StageAsync(
        NpgsqlConnection connection, AuthorityId authority, AccountId by, string name, Stream content, DateOnly extractedOn, bool strict, DateTimeOffset now, CancellationToken ct)
    {
        await using var csv = await HeadedCsv.OpenAsync(content, MaxBytes, ct);
        var headings = csv.Headings.ToList();
        var child = headings.IndexOf(DataSetSpelling.Person.ToUpperInvariant());
        var places = Columns.Select(column => headings.IndexOf(DataSetSpelling.HeadingOf(column).ToUpperInvariant())).ToArray();
        if (child < 0 || places.All(place => place < 0))
            throw new UnreadableFileException("data-set-columns", 1, string.Join(", ", headings));

        List<int> lines = [];
        List<string> children = [];
        List<string?> faults = [], faultColumns = [];
        var values = Columns.Select(_ => new List<string>()).ToArray();
        while (await csv.ReadAsync(ct))
        {
            var spoiled = csv.Spoiled is not null;
            string At(int place) => spoiled || place < 0 ? "" : DataSetSpelling.Tidy(csv[place]);
            var row = places.Select(At).ToArray();
            var id = At(child).ToUpperInvariant();
            var tooLong = Array.FindIndex(row, value => value.Length > DataSetSpelling.MaxLength);
            var (fault, column) = csv.Spoiled is { } broken ? (broken, null)
                : id.Length == 0 ? ("child-missing", DataSetSpelling.Person)
                : id.Length > ChildMaxLength ? ("child-too-long", DataSetSpelling.Person)
                : tooLong >= 0 ? ("data-set-value-too-long", DataSetSpelling.HeadingOf(Columns[tooLong]))
                : ((string?)null, (string?)null);
            lines.Add(csv.Line);
            children.Add(Short(id));
            faults.Add(fault);
            faultColumns.Add(column);
            foreach (var (list, value) in values.Zip(row))
                list.Add(Short(value));
        }
        if (lines.Count == 0)
            throw new UnreadableFileException("file-only-heading");

        var upload = Guid.CreateVersion7();
        var published = CareLeaverList.SafeguardingDataSet.Columns.Select(column => column.Heading.ToUpperInvariant()).ToHashSet();
        await connection.RunAsync("""
            insert into pledge.data_set_upload (id, authority_id, extracted_on, strict, file, not_read, missing, uploaded_at, uploaded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, ct, upload, authority.Value, extractedOn, strict, NameOf(name), headings.Where(heading => !published.Contains(heading)).Select(Short).ToArray(),
            Columns.Where((_, i) => places[i] < 0).Select(DataSetSpelling.HeadingOf).ToArray(), now, by.Value);
        await connection.RunAsync("""
            insert into pledge.data_set_upload_row (authority_id, upload_id, line, child_id, eligibility, in_touch, home, suitable, activity, fault, fault_column)
            select $1, $2, r.* from unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[]) r
            """, ct, authority.Value, upload, lines.ToArray(), children.ToArray(), values[0].ToArray(), values[1].ToArray(), values[2].ToArray(), values[3].ToArray(), values[4].ToArray(),
            faults.ToArray(), faultColumns.ToArray());
        return upload;
    }

    private static string NameOf(string file) =>
        System.IO.Path.GetFileName(string.Concat(file.Where(c => !char.IsControl(c)))) is { Length: > 0 } name ? name[..Math.Min(name.Length, NameMaxLength)] : "?";

    private static string Short(string value) => value.Length > DataSetSpelling.MaxLength ? value[..DataSetSpelling.MaxLength] : value;
}

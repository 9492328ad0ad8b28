using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Returns;
using Pledge.Web.Data;
using Pledge.Web.Features.Imports;

namespace Pledge.Web.Features.DataSet;

/// <summary>A file that waits to be loaded.</summary>
/// <param name="NotRead">Headings that are none of the table's.</param>
/// <param name="Missing">Headings of the table that would be read and are not there.</param>
/// <param name="UploadedAt">UTC. A day later it is thrown away.</param>
public sealed record Upload(Guid Id, DateOnly ExtractedOn, bool Strict, string File, string[] NotRead, string[] Missing, DateTime UploadedAt, string? By, long Rows);

/// <summary>A spelling in a file.</summary>
/// <param name="Value">Tidy; upper and lower case as most rows have it.</param>
public sealed record Spelling(DataSetColumn Column, string Value, long Rows);

public static class UploadReads
{
    private const string Uploads = """
        select u.id, u.extracted_on, u.strict, u.file, u.not_read, u.missing, u.uploaded_at, s.display_name, (select count(*) from pledge.data_set_upload_row r where r.upload_id = u.id)
        from pledge.data_set_upload u left join pledge.staff_member s on s.id = u.uploaded_by
        """;

    /// <summary>Newest first. One statement.</summary>
    public static Task<List<Upload>> ListUploadsAsync(this PledgeDb db, CancellationToken ct) => db.Connection().ListAsync($"{Uploads} order by u.uploaded_at desc, u.id", Read, ct);

    /// <summary>One statement.</summary>
    /// <param name="held">Whether nobody else may load it or throw it away meanwhile.</param>
    /// <returns>Null when there is none in the caller's row scope.</returns>
    public static async Task<Upload?> FindUploadAsync(this PledgeDb db, Guid id, CancellationToken ct, bool held = false) =>
        (await db.Connection().ListAsync($"{Uploads} where u.id = $1 {(held ? "for update of u" : "")}", Read, ct, id)).SingleOrDefault();

    /// <summary>Every spelling of a file and how many rows have it, by column, most frequent first. One statement.</summary>
    public static async Task<IReadOnlyList<Spelling>> ListSpellingsAsync(this PledgeDb db, Guid upload, CancellationToken ct)
    {
        var written = await db.Connection().ListAsync("""
            select k.number, k.value, count(*)
            from pledge.data_set_upload_row r
            cross join lateral (values (0, r.eligibility), (1, r.in_touch), (2, r.home), (3, r.suitable), (4, r.activity)) as k (number, value)
            where r.upload_id = $1 and r.fault is null and k.value <> ''
            group by k.number, k.value order by k.number, count(*) desc, k.value
            """, row => new Spelling((DataSetColumn)row.GetInt32(0), row.GetString(1), row.GetInt64(2)), ct, upload);
        return [.. written.GroupBy(one => (one.Column, DataSetSpelling.KeyOf(one.Value))).Select(same => same.First() with { Rows = same.Sum(one => one.Rows) })
            .OrderBy(one => one.Column).ThenByDescending(one => one.Rows)];
    }

    public static Task<int> DeleteUploadAsync(this PledgeDb db, Guid id, CancellationToken ct) => db.Connection().RunAsync("delete from pledge.data_set_upload where id = $1", ct, id);

    private static Upload Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetFieldValue<DateOnly>(1), row.GetBoolean(2), row.GetString(3), row.GetFieldValue<string[]>(4), row.GetFieldValue<string[]>(5), row.GetDateTime(6),
        row.IsDBNull(7) ? null : row.GetString(7), row.GetInt64(8));
}

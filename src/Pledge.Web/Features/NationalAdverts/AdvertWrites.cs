using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Pledge.Web.Data;

namespace Pledge.Web.Features.NationalAdverts;

/// <summary>What a pass writes. Only the job's scope may.</summary>
internal static class AdvertWrites
{
    /// <summary>Closed adverts are forgotten after so many days, and passes too.</summary>
    public const int DaysKept = 60;

    private static readonly JsonSerializerOptions Columns = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    // Of the record's own properties, so that a column cannot be forgotten in one of the two lists.
    private static readonly string Given = string.Join(", ", typeof(NationalAdvert).GetProperties().Where(property => property.CanWrite).Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)));

    private static readonly string Keep = $"""
        insert into pledge.national_advert as a ({Given}, is_invented, content_hash, first_seen_at, changed_at, last_seen_at)
        select {Given}, false, content_hash, @at, @at, @at from jsonb_populate_recordset(null::pledge.national_advert, @adverts)
        on conflict (reference) do update set ({Given}, is_invented, content_hash, changed_at, closed_at, closed_because) =
            ({string.Join(", ", Given.Split(", ").Select(column => $"excluded.{column}"))}, false, excluded.content_hash, excluded.changed_at, null, null)
        where a.content_hash <> excluded.content_hash or (a.closed_at is not null and excluded.closes_on >= @today)
        returning a.reference, xmax = 0 as is_new
        """;

    private sealed record Kept(string Reference, bool IsNew);

    /// <param name="still">References of adverts that are there and cannot be read.</param>
    /// <param name="at">When the pass began.</param>
    /// <returns>How many are new, and how many of the others say something else than before.</returns>
    public static async Task<(int Added, int Changed)> KeepAdvertsAsync(
        this PledgeDb db, IReadOnlyList<(NationalAdvert Advert, IReadOnlyList<AdvertPlace> Places)> read, IReadOnlyList<string> still, DateTimeOffset at, DateOnly today, CancellationToken ct)
    {
        var now = at.ToUniversalTime();
        var adverts = JsonSerializer.Serialize(read.Select(one => JsonSerializer.SerializeToNode(one.Advert, Columns)!.AsObject() is var node ? With(node, HashOf(one.Advert, one.Places)) : null));
        var kept = await db.Database.SqlQueryRaw<Kept>(Keep,
            new NpgsqlParameter("adverts", NpgsqlDbType.Jsonb) { Value = adverts }, new NpgsqlParameter("at", now), new NpgsqlParameter("today", today)).ToListAsync(ct);

        string[] references = [.. read.Select(one => one.Advert.Reference), .. still], written = [.. kept.Select(one => one.Reference)];
        await db.Database.ExecuteSqlAsync($"update pledge.national_advert set last_seen_at = greatest(last_seen_at, {now}) where reference = any ({references})", ct);
        if (written.Length > 0)
        {
            var changed = written.ToHashSet(StringComparer.Ordinal);
            var places = JsonSerializer.Serialize(read.Where(one => changed.Contains(one.Advert.Reference)).SelectMany(one => one.Places), Columns);
            await db.Database.ExecuteSqlAsync($"delete from pledge.national_advert_place where reference = any ({written})", ct);
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into pledge.national_advert_place (reference, number, lines, town, outcode, place)
                select p.reference, p.number, p.lines, p.town, p.outcode, coalesce(p.place, (select point(o.easting, o.northing) from pledge.outcode o where o.outcode = p.outcode))
                from jsonb_populate_recordset(null::pledge.national_advert_place, {places}::jsonb) p
                """, ct);
        }
        var added = kept.Count(one => one.IsNew);
        return (added, kept.Count - added);
    }

    public static Task<int> CountOpenAdvertsAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<int>($"select count(*)::integer as \"Value\" from pledge.national_advert where closed_at is null and not is_invented").SingleAsync(ct);

    /// <summary>Closes what neither this pass nor the whole one before it has seen: when one advert ends and one comes between two pages, a third can be missed and the counts agree all the same.</summary>
    public static Task<int> CloseVanishedAdvertsAsync(this PledgeDb db, DateTimeOffset began, DateTimeOffset now, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        update pledge.national_advert set (closed_at, closed_because) = ({now.ToUniversalTime()}, 'vanished')
        where closed_at is null and not is_invented and last_seen_at < {began.ToUniversalTime()}
          and last_seen_at < (select max(p.started_at) from pledge.national_advert_pass p where p.result = 'whole')
        """, ct);

    public static Task AddPassAsync(this PledgeDb db, AdvertPass pass, string result, int closed, DateTimeOffset now, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        insert into pledge.national_advert_pass (id, started_at, ended_at, result, reason, pages, seen, added, changed, closed, unreadable)
        values ({Guid.CreateVersion7(now)}, {pass.StartedAt.ToUniversalTime()}, {now.ToUniversalTime()}, {result}, {pass.Trouble}, {pass.Pages}, {pass.Seen.Count}, {pass.Added}, {pass.Changed}, {closed}, {pass.Unreadable + pass.WithoutReference})
        """, ct);

    /// <summary>Closes what ended, forgets what was closed long ago, and finds places whose outcode is known by now.</summary>
    public static async Task ForgetOldAdvertsAsync(this PledgeDb db, DateTimeOffset at, DateOnly today, CancellationToken ct)
    {
        var now = at.ToUniversalTime();
        var before = now.AddDays(-DaysKept);
        await db.Database.ExecuteSqlAsync($"update pledge.national_advert set (closed_at, closed_because) = ({now}, 'expired') where closed_at is null and closes_on < {today}", ct);
        await db.Database.ExecuteSqlAsync($"delete from pledge.national_advert where closed_at < {before}", ct);
        await db.Database.ExecuteSqlAsync($"delete from pledge.national_advert_pass p where ended_at < {before} and exists (select from pledge.national_advert_pass n where n.result = p.result and n.ended_at > p.ended_at)", ct);
        await db.Database.ExecuteSqlAsync(
            $"update pledge.national_advert_place p set place = point(o.easting, o.northing) from pledge.outcode o where p.place is null and o.outcode = p.outcode", ct);
    }

    private static System.Text.Json.Nodes.JsonObject With(System.Text.Json.Nodes.JsonObject node, string hash)
    {
        node["content_hash"] = hash;
        return node;
    }

    private static string HashOf(NationalAdvert advert, IReadOnlyList<AdvertPlace> places) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes((object[])[advert, places], Columns)));
}

using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Opportunities;
using Pledge.Web.Data;

namespace Pledge.Web.Features.FindWork;

/// <summary>What somebody looks for among the posts of partner organisations. Null for any.</summary>
/// <param name="Kind">Kebab-case.</param>
/// <param name="Miles">How far at most from <paramref name="Near"/>; what is done from home is near everybody.</param>
/// <param name="Number">Of the page, from 1.</param>
/// <param name="Since">UTC instant after which what people see is new to them, and comes first.</param>
public sealed record WorkSearch(string? Words, string? Kind, string? Field, Place? Near, int? Miles, int Number, DateTimeOffset? Since = null);

/// <summary>A live post in the list.</summary>
/// <param name="IsOurs">Whether it is kept for the young people of the reader's authority, or was seen by them first.</param>
/// <param name="Metres">From where they look; null when one of the two is not known.</param>
public sealed record WorkLine(Guid Id, string OrganisationName, string Title, string Kind, int? PayPence, string PayUnit, bool IsRemote, string? Area, DateOnly ClosesOn, bool IsOurs, bool HasGuaranteedInterview, double? Metres, bool IsNew)
{
    /// <summary>As it may be told: a band, never the exact distance.</summary>
    public int? WithinMiles => Metres is { } metres ? new Reach(default, 0).WithinMiles(new Place((int)Math.Min(metres, 2_000_000), 0)) : null;
}

/// <summary>A post that somebody saved.</summary>
public sealed record SavedLine(Guid Id, string Title, string? OrganisationName, string? State, DateOnly? ClosesOn);

/// <summary>A search that somebody keeps, and how many of what it finds are new since they looked.</summary>
/// <param name="Near">An outcode.</param>
public sealed record KeptLine(Guid Id, string? Words, string? Kind, string? Field, string? Near, int? Miles, DateTimeOffset LookedAt, int NewOnes);

/// <summary>What young people and their workers see of posts. Row policies decide which: those of their authority, and those of others that are open to them today.</summary>
public static class FindWorkReads
{
    public const int PageSize = 20;

    private const int MostSaved = 200;

    /// <summary>Live posts <c>l</c>, in their narrow table, with how far they are <c>m</c> from what is looked for <c>s</c>, and since when people see them <c>n</c>.</summary>
    internal const string Posts = """
        pledge.live_opportunity l left join pledge.outcode c on c.outcode = l.outcode
        cross join lateral (select sqrt((c.easting - s.east)::double precision ^ 2 + (c.northing - s.north)::double precision ^ 2) as metres) m
        cross join lateral (select case when l.authority_id = (select pledge.authority()) then l.seen_from else l.others_seen_from end as seen_from) n
        """;

    /// <summary>Whether one of <see cref="Posts"/> is open and what is looked for. Only for words is what it says in full read.</summary>
    internal const string Fits = """
        l.closes_on >= @today and (s.kind is null or l.kind = s.kind) and (s.field is null or s.field = any (l.fields)) and (s.east is null or s.miles is null or l.is_remote or m.metres <= s.miles * 1609.344)
        and (s.words is null or l.organisation_words @@ websearch_to_tsquery('english', s.words)
            or exists (select from pledge.opportunity_version v where v.opportunity_id = l.opportunity_id and v.number = l.version and v.words @@ websearch_to_tsquery('english', s.words)))
        """;

    /// <summary>What is kept, as <see cref="Fits"/> asks for it.</summary>
    internal const string Kept = "select k.*, p.easting as east, p.northing as north from pledge.kept_search k left join pledge.outcode p on p.outcode = k.near where k.ended_at is null";

    /// <summary>One page, and one line more when there is a next one; what is new, then what is kept for them first.</summary>
    /// <returns>One statement, whatever is asked.</returns>
    public static Task<List<WorkLine>> FindWorkAsync(this PledgeDb db, WorkSearch search, DateOnly today, CancellationToken ct)
    {
        const string Sql = $"""
            select o.id, o.organisation_name, v.title, v.kind, v.pay_pence, v.pay_unit, v.is_remote, v.area, o.closes_on, k.is_ours, v.has_guaranteed_interview, k.metres, k.is_new
            from (select l.opportunity_id, l.closes_on, l.authority_id = (select pledge.authority()) and l.is_for_ours as is_ours, m.metres, coalesce(n.seen_from > s.since, false) as is_new
                  from (select @words as words, @kind as kind, @field as field, @east as east, @north as north, @miles as miles, @since as since) s cross join {Posts}
                  where {Fits} order by is_new desc, is_ours desc, m.metres nulls last, l.closes_on, l.opportunity_id limit @size offset @skip) k
            join pledge.opportunity o on o.id = k.opportunity_id join pledge.opportunity_version v on v.opportunity_id = o.id and v.number = o.published_version
            order by k.is_new desc, k.is_ours desc, k.metres nulls last, k.closes_on, k.opportunity_id
            """;
        return db.Database.SqlQueryRaw<WorkLine>(Sql,
            new NpgsqlParameter("today", today), OrNull("words", NpgsqlDbType.Text, string.IsNullOrWhiteSpace(search.Words) ? null : search.Words), OrNull("kind", NpgsqlDbType.Text, search.Kind), OrNull("field", NpgsqlDbType.Text, search.Field),
            OrNull("east", NpgsqlDbType.Integer, search.Near?.Easting), OrNull("north", NpgsqlDbType.Integer, search.Near?.Northing), OrNull("miles", NpgsqlDbType.Integer, search.Miles), OrNull("since", NpgsqlDbType.TimestampTz, search.Since?.UtcDateTime),
            new NpgsqlParameter("size", PageSize + 1), new NpgsqlParameter("skip", (search.Number - 1) * PageSize)).ToListAsync(ct);
    }

    /// <summary>What the young person who asks keeps, the latest first.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<KeptLine>> ListKeptAsync(this PledgeDb db, DateOnly today, CancellationToken ct) => db.Database.SqlQueryRaw<KeptLine>(
        $"""
        select s.id, s.words, s.kind, s.field, s.near, s.miles, s.looked_at, (select count(*)::integer from {Posts} where {Fits} and n.seen_from > s.looked_at) as new_ones
        from ({Kept} and k.young_person_id = (select pledge.young_person())) s order by s.kept_at desc, s.id
        """, new NpgsqlParameter("today", today)).ToListAsync(ct);

    /// <summary>A published post with its live version, also one that is over; null when there is none that the caller may see.</summary>
    public static async Task<(Opportunity Post, OpportunityVersion Live)?> ReadWorkAsync(this PledgeDb db, OpportunityId id, CancellationToken ct)
    {
        if (await db.Opportunities.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.PublishedVersion != null, ct) is not { } post)
            return null;
        var number = post.PublishedVersion;
        return (post, await db.OpportunityVersions.AsNoTracking().SingleAsync(row => row.OpportunityId == id && row.Number == number, ct));
    }

    /// <summary>What the young person who asks saved, the latest first, with where it stands; what they may not see any more keeps its title.</summary>
    /// <returns>One statement.</returns>
    public static Task<List<SavedLine>> ListSavedAsync(this PledgeDb db, CancellationToken ct) => db.Database.SqlQuery<SavedLine>(
        $"""
        select s.opportunity_id as id, s.title, o.organisation_name, o.state, o.closes_on
        from pledge.saved_opportunity s left join pledge.opportunity o on o.id = s.opportunity_id
        where s.young_person_id = (select pledge.young_person()) and s.ended_at is null order by s.saved_at desc, s.id limit {MostSaved}
        """).ToListAsync(ct);

    private static NpgsqlParameter OrNull(string name, NpgsqlDbType type, object? value) => new(name, type) { Value = value ?? DBNull.Value };
}

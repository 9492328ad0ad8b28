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
public sealed record WorkSearch(string? Words, string? Kind, string? Field, Place? Near, int? Miles, int Number);

/// <summary>A live post in the list.</summary>
/// <param name="IsOurs">Whether it is kept for the young people of the reader's authority, or was seen by them first.</param>
/// <param name="Metres">From where they look; null when one of the two is not known.</param>
public sealed record WorkLine(Guid Id, string OrganisationName, string Title, string Kind, int? PayPence, string PayUnit, bool IsRemote, string? Area, DateOnly ClosesOn, bool IsOurs, bool HasGuaranteedInterview, double? Metres)
{
    /// <summary>As it may be told: a band, never the exact distance.</summary>
    public int? WithinMiles => Metres is { } metres ? new Reach(default, 0).WithinMiles(new Place((int)Math.Min(metres, 2_000_000), 0)) : null;
}

/// <summary>A post that somebody saved.</summary>
public sealed record SavedLine(Guid Id, string Title, string? OrganisationName, string? State, DateOnly? ClosesOn);

/// <summary>What young people and their workers see of posts. Row policies decide which: those of their authority, and those of others that are open to them today.</summary>
public static class FindWorkReads
{
    public const int PageSize = 20;

    private const double MetresInMile = 1609.344;
    private const int MostSaved = 200;

    /// <summary>One page, and one line more when there is a next one; what is kept for them first.</summary>
    /// <returns>One statement, whatever is asked.</returns>
    public static Task<List<WorkLine>> FindWorkAsync(this PledgeDb db, WorkSearch search, DateOnly today, CancellationToken ct)
    {
        List<string> asked = ["o.state = 'live'", "o.closes_on >= @today"];
        if (!string.IsNullOrWhiteSpace(search.Words))
            asked.Add("(v.words @@ websearch_to_tsquery('english', @words) or to_tsvector('english', o.organisation_name) @@ websearch_to_tsquery('english', @words))");
        if (search.Kind is not null)
            asked.Add("v.kind = @kind");
        if (search.Field is not null)
            asked.Add("@field = any (v.fields)");
        if (search is { Near: not null, Miles: not null })
            asked.Add("(v.is_remote or m.metres <= @most)");
        var sql = $"""
            select o.id, o.organisation_name, v.title, v.kind, v.pay_pence, v.pay_unit, v.is_remote, v.area, o.closes_on, x.is_ours, v.has_guaranteed_interview, m.metres
            from pledge.opportunity o join pledge.opportunity_version v on v.opportunity_id = o.id and v.number = o.published_version
            left join pledge.outcode c on c.outcode = v.outcode
            cross join lateral (select sqrt((c.easting - @east)::double precision ^ 2 + (c.northing - @north)::double precision ^ 2) as metres) m
            cross join lateral (select o.authority_id = (select pledge.authority()) and v.audience in ('only', 'first') as is_ours) x
            where {string.Join(" and ", asked)}
            order by x.is_ours desc, m.metres nulls last, o.closes_on, o.id limit @size offset @skip
            """;
        return db.Database.SqlQueryRaw<WorkLine>(sql,
            new NpgsqlParameter("today", today), new NpgsqlParameter("words", search.Words ?? ""), new NpgsqlParameter("kind", search.Kind ?? ""), new NpgsqlParameter("field", search.Field ?? ""),
            OrNull("east", search.Near?.Easting), OrNull("north", search.Near?.Northing), new NpgsqlParameter("most", (search.Miles ?? 0) * MetresInMile),
            new NpgsqlParameter("size", PageSize + 1), new NpgsqlParameter("skip", (search.Number - 1) * PageSize)).ToListAsync(ct);
    }

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

    private static NpgsqlParameter OrNull(string name, int? value) => new(name, NpgsqlDbType.Integer) { Value = value ?? (object)DBNull.Value };
}

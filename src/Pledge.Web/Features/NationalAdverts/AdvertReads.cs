using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Web.Data;

namespace Pledge.Web.Features.NationalAdverts;

/// <summary>What somebody looks for.</summary>
/// <param name="From">Lowest course level, and <paramref name="To"/> the highest; null for any.</param>
/// <param name="Miles">How far at most from <paramref name="Near"/>; null for anywhere.</param>
public sealed record AdvertSearch(string? Words, Place? Near, int? Miles, int? From, int? To, bool NearestFirst, int Number);

/// <summary>An advert in the list.</summary>
/// <param name="Metres">From where they look to the nearest place of work; null when one of the two is not known.</param>
public sealed record AdvertLine(
    string Reference, string Title, string? Employer, string? Town, double? Metres, bool IsNational, int? Level, bool IsFoundation, string? WageKind, decimal? WageAmount, string? WageUnit, string? WageWords,
    DateOnly ClosesOn, bool IsInvented)
{
    /// <summary>As it may be told: a band, never the exact distance.</summary>
    public int? WithinMiles => Metres is { } metres ? new Reach(default, 0).WithinMiles(new Place((int)Math.Min(metres, 2_000_000), 0)) : null;
}

/// <summary>An advert with all it says.</summary>
public sealed record AdvertDetails(
    string Reference, string Title, string? Employer, string? Provider, string? Summary, string? Course, int? Level, bool IsFoundation, int? Positions, decimal? Hours, string? Duration,
    string? WageKind, decimal? WageAmount, string? WageUnit, string? WageWords, string? WorkingWeek, DateTimeOffset PostedAt, DateOnly ClosesOn, DateOnly? StartsOn, bool IsNational, string? NationalWords,
    bool IsDisabilityConfident, string? Work, string? Training, string? Afterwards, string? Consider, string? AboutEmployer, string[] Skills, string[] Qualifications, string? Address, bool IsInvented,
    DateTimeOffset LastSeenAt, DateTimeOffset? ClosedAt, string[] Places);

/// <summary>How the bringing of adverts is doing.</summary>
/// <param name="WholeAt">End of the last whole pass; null when there was none.</param>
/// <param name="LastAt">End of the last pass of any result.</param>
/// <param name="LastResult"><c>whole</c>, <c>partial</c>, <c>too-few</c> or <c>failed</c>.</param>
public sealed record AdvertHealth(DateTimeOffset? WholeAt, DateTimeOffset? LastAt, string? LastResult, string? LastReason, int Open)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(14);

    /// <summary>True when two passes in a row did not come whole.</summary>
    public bool IsLate(DateTimeOffset now) => WholeAt is null || now - WholeAt > Patience;
}

/// <summary>What people see of national adverts.</summary>
public static class AdvertReads
{
    public const int PageSize = 20;

    private const double MetresInMile = 1609.344;

    /// <summary>One page, and one line more when there is a next one, without what a partner organisation offers the caller itself. One statement, whatever is asked.</summary>
    public static Task<List<AdvertLine>> FindAdvertsAsync(this PledgeDb db, AdvertSearch search, DateOnly today, CancellationToken ct)
    {
        var isNear = search is { Near: not null, Miles: not null };
        List<string> asked = ["a.closed_at is null", "a.closes_on >= @today", "a.reference not in (select own.reference from own)"];
        if (!string.IsNullOrWhiteSpace(search.Words))
            asked.Add("a.words @@ websearch_to_tsquery('english', @words)");
        if (search.From is not null)
            asked.Add("a.level between @from and @to");
        var order = isNear && search.NearestFirst ? "k.near nulls last, k.posted_at desc, k.reference" : "k.posted_at desc, k.reference";
        // The box uses the index; the corners of it are left out afterwards. Adverts for the whole country come after those that are near.
        var near = """
            , n as materialized (
                select p.reference, min(p.place <-> point(@east, @north)) as metres from pledge.national_advert_place p
                where p.place <@ box(point(@east - @most, @north - @most), point(@east + @most, @north + @most)) group by p.reference having min(p.place <-> point(@east, @north)) <= @most
                union all
                select b.reference, null from pledge.national_advert b where b.is_national and b.closed_at is null)
            """;
        // Which ones are on the page is found without their long rows: only those that it shows are read whole.
        var sql = $"""
            with own as materialized (select t.reference from pledge.opportunity_twin t){(isNear ? near : "")}
            select a.reference, a.title, a.employer, p.town, p.metres, a.is_national, a.level, a.is_foundation, a.wage_kind, a.wage_amount, a.wage_unit, a.wage_words, a.closes_on, a.is_invented
            from (select * from (select a.reference, a.posted_at{(isNear ? ", n.metres as near" : "")} from pledge.national_advert a {(isNear ? "join n on n.reference = a.reference" : "")}
                  where {string.Join(" and ", asked)}) k order by {order} limit @size offset @skip) k
            join pledge.national_advert a on a.reference = k.reference
            left join lateral (select p.town, p.place <-> point(@east, @north) as metres from pledge.national_advert_place p where p.reference = a.reference order by 2 nulls last, p.number limit 1) p on true
            order by {order}
            """;
        return db.Database.SqlQueryRaw<AdvertLine>(sql,
            new NpgsqlParameter("today", today), new NpgsqlParameter("words", search.Words ?? ""), new NpgsqlParameter("from", search.From ?? 0), new NpgsqlParameter("to", search.To ?? search.From ?? 0),
            OrNull("east", search.Near?.Easting), OrNull("north", search.Near?.Northing), new NpgsqlParameter("most", (search.Miles ?? 0) * MetresInMile),
            new NpgsqlParameter("size", PageSize + 1), new NpgsqlParameter("skip", (search.Number - 1) * PageSize)).ToListAsync(ct);
    }

    /// <returns>Also one that has closed, while we have it; null when we do not.</returns>
    public static Task<AdvertDetails?> ReadAdvertAsync(this PledgeDb db, string reference, CancellationToken ct) => db.Database.SqlQuery<AdvertDetails>(
        $"""
        select a.*, array(select coalesce(p.lines, p.town, p.outcode) from pledge.national_advert_place p where p.reference = a.reference and coalesce(p.lines, p.town, p.outcode) is not null order by p.number) as places
        from pledge.national_advert a where a.reference = {reference}
        """).SingleOrDefaultAsync(ct);

    /// <summary>The live post of a partner organisation that is the same as this advert; null when the caller sees none.</summary>
    public static Task<Guid?> FindOwnPostAsync(this PledgeDb db, string reference, CancellationToken ct) => db.Database.SqlQuery<Guid?>(
        $"""select t.opportunity_id as "Value" from pledge.opportunity_twin t where t.reference = {reference} order by 1 limit 1""").SingleOrDefaultAsync(ct);

    /// <summary>The reference of the advert that is the same as this live post; null when there is none.</summary>
    public static Task<string?> FindNationalAsync(this PledgeDb db, OpportunityId post, CancellationToken ct) => db.Database.SqlQuery<string?>(
        $"""select t.reference as "Value" from pledge.opportunity_twin t where t.opportunity_id = {post.Value} order by 1 limit 1""").SingleOrDefaultAsync(ct);

    /// <summary>When all adverts were last brought whole; null when they never were.</summary>
    public static Task<DateTimeOffset?> LastWholePassAsync(this PledgeDb db, CancellationToken ct) =>
        db.Database.SqlQuery<DateTimeOffset?>($"select max(ended_at) as \"Value\" from pledge.national_advert_pass where result = 'whole'").SingleAsync(ct);

    /// <returns>One statement.</returns>
    public static Task<AdvertHealth> ReadAdvertHealthAsync(this PledgeDb db, CancellationToken ct) => db.Database.SqlQuery<AdvertHealth>(
        $"""
        select (select max(w.ended_at) from pledge.national_advert_pass w where w.result = 'whole') as whole_at, p.ended_at as last_at, p.result as last_result, p.reason as last_reason,
               (select count(*) from pledge.national_advert a where a.closed_at is null and not a.is_invented)::integer as open
        from (select 1) one left join (select * from pledge.national_advert_pass order by ended_at desc limit 1) p on true
        """).SingleAsync(ct);

    /// <summary>The outcode of where the young person who asks lives, as their record says; null when it does not.</summary>
    public static Task<string?> OwnOutcodeAsync(this PledgeDb db, DateOnly today, CancellationToken ct) => db.Database.SqlQuery<string?>(
        $"""
        select max(f.outcode) as "Value" from pledge.fact f
        where f.young_person_id = (select pledge.young_person()) and f.kind = 'home' and f.superseded_at is null and f.period_from <= {today} and (f.period_to is null or f.period_to > {today})
        """).SingleAsync(ct);

    private static NpgsqlParameter OrNull(string name, int? value) => new(name, NpgsqlDbType.Integer) { Value = value ?? (object)DBNull.Value };
}

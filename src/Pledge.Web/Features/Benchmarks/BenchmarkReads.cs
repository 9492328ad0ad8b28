using Microsoft.EntityFrameworkCore;
using Pledge.Domain.Indicators;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Benchmarks;

/// <summary>Published figures beside the caller's authority. They are public: whoever reads figures or the board may see them.</summary>
public static class BenchmarkReads
{
    private const string England = "E92000001";

    /// <summary>The indicator in the newest year that was published for England.</summary>
    /// <returns>Null where it is not published so, or nothing was imported. One statement.</returns>
    public static async Task<PublishedBeside?> ReadBenchmarksAsync(this PledgeDb db, Indicator indicator, CancellationToken ct) => (await db.ReadBenchmarksAsync([indicator], ct)).GetValueOrDefault(indicator.Code);

    /// <summary>The same of several, by their codes; without those that are not published so. One statement.</summary>
    public static async Task<IReadOnlyDictionary<string, PublishedBeside>> ReadBenchmarksAsync(this PledgeDb db, IEnumerable<Indicator> indicators, CancellationToken ct)
    {
        var asked = indicators.Where(indicator => indicator is { EnglandMeasure: not null, Ages: not null }).Select(indicator => (indicator.Code, Key: (Ages: indicator.Ages is AgeGroup.From17To18 ? "17-18" : "19-21", Measure: indicator.EnglandMeasure!))).ToList();
        if (asked.Count == 0)
            return new Dictionary<string, PublishedBeside>();
        var (ages, measures) = (asked.Select(one => one.Key.Ages).ToArray(), asked.Select(one => one.Key.Measure).ToArray());
        var rows = (await db.Database.SqlQuery<Row>(
            $"""
            with newest as (select b.ages, b.measure, max(b.year) as year from pledge.benchmark b join unnest({ages}, {measures}) w(ages, measure) using (ages, measure) where b.area = {England} group by 1, 2),
                 figure as (select b.* from pledge.benchmark b join newest n using (ages, measure, year)),
                 own as (select f.* from figure f where f.area = (select pledge.own_dfe_code())),
                 beside as (select o.ages, o.measure, o.year, n.rank, n.neighbour, n.name, n.set_on from pledge.benchmark_neighbour n join own o on o.number = n.number
                            where n.set_on = (select max(m.set_on) from pledge.benchmark_neighbour m where m.number = n.number))
            select o.ages, o.measure, 'own' as kind, 0 as rank, o.name, o.percent, o.symbol, o.year, null::date as set_on from own o
            union all select f.ages, f.measure, 'england', 0, f.name, f.percent, f.symbol, f.year, null from figure f where f.area = {England}
            union all select f.ages, f.measure, 'region', 0, f.name, f.percent, f.symbol, f.year, null from figure f join own o on o.region = f.area and o.ages = f.ages and o.measure = f.measure
            union all select b.ages, b.measure, 'neighbour', b.rank, b.name, f.percent, f.symbol, b.year, b.set_on from beside b left join figure f on f.number = b.neighbour and f.ages = b.ages and f.measure = b.measure
            order by kind, rank
            """).ToListAsync(ct)).ToLookup(row => (row.Ages, row.Measure));
        return asked.Where(one => rows.Contains(one.Key)).ToDictionary(one => one.Code, one => Beside([.. rows[one.Key]]));
    }

    private static PublishedBeside Beside(IReadOnlyList<Row> rows)
    {
        BenchmarkFigure? Of(string kind) => rows.Where(row => row.Kind == kind).Select(row => row.Figure()).FirstOrDefault();
        var neighbours = rows.Where(row => row.Kind == "neighbour").ToList();
        return new(rows[0].Year, Of("own"), Of("england"), Of("region"), neighbours.FirstOrDefault()?.SetOn, [.. neighbours.Select(row => row.Figure())]);
    }

    private sealed record Row(string Ages, string Measure, string Kind, int Rank, string Name, int? Percent, string? Symbol, int Year, DateOnly? SetOn)
    {
        public BenchmarkFigure Figure() => new(Name, Percent, Symbol);
    }
}

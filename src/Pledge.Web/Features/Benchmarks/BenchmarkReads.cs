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
    public static async Task<PublishedBeside?> ReadBenchmarksAsync(this PledgeDb db, Indicator indicator, CancellationToken ct)
    {
        if (indicator.EnglandMeasure is not { } measure || indicator.Ages is not { } group)
            return null;
        var ages = group is AgeGroup.From17To18 ? "17-18" : "19-21";
        var rows = await db.Database.SqlQuery<Row>(
            $"""
            with newest as (select max(year) as year from pledge.benchmark where ages = {ages} and measure = {measure} and area = {England}),
                 figure as (select b.* from pledge.benchmark b join newest n on n.year = b.year where b.ages = {ages} and b.measure = {measure}),
                 own as (select f.* from figure f where f.area = (select pledge.own_dfe_code())),
                 beside as (select n.* from pledge.benchmark_neighbour n join own o on o.number = n.number
                            where n.set_on = (select max(m.set_on) from pledge.benchmark_neighbour m where m.number = n.number))
            select 'own' as kind, 0 as rank, o.name, o.percent, o.symbol, o.year, null::date as set_on from own o
            union all select 'england', 0, f.name, f.percent, f.symbol, f.year, null from figure f where f.area = {England}
            union all select 'region', 0, f.name, f.percent, f.symbol, f.year, null from figure f join own o on o.region = f.area
            union all select 'neighbour', b.rank, b.name, f.percent, f.symbol, n.year, b.set_on from beside b cross join newest n left join figure f on f.number = b.neighbour
            order by kind, rank
            """).ToListAsync(ct);
        if (rows.Count == 0)
            return null;
        BenchmarkFigure? Of(string kind) => rows.Where(row => row.Kind == kind).Select(row => row.Figure()).FirstOrDefault();
        var neighbours = rows.Where(row => row.Kind == "neighbour").ToList();
        return new(rows[0].Year, Of("own"), Of("england"), Of("region"), neighbours.FirstOrDefault()?.SetOn, [.. neighbours.Select(row => row.Figure())]);
    }

    private sealed record Row(string Kind, int Rank, string Name, int? Percent, string? Symbol, int Year, DateOnly? SetOn)
    {
        public BenchmarkFigure Figure() => new(Name, Percent, Symbol);
    }
}

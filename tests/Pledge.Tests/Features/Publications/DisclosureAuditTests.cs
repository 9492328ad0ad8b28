using Pledge.Domain.Indicators;
using Pledge.Domain.Publications;
using Pledge.Web.Features.Publications;

namespace Pledge.Tests.Features.Publications;

public sealed class DisclosureAuditTests
{
    [Theory]
    [InlineData(0, "0-7", 0, 7)]
    [InlineData(7, "0-7", 0, 7)]
    [InlineData(8, "10", 8, 12)]
    [InlineData(12, "10", 8, 12)]
    [InlineData(13, "15", 13, 17)]
    [InlineData(722, "720", 718, 722)]
    public void A_number_is_told_to_the_nearest_five_and_a_few_only_as_that(int exact, string told, int least, int most)
    {
        Assert.Equal(told, Told.Of(exact).ToString());
        Assert.Equal((least, most), Told.Of(exact).Range);
        Assert.Equal(Told.Of(exact), Told.Stored(Told.Of(exact).Number));
    }

    [Fact]
    public void Every_figure_is_in_one_cohort_and_the_attacker_looks_at_it()
    {
        var facets = Cohort.All.SelectMany(cohort => cohort.Facets).Where(facet => !facet.IsOfTimes).SelectMany(facet => facet.Indicators);

        var codes = Indicator.All.Select(indicator => indicator.Code).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(codes, facets.Select(indicator => indicator.Code).Order(StringComparer.Ordinal));
        Assert.Equal(codes, Attacker.Cohorts.SelectMany(cohort => cohort).Order(StringComparer.Ordinal));
    }

    // 18 in work or learning is told as 20, 13 not as 15, and 32 of them as 30: for the one of whom nothing is known there is hardly any room left.
    [Fact]
    public void What_rounding_alone_would_give_away_is_left_out()
    {
        var day = new DateOnly(2026, 9, 30);
        FigureCell Cell(string activity, int people) => new(IndicatorFamily.Birthday, day, 17, "YES", activity, "U1", null, null, people);
        var exact = ExactFigure.Of(day, [Cell("F1", 18), Cell("G5", 13), Cell("0", 1)]);

        var withheld = DisclosureAudit.Withhold(exact, _ => false, CancellationToken.None);

        Assert.Equal([0, 1], Possible([]));
        Assert.Equal([CountKind.NotMet], withheld.Where(key => key.Indicator == "CL-EET-1718").Select(key => key.Kind));
        Assert.True(Possible(withheld).Count >= Told.FewestPossible);
    }

    private static List<int> Possible(HashSet<NumberKey> withheld)
    {
        IEnumerable<int> Of(CountKind kind, int count)
        {
            var (least, most) = withheld.Any(key => key.Indicator == "CL-EET-1718" && key.Kind == kind) ? (0, 60) : Told.Of(count).Range;
            return Enumerable.Range(least, most - least + 1);
        }

        return [.. (from met in Of(CountKind.Met, 18)
                    from notMet in Of(CountKind.NotMet, 13)
                    from unknown in Of(CountKind.NoInformation, 1)
                    where Of(CountKind.Base, 32).Contains(met + notMet + unknown)
                    select unknown).Distinct().Order()];
    }
}

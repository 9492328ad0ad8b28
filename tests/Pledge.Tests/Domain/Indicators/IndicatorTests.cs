using CsCheck;
using Pledge.Domain.Indicators;

namespace Pledge.Tests.Domain.Indicators;

public sealed class IndicatorTests
{
    // England, year ending 31 March 2025, as published, with people added who must not count.
    private static readonly FigureCell[] England =
    [
        Birthday(20, "YES", "F2", "U1", 20760),
        Birthday(20, "YES", "G5", "U1", 33810 - 20760),
        Birthday(20, "YES", "G4", "S2", 2040),
        Birthday(20, "NO", "0", "0", 2340),
        Birthday(20, "REFU", "G6", "G1", 100),
        Birthday(20, "NREQ", "G5", "H2", 100),
        Birthday(20, "NO", "0", "R", 50),
        Birthday(20, "DIED", "0", "0", 70),
        Birthday(20, "RHOM", "0", "0", 300),
        Birthday(17, "YES", "P4", "B1", 9430),
        Birthday(17, "YES", "G4", "B1", 4490),
        Birthday(17, "0", "0", "0", 880),
    ];

    [Fact]
    public void Suitable_homes_at_19_to_21_are_England_2025()
    {
        var result = Measure("CL-ACC-1921");
        Assert.Equal((33810, 2040, 2340, 38190), (result.Numerator, result.NotMet, result.NoInformation, result.Denominator));
        Assert.Equal(88.5, result.Percent!.Value, 1);
    }

    [Fact]
    public void Education_and_work_at_19_to_21_are_England_2025()
    {
        var result = Measure("CL-EET-1921");
        Assert.Equal((20760, 15290, 2390, 38440), (result.Numerator, result.NotMet, result.NoInformation, result.Denominator));
        Assert.Equal(54.0, result.Percent!.Value, 1);
    }

    [Fact]
    public void Those_of_17_and_18_are_apart()
    {
        Assert.Equal((9430, 14800), (Measure("CL-EET-1718").Numerator, Measure("CL-EET-1718").Denominator));
        Assert.Equal((13920, 14800), (Measure("CL-ACC-1718").Numerator, Measure("CL-ACC-1718").Denominator));
    }

    [Fact]
    public void The_published_percentages_follow_from_the_published_counts()
    {
        var withTotal = EnglandBenchmark.All.Where(figure => figure.Total is not null).ToList();
        Assert.Equal(63, withTotal.Count);
        Assert.Equal(73, EnglandBenchmark.All.Count);
        // Counts were rounded to 10 after the percentage was taken from them, so each stands for five more or fewer.
        Assert.All(withTotal, figure => Assert.InRange(
            figure.Percent, 100.0 * (figure.Count - 5) / (figure.Total!.Value + 5) - 0.5, 100.0 * (figure.Count + 5) / (figure.Total!.Value - 5) + 0.5));
        Assert.Equal([89, 91, 54, 64], new[] { "CL-ACC-1921", "CL-ACC-1718", "CL-EET-1921", "CL-EET-1718" }
            .Select(code => EnglandBenchmark.Latest(Indicator.Find(code)!)!.Percent));
    }

    [Fact]
    public void Nobody_has_no_percentage()
    {
        var result = Indicator.All[0].Measure([]);
        Assert.Equal((0, null, null), (result.Denominator, result.Percent, result.Interval));
    }

    [Theory]
    [InlineData(722, 850, 82.4, 87.2)]
    [InlineData(22, 25, 70.0, 95.8)]
    [InlineData(0, 1, 0.0, 79.3)]
    public void The_interval_is_Wilsons(int numerator, int denominator, double low, double high)
    {
        var interval = WilsonInterval.Of(numerator, denominator);
        Assert.Equal((low, high), (Math.Round(interval.Low, 1), Math.Round(interval.High, 1)));
    }

    [Fact]
    public void The_interval_holds_the_share() => Gen.Select(Gen.Int[1, 5000], Gen.Double[0, 1]).Sample((denominator, share) =>
    {
        var numerator = (int)(denominator * share);
        var interval = WilsonInterval.Of(numerator, denominator);
        Assert.InRange(100.0 * numerator / denominator, interval.Low - 1e-9, interval.High + 1e-9);
        Assert.InRange(interval.Low, 0, interval.High);
    });

    [Theory]
    [InlineData(90.0, 20, Rag.Green)]
    [InlineData(89.9, 20, Rag.Amber)]
    [InlineData(87.0, 20, Rag.Amber)]
    [InlineData(86.9, 20, Rag.Red)]
    [InlineData(95.0, 19, Rag.Grey)]
    [InlineData(null, 400, Rag.Grey)]
    public void A_target_is_rated_with_its_tolerance(double? percent, int people, Rag rag) => Assert.Equal(rag, new Target(90, 3).Rate(percent, people));

    [Theory]
    [InlineData(38.0, Rag.Green)]
    [InlineData(40.0, Rag.Amber)]
    [InlineData(41.1, Rag.Red)]
    public void Where_low_is_good_a_target_is_the_most(double percent, Rag rag) => Assert.Equal(rag, new Target(38, 3).Rate(percent, 20, Polarity.Low));

    [Fact]
    public void Nothing_is_rated_of_stale_data_or_without_anything_to_aim_for()
    {
        var result = Measure("CL-EET-1921");
        Assert.Equal(Rag.Green, Indicator.Find("CL-EET-1921")!.Rate(result, new(50, 1), isStale: false));
        Assert.Equal(Rag.Grey, Indicator.Find("CL-EET-1921")!.Rate(result, new(50, 1), isStale: true));
        Assert.Equal(Rag.Grey, Indicator.Find("CL-EET-1921")!.Rate(result, null, isStale: false));
        Assert.Equal(Rag.Grey, Indicator.Find("CL-2225")!.Rate(result, new(50, 1), isStale: false));
    }

    [Fact]
    public void Everybody_left_out_is_counted_by_reason()
    {
        Assert.Equal([("died", 70), ("returned-home", 300), ("abroad", 100), ("deported", 100), ("residence-not-known", 50)],
            Measure("CL-ACC-1921").Excluded.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal([("died", 70), ("returned-home", 300)], Measure("CL-EET-1921").Excluded.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void Being_out_of_touch_counts_only_where_nobody_knows_what_they_do()
    {
        var cells = new[] { Birthday(19, "NO", "0", "0", 4), Birthday(19, "NO", "F2", "U1", 3), Birthday(20, "YES", "0", "0", 2), Birthday(21, "0", "0", "0", 1), Birthday(21, "DIED", "0", "0", 9) };
        var result = Indicator.Find("CL-NIT-1921")!.Measure(cells);
        Assert.Equal((4, 5, 1, 10), (result.Met, result.NotMet, result.NoInformation, result.Denominator));
    }

    [Fact]
    public void The_old_code_of_work_does_not_tell_apprenticeships()
    {
        var result = Indicator.Find("CL-APP")!.Measure([Birthday(19, "YES", "F3", "0", 4), Birthday(19, "YES", "P4", "0", 3), Birthday(19, "YES", "G5", "0", 2)]);
        Assert.Equal((3, 2, 4), (result.Met, result.NotMet, result.NoInformation));
    }

    [Fact]
    public void Means_ratios_and_counts_have_their_own_value()
    {
        FigureCell Of(IndicatorFamily family, string outcome, int people, string? home = null) => new(family, new(2026, 11, 22), 19, null, null, home, outcome, null, people);

        var changes = Indicator.Find("CL-PA-CHG")!.Measure([Of(IndicatorFamily.Changes, "0", 6), Of(IndicatorFamily.Changes, "1", 3), Of(IndicatorFamily.Changes, "2", 1), Of(IndicatorFamily.Changes, "no-worker", 8)]);
        Assert.Equal((0.5, 10, 8), (changes.Value, changes.Base, changes.Excluded["no-worker"]));

        var load = Indicator.Find("CL-PA-LOAD")!.Measure([Of(IndicatorFamily.Load, "case", 50), Of(IndicatorFamily.Load, "worker", 2)]);
        Assert.Equal((25.0, 50, 2), (load.Value, load.Met, load.Base));

        var homes = Indicator.Find("CL-BB")!.Measure([Of(IndicatorFamily.Home, null!, 3, "W2"), Of(IndicatorFamily.Home, null!, 40, "U1"), Of(IndicatorFamily.Home, null!, 2, "0")]);
        Assert.Equal((3.0, 40, 2, 45), (homes.Value, homes.NotMet, homes.NoInformation, homes.Base));

        Assert.Null(Indicator.Find("CL-PA-LOAD")!.Measure([]).Value);
    }

    [Fact]
    public void The_catalogue_has_twenty_one_of_promises_there_are()
    {
        Assert.Equal(21, Indicator.All.Select(indicator => indicator.Code).Distinct().Count());
        Assert.All(Indicator.All.Select(indicator => indicator.Promise).OfType<string>(), promise => Assert.Contains(promise, Pledge.Domain.Promises.Edition.DefaultPledge.Select(wording => wording.Key)));
    }

    [Theory]
    [InlineData(101, 1, "target-out-of-range")]
    [InlineData(double.NaN, 1, "target-out-of-range")]
    [InlineData(90, -1, "tolerance-out-of-range")]
    [InlineData(90, 0, null)]
    public void A_target_is_checked(double value, double tolerance, string? refusal) => Assert.Equal(refusal, Target.Create(value, tolerance).Refusal?.Code);

    private static FigureCell Birthday(int age, string inTouch, string activity, string home, int people) =>
        new(IndicatorFamily.Birthday, new(2025, 3, 31), age, inTouch, activity, home, null, null, people);

    private static IndicatorResult Measure(string code) => Indicator.Find(code)!.Measure(England);
}

using CsCheck;
using Pledge.Domain.Indicators;

namespace Pledge.Tests.Domain.Indicators;

public sealed class IndicatorTests
{
    // England, year ending 31 March 2025, as published, with people added who must not count.
    private static readonly CohortCell[] England =
    [
        new(AgeGroup.From19To21, "YES", "F2", "U", true, 20760),
        new(AgeGroup.From19To21, "YES", "G5", "U", true, 33810 - 20760),
        new(AgeGroup.From19To21, "YES", "G4", "S", false, 2040),
        new(AgeGroup.From19To21, "NO", "0", "0", null, 2340),
        new(AgeGroup.From19To21, "REFU", "G6", "G", true, 100),
        new(AgeGroup.From19To21, "NREQ", "G5", "H", false, 100),
        new(AgeGroup.From19To21, "NO", null, "R", null, 50),
        new(AgeGroup.From19To21, "DIED", "0", "0", null, 70),
        new(AgeGroup.From19To21, "RHOM", "0", "0", null, 300),
        new(AgeGroup.From17To18, "YES", "P4", "B", true, 9430),
        new(AgeGroup.From17To18, "YES", "G4", "B", true, 4490),
        new(AgeGroup.From17To18, null, null, null, null, 880),
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
        Assert.Equal(30, withTotal.Count);
        Assert.Equal(40, EnglandBenchmark.All.Count);
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
    [InlineData(101, 1, "target-out-of-range")]
    [InlineData(double.NaN, 1, "target-out-of-range")]
    [InlineData(90, -1, "tolerance-out-of-range")]
    [InlineData(90, 0, null)]
    public void A_target_is_checked(double value, double tolerance, string? refusal) => Assert.Equal(refusal, Target.Create(value, tolerance).Refusal?.Code);

    private static IndicatorResult Measure(string code) => Indicator.Find(code)!.Measure(England);
}

using Pledge.Domain.People;

namespace Pledge.Tests.Domain.People;

public sealed class DbsCheckTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData(DbsLevel.Enhanced, "2026-11-22", "2026-11-23", null)]
    [InlineData(DbsLevel.EnhancedBarred, "2021-11-22", "2026-11-22", null)]
    [InlineData(null, "2026-01-01", null, "check-level-missing")]
    [InlineData(null, null, "2029-01-01", "check-level-missing")]
    [InlineData((DbsLevel)9, "2026-01-01", "2029-01-01", "check-level-missing")]
    [InlineData(DbsLevel.Basic, null, "2029-01-01", "check-issued-missing")]
    [InlineData(DbsLevel.Basic, "2026-11-23", "2029-01-01", "check-issued-in-future")]
    [InlineData(DbsLevel.Standard, "2026-01-01", null, "check-again-missing")]
    [InlineData(DbsLevel.Standard, "2026-01-01", "2026-01-01", "check-again-too-early")]
    [InlineData(DbsLevel.Standard, "2026-01-01", "2031-01-02", "check-again-too-late")]
    public void It_is_whole_or_not_there(DbsLevel? level, string? issued, string? again, string? refused) =>
        Assert.Equal(refused, new DbsCheck(level, Day(issued), Day(again)).Check(Today)?.Code);

    [Theory]
    [InlineData("2026-11-21", CheckState.RanOut)]
    [InlineData("2026-11-22", CheckState.RunsOut)]
    [InlineData("2027-01-21", CheckState.RunsOut)]
    [InlineData("2027-01-22", CheckState.Good)]
    [InlineData(null, CheckState.Good)]
    public void It_is_good_to_the_end_of_its_last_day(string? again, CheckState state) =>
        Assert.Equal(state, new DbsCheck(DbsLevel.Enhanced, new(2024, 1, 1), Day(again)).StateOn(Today));

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

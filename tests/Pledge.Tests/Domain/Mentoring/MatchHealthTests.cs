using Pledge.Domain.Mentoring;

namespace Pledge.Tests.Domain.Mentoring;

public sealed class MatchHealthTests
{
    private static readonly DateOnly First = new(2026, 1, 31);

    [Theory]
    [InlineData("2026-02-27", "")]
    [InlineData("2026-02-28", "YoungPerson 1, Mentor 1")]
    [InlineData("2026-05-01", "YoungPerson 3, Mentor 3")] // the later one stands for the one before it
    [InlineData("2027-02-01", "YoungPerson 12, Mentor 12")]
    public void Check_ins_are_due_with_each_side_after_one_three_six_and_twelve_months(string today, string due) =>
        Assert.Equal(due, Words(MatchHealth.CheckInsDue(First, [], DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture))));

    [Fact]
    public void One_that_was_done_with_one_side_is_still_due_with_the_other() =>
        Assert.Equal("Mentor 1", Words(MatchHealth.CheckInsDue(First, [(MatchSide.YoungPerson, 3)], new(2026, 3, 15))));

    [Theory]
    [InlineData(null, null, "2026-03-13", false)]
    [InlineData(null, null, "2026-03-14", true)] // 42 days after the first that was to be
    [InlineData("2026-02-20", null, "2026-04-02", false)]
    [InlineData("2026-02-20", null, "2026-04-03", true)]
    [InlineData("2026-02-20", "2026-05-01", "2026-05-20", false)] // a break counts as no silence
    public void Nobody_met_for_six_weeks(string? made, string? until, string today, bool isQuiet)
    {
        DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(isQuiet, MatchHealth.IsQuiet(MatchHealth.QuietSince(First, Day(made), Day(until)), Day(today)!.Value));
    }

    private static string Words(IEnumerable<DueCheckIn> due) => string.Join(", ", due.Select(one => $"{one.Side} {one.Months}"));
}

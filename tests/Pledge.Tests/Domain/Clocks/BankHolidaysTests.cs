using Pledge.Domain.Clocks;

namespace Pledge.Tests.Domain.Clocks;

public sealed class BankHolidaysTests
{
    [Theory]
    [InlineData("2026-11-27", true)]  // Friday
    [InlineData("2026-11-28", false)] // Saturday
    [InlineData("2026-12-25", false)] // Christmas Day
    [InlineData("2026-12-26", false)] // Boxing Day, a Saturday
    [InlineData("2026-12-28", false)] // its substitute
    [InlineData("2026-12-29", true)]
    [InlineData("2027-03-26", false)] // Good Friday
    public void Weekends_and_bank_holidays_are_not_worked(string day, bool worked) => Assert.Equal(worked, Day(day).IsWorkingDay());

    [Theory]
    [InlineData("2026-11-23", 3, "2026-11-26")]
    [InlineData("2026-11-26", 3, "2026-12-01")]
    [InlineData("2026-11-28", 1, "2026-11-30")]
    [InlineData("2026-12-23", 3, "2026-12-30")]
    [InlineData("2026-12-30", -3, "2026-12-23")]
    [InlineData("2026-12-23", 0, "2026-12-23")]
    public void Working_days_are_counted_from_the_day_after(string from, int count, string to)
    {
        Assert.Equal(Day(to), Day(from).AddWorkingDays(count));
        if (count >= 0)
            Assert.Equal(count, Day(from).WorkingDaysUntil(Day(to)));
    }

    [Fact]
    public void Nothing_lies_between_a_day_and_an_earlier_one() => Assert.Equal(0, Day("2026-12-23").WorkingDaysUntil(Day("2026-12-01")));

    [Fact]
    public void Every_year_has_its_eight_days_or_more_and_none_is_a_weekend()
    {
        Assert.All(BankHolidays.All.GroupBy(day => day.Year), year => Assert.InRange(year.Count(), 8, 10));
        Assert.All(BankHolidays.All, day => Assert.True(day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && BankHolidays.NameOf(day) is not null, $"{day}"));
    }

    [Fact]
    public void The_list_reaches_a_year_ahead() =>
        Assert.True(BankHolidays.KnownUntil >= DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date).AddYears(1), "Add the bank holidays that gov.uk has published since");

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}

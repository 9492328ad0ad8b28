using System.Globalization;
using Pledge.Domain;
using Pledge.Domain.Reminders;

namespace Pledge.Tests.Domain.Reminders;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("2026-11-23T10:00Z", "2026-11-23T10:00Z")]
    [InlineData("2026-11-23T08:59Z", "2026-11-23T09:00Z")]
    [InlineData("2026-11-23T20:00Z", "2026-11-24T09:00Z")]
    [InlineData("2026-03-28T21:00Z", "2026-03-29T08:00Z")] // the clocks go forward in between
    [InlineData("2026-10-24T20:30Z", "2026-10-25T09:00Z")] // and back
    [InlineData("2026-07-01T07:30Z", "2026-07-01T08:00Z")] // summer time
    [InlineData("2028-02-28T22:00Z", "2028-02-29T09:00Z")]
    public void What_comes_at_night_waits_for_the_morning(string at, string expected) =>
        Assert.Equal(At(expected), QuietHours.Usual.FirstMoment(At(at)));

    [Theory]
    [InlineData("2026-11-21T10:00Z", "2026-11-23T09:00Z")] // Saturday
    [InlineData("2026-12-24T21:00Z", "2026-12-29T09:00Z")] // Christmas, Boxing Day with its substitute, a weekend
    [InlineData("2026-11-23T10:00Z", "2026-11-23T10:00Z")]
    public void Work_waits_for_a_working_day(string at, string expected) =>
        Assert.Equal(At(expected), QuietHours.Usual.FirstMoment(At(at), workingDaysOnly: true));

    [Fact]
    public void No_instant_of_a_year_leads_into_the_night()
    {
        var hours = new QuietHours(new(7, 0), new(9, 30));
        for (var at = new DateTimeOffset(2028, 1, 1, 0, 0, 0, TimeSpan.Zero); at.Year == 2028; at = at.AddMinutes(37))
        {
            var first = hours.FirstMoment(at);
            var london = TimeOnly.FromDateTime(LondonTime.ToLondon(first).DateTime);
            Assert.True(first >= at && london >= hours.Opens && london < hours.Closes && hours.FirstMoment(first) == first, $"{at:O} leads to {first:O}");
        }
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

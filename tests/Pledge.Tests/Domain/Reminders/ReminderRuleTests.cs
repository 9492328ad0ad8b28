using Pledge.Domain.Clocks;
using Pledge.Domain.Reminders;

namespace Pledge.Tests.Domain.Reminders;

public sealed class ReminderRuleTests
{
    private static readonly DateOnly Due = new(2026, 12, 1);

    [Fact]
    public void Every_row_of_the_table_is_whole()
    {
        Assert.Equal(ReminderRule.All.Count, ReminderRule.All.Select(rule => (rule.Key, rule.To)).Distinct().Count());
        Assert.All(ReminderRule.All, rule =>
        {
            Assert.False(string.IsNullOrWhiteSpace(rule.Source));
            Assert.Equal(rule.IsPlanned, rule.Moments.Count > 0);
            Assert.False(rule is { IsFound: true, Clock: not null }, rule.Key);
            // What can be turned off is of a kind somebody chooses by, or stops with the rest; what a worker owes is neither.
            Assert.False(rule is { CanBeTurnedOff: false, Kind: not ReminderKind.Needed }, rule.Key);
            Assert.Equal(rule.Moments.Select(moment => moment.DayFor(Due)).Order(), rule.Moments.Select(moment => moment.DayFor(Due)));
            Assert.Equal(rule.Moments.Count, rule.Moments.Select(moment => moment.Key).Distinct().Count());
        });
        Assert.DoesNotContain(ReminderRule.All, rule => rule is { Clock: not null, To: ReminderAudience.Staff, CanBeTurnedOff: true });
    }

    [Fact]
    public void Every_duty_rises_when_nothing_is_done() =>
        Assert.DoesNotContain(ReminderRule.All, rule => rule is { Clock: { } clock, To: ReminderAudience.Staff } && Clock.Of(clock).Kind is ClockKind.Duty && rule.Moments[^1].Tells is ReminderStep.First);

    [Theory]
    [InlineData(-8, null)]
    [InlineData(-7, "before")]
    [InlineData(0, "before")]
    [InlineData(1, "late")]
    [InlineData(13, "late")]
    [InlineData(14, "manager")]
    [InlineData(28, "service")]
    [InlineData(34, "service")]
    [InlineData(35, null)]
    public void One_moment_at_a_time_and_the_next_makes_it_stale(int day, string? moment) =>
        Assert.Equal(moment, Rule("contact-due").CallsFor(Due, "x", Due.AddDays(day))?.Moment.Key);

    [Theory]
    [InlineData("2026-05-31", "2026-05-31", null)]
    [InlineData("2027-05-31", "2026-11-30", "six-months")]
    [InlineData("2027-05-31", "2027-02-28", "three-months")]
    [InlineData("2027-05-31", "2027-04-30", "one-month")]
    [InlineData("2027-05-31", "2027-05-28", null)]
    public void Months_are_calendar_months(string birthday, string today, string? moment) =>
        Assert.Equal(moment, Rule("turns-21").CallsFor(DateOnly.Parse(birthday, System.Globalization.CultureInfo.InvariantCulture), "x", DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture))?.Moment.Key);

    [Fact]
    public void Somebody_hears_of_the_window_of_the_return_on_every_day_it_is_open_and_on_no_other()
    {
        var facts = new ClockFacts(new(2007, 6, 15), Pledge.Domain.People.LegalStatus.FormerRelevant, null, null, null, null, null);
        for (var day = new DateOnly(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
        {
            var call = Rule("return-window-closes").CallsFor(facts.Read(ClockRule.ReturnWindowCloses, day, []), default, day);
            Assert.Equal(day < new DateOnly(2026, 3, 15) || day > new DateOnly(2026, 7, 15) ? null : day < new DateOnly(2026, 7, 1) ? "open" : "closing", call?.Moment.Key);
        }
    }

    /// <summary>What a query is asked for holds every due day that calls for something.</summary>
    [Fact]
    public void The_days_that_are_looked_at_are_enough()
    {
        for (var today = new DateOnly(2028, 1, 1); today.Year == 2028; today = today.AddDays(1))
        {
            foreach (var rule in ReminderRule.All.Where(rule => rule.Moments.Count > 0))
            {
                var (from, to) = rule.DueDaysFor(today);
                foreach (var outside in new[] { from.AddDays(-1), from.AddDays(-2), from.AddDays(-3), to.AddDays(1), to.AddDays(2), to.AddDays(3) })
                    Assert.Null(rule.CallsFor(outside, "x", today));
            }
        }
    }

    private static ReminderRule Rule(string key) => ReminderRule.Find(key, toYoungPerson: false)!;
}

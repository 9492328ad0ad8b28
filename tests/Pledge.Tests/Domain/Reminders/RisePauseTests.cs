using Pledge.Domain;
using Pledge.Domain.Reminders;

namespace Pledge.Tests.Domain.Reminders;

public sealed class RisePauseTests
{
    private static readonly DateOnly Due = new(2026, 12, 1);
    private static readonly Matter Matter = new("x", Due);
    private static readonly ReminderRule Unanswered = ReminderRule.Find("message-unanswered", toYoungPerson: false)!; // due 0, late 1, manager 4, service 11, stale after 7 more

    [Theory]
    [InlineData(2, "late")] // the worker still hears
    [InlineData(4, "late")]
    [InlineData(8, "late")]
    [InlineData(11, "late")] // the last day of the pause
    [InlineData(13, "late")]
    [InlineData(14, "manager")] // the ten days of the pause later
    [InlineData(20, "manager")]
    [InlineData(21, "service")]
    [InlineData(27, "service")]
    [InlineData(28, null)]
    public void What_was_not_reached_waits_as_many_days_as_the_pause_has(int day, string? moment) =>
        Assert.Equal(moment, Unanswered.CallsFor(Due, "x", Due.AddDays(day), Holds(Paused(2, 11)))?.Moment.Key);

    [Theory]
    [InlineData(5, "manager")]
    [InlineData(6, null)] // nothing more is sent, not even what was called for
    [InlineData(11, null)]
    [InlineData(15, null)]
    [InlineData(16, "manager")]
    [InlineData(21, "service")]
    public void A_step_that_was_reached_is_not_sent_during_the_pause_and_holds_after_it(int day, string? moment) =>
        Assert.Equal(moment, Unanswered.CallsFor(Due, "x", Due.AddDays(day), Holds(Paused(6, 15)))?.Moment.Key);

    [Fact]
    public void The_newest_word_holds_and_a_pause_that_was_ended_counts_as_long_as_it_lasted()
    {
        var first = Paused(2, 20);
        var holds = Holds(first, first.Ended(At(5), default), Paused(8, 9));

        Assert.Equal([new RiseHold(Due.AddDays(2), Due.AddDays(4)), new(Due.AddDays(8), Due.AddDays(9))], holds.Of(Unanswered, Matter.About, Matter.Due));
        Assert.Equal(5, holds.MostDays);
        // The manager's day was the fourth, came three later, and was there before the second pause; the service's waits for both.
        Assert.Equal("manager", Unanswered.CallsFor(Due, "x", Due.AddDays(7), holds)!.Moment.Key);
        Assert.Equal("manager", Unanswered.CallsFor(Due, "x", Due.AddDays(15), holds)!.Moment.Key);
        Assert.Equal("service", Unanswered.CallsFor(Due, "x", Due.AddDays(16), holds)!.Moment.Key);
        Assert.Null(Holds(first, first.Ended(At(2), default)).InForce("message-unanswered", Matter, Due.AddDays(2)));
        Assert.Equal(first, Holds(first).InForce("message-unanswered", Matter, Due.AddDays(20)));
        Assert.Null(Holds(first).InForce("message-unanswered", Matter, Due.AddDays(21)));
    }

    [Fact]
    public void Another_day_another_rule_and_another_thing_are_other_matters()
    {
        var holds = Holds(Paused(2, 11));

        Assert.Equal("manager", Unanswered.CallsFor(Due, "y", Due.AddDays(4), holds)!.Moment.Key);
        Assert.Equal("manager", Unanswered.CallsFor(Due.AddDays(1), "x", Due.AddDays(5), holds)!.Moment.Key);
        Assert.Equal("manager", ReminderRule.Find("correction-due", toYoungPerson: false)!.CallsFor(Due, "x", Due.AddDays(4), holds)!.Moment.Key);
    }

    /// <summary>Day by day it is the same as told in advance.</summary>
    [Fact]
    public void What_comes_next_is_what_is_called_for_when_its_day_comes()
    {
        foreach (var rule in ReminderRule.All.Where(rule => rule.Moments.Count > 0))
        {
            var holds = rule is { Rises: true, CanBePaused: true } ? new RiseHolds([Pause(rule, -2, 6), Pause(rule, 9, 12)]) : new RiseHolds([]);
            for (var today = Due.AddDays(-400); today < Due.AddDays(80); today = today.AddDays(1))
            {
                foreach (var (on, moment) in rule.MomentsAfter(Due, "x", today, holds))
                {
                    Assert.True(on > today, $"{rule.Key} {moment.Key}");
                    Assert.Equal(moment, rule.CallsFor(Due, "x", on, holds)?.Moment);
                    Assert.False(rule.WorkingDaysOnly && on.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday, $"{rule.Key} {on}");
                }
            }
            Assert.Equal(rule.Moments, rule.MomentsAfter(Due, "x", Due.AddYears(-2), holds).Select(next => next.Moment));
        }
    }

    [Fact]
    public void It_has_risen_as_far_as_the_last_day_that_came()
    {
        Assert.Null(Unanswered.Reached(Due, "x", Due.AddDays(-1)));
        Assert.Equal("late", Unanswered.Reached(Due, "x", Due.AddDays(3))!.Key);
        Assert.Equal("late", Unanswered.Reached(Due, "x", Due.AddDays(5), Holds(Paused(2, 11)))!.Key);
        Assert.Equal("service", Unanswered.Reached(Due, "x", Due.AddDays(300))!.Key);
    }

    [Theory]
    [InlineData(0, "Away", "pause-ends-too-early")]
    [InlineData(29, "Away", "rise-pause-too-long")]
    [InlineData(28, " ", "pause-reason-missing")]
    public void What_cannot_be_is_refused(int days, string reason, string code) =>
        Assert.Equal(code, RisePause.Create(default, default, Unanswered, Matter, Due.AddDays(days), reason, At(0), default).Refusal!.Code);

    [Fact]
    public void A_rule_that_nobody_further_hears_of_cannot_be_paused() =>
        Assert.Throws<ArgumentException>(() => RisePause.Create(default, default, ReminderRule.Find("plan-waiting", toYoungPerson: false)!, Matter, Due.AddDays(2), "Away", At(0), default));

    [Theory]
    [InlineData("a:b:2026-12-01", "a:b")]
    [InlineData("a:2026-12-01", "a")]
    [InlineData(":2026-12-01", null)]
    [InlineData("a:2026-13-01", null)]
    [InlineData("2026-12-01", null)]
    [InlineData("", null)]
    public void A_matter_is_written_and_read(string text, string? about)
    {
        Assert.Equal(about is not null, Matter.TryParse(text, out var matter));
        Assert.Equal(about, matter.About);
        Assert.Equal(about is null ? null : text, about is null ? null : matter.ToString());
        Assert.Equal(about is null ? null : matter, Matter.OfOccurrence(text + ":late"));
    }

    private static RiseHolds Holds(params RisePause[] said) => new(said);

    private static RisePause Paused(int from, int until) => Pause(Unanswered, from, until);

    private static RisePause Pause(ReminderRule rule, int from, int until) =>
        RisePause.Create(default, default, rule, Matter, Due.AddDays(until), "Away", At(from), default).Value!;

    private static DateTimeOffset At(int day) => LondonTime.At(Due.AddDays(day), new(10, 0));
}

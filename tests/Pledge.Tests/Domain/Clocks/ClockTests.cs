using System.Globalization;
using CsCheck;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.People;

namespace Pledge.Tests.Domain.Clocks;

public sealed class ClockTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    [Fact]
    public void Every_rule_is_in_the_table_once_with_its_sources()
    {
        Assert.Equal(Enum.GetValues<ClockRule>(), Clock.All.Select(clock => clock.Rule));
        Assert.All(Clock.All, clock => Assert.All([clock.LawSource, clock.LocalSource], source => Assert.NotEmpty(source)));
    }

    [Theory]
    [InlineData(LegalStatus.Eligible, 17, "2026-03-29")]
    [InlineData(LegalStatus.Relevant, 17, "2026-03-29")]
    [InlineData(LegalStatus.FormerRelevant, 20, "2026-03-29")]
    [InlineData(LegalStatus.FormerRelevant, 21, "2027-02-01")]
    [InlineData(LegalStatus.Qualifying, 19, null)]
    [InlineData(LegalStatus.None, 25, null)]
    public void The_local_standard_follows_status_and_age(LegalStatus status, int age, string? due)
    {
        var reading = ContactDue.Read(status, age, new DateOnly(2026, 2, 1), null, councilProvidesHome: false, []);
        Assert.Equal(due is null ? null : Day(due), reading.DueOn);
        Assert.Null(reading.LawDueOn);
        Assert.Equal(due is null, reading.State(Today) is ClockState.NotStarted);
    }

    [Fact]
    public void The_earlier_of_law_and_local_standard_counts()
    {
        var slack = ClockSetting.Create(AuthorityId.New(), ClockRule.ContactDue, ClockBand.FormerRelevantUnder21, ClockInterval.OfDays(84)).Value!;
        var reading = ContactDue.Read(LegalStatus.FormerRelevant, 19, new DateOnly(2025, 12, 31), null, councilProvidesHome: true, [slack]);
        Assert.Equal(new DateOnly(2026, 2, 28), reading.LawDueOn);
        Assert.Equal(new DateOnly(2026, 3, 25), reading.LocalDueOn);
        Assert.Equal(reading.LawDueOn, reading.DueOn);
        Assert.Equal(["clock-from-last-contact", "clock-law-months", "clock-local-days"], reading.Working.Select(step => step.Code));

        Assert.Equal(new DateOnly(2026, 2, 25), ContactDue.Read(LegalStatus.FormerRelevant, 19, new DateOnly(2025, 12, 31), null, true, []).DueOn);
    }

    [Fact]
    public void Without_a_contact_it_counts_from_the_start_and_without_a_start_not_at_all()
    {
        var reading = ContactDue.Read(LegalStatus.Relevant, 17, null, new DateOnly(2026, 1, 1), false, []);
        Assert.Equal((new DateOnly(2026, 2, 26), "clock-from-start"), (reading.DueOn, reading.Working[0].Code));
        Assert.Null(ContactDue.Read(LegalStatus.Relevant, 17, null, null, false, []).DueOn);
    }

    [Theory]
    [InlineData("2025-08-31", "2026-02-28")]
    [InlineData("2023-08-31", "2024-02-29")]
    [InlineData("2024-02-29", "2024-08-29")]
    [InlineData("2025-03-30", "2025-09-30")] // the clocks go forward
    [InlineData("2025-10-26", "2026-04-26")] // the clocks go back
    public void Six_months_are_calendar_months(string start, string due) =>
        Assert.Equal(Day(due), PlanReviewDue.Read(LegalStatus.FormerRelevant, 19, Day(start), null, []).DueOn);

    [Theory]
    [InlineData("2026-01-29", "2026-03-26")] // across the change in spring: still 56 days
    [InlineData("2025-10-01", "2025-11-26")] // across the change in autumn
    [InlineData("2024-02-01", "2024-03-28")] // across a leap day
    public void Eight_weeks_are_56_days(string start, string due) =>
        Assert.Equal(Day(due), ContactDue.Read(LegalStatus.FormerRelevant, 19, Day(start), null, false, []).DueOn);

    [Fact]
    public void A_contact_made_close_to_midnight_counts_on_its_London_day()
    {
        var lateOnTheDayClocksChange = new DateTimeOffset(2026, 3, 29, 23, 30, 0, TimeSpan.Zero); // half past midnight in London
        var start = LondonTime.DayOf(lateOnTheDayClocksChange);
        Assert.Equal(new DateOnly(2026, 5, 25), ContactDue.Read(LegalStatus.Relevant, 17, start, null, false, []).DueOn);
    }

    [Fact]
    public void Someone_born_on_29_February_is_21_from_1_March()
    {
        var born = new DateOnly(2004, 2, 29);
        ClockBand BandOn(DateOnly day) => Clock.BandOf(LegalStatus.FormerRelevant, LondonTime.AgeOn(born, day));
        Assert.Equal(ClockBand.FormerRelevantUnder21, BandOn(new DateOnly(2025, 2, 28)));
        Assert.Equal(ClockBand.FormerRelevantFrom21, BandOn(new DateOnly(2025, 3, 1)));
    }

    [Theory]
    [InlineData("2025-01-01", "2024-12-01", "2025-07-01", "clock-from-plan-start")]
    [InlineData("2025-01-01", "2025-05-01", "2025-11-01", "clock-from-last-review")]
    public void A_review_counts_only_when_it_is_of_this_plan(string plan, string review, string due, string step)
    {
        var reading = PlanReviewDue.Read(LegalStatus.FormerRelevant, 19, Day(plan), Day(review), []);
        Assert.Equal((Day(due), step), (reading.DueOn, reading.Working[0].Code));
    }

    [Fact]
    public void No_plan_is_not_started() =>
        Assert.Equal(ClockState.NotStarted, PlanReviewDue.Read(LegalStatus.Relevant, 17, null, Today, []).State(Today));

    [Theory]
    [InlineData(-1, ClockState.Overdue, 1)]
    [InlineData(0, ClockState.DueThisWeek, 0)]
    [InlineData(6, ClockState.DueThisWeek, 0)]
    [InlineData(7, ClockState.Fine, 0)]
    public void The_state_follows_the_days_left(int daysLeft, ClockState state, int late)
    {
        var reading = ContactDue.Read(LegalStatus.Relevant, 17, Today.AddDays(daysLeft - 56), null, false, []);
        Assert.Equal((state, late), (reading.State(Today), reading.DaysLate(Today)));
    }

    [Fact]
    public void A_stricter_standard_never_makes_it_due_later() => Gen.Select(Gen.Int[0, 20000], Gen.Int[1, 366], Gen.Bool).Sample((day, days, provided) =>
    {
        var setting = ClockSetting.Create(default, ClockRule.ContactDue, ClockBand.Relevant, ClockInterval.OfDays(days)).Value!;
        var start = new DateOnly(2000, 1, 1).AddDays(day);
        var reading = ContactDue.Read(LegalStatus.Relevant, 17, start, null, provided, [setting]);
        Assert.Equal(start.AddDays(days), reading.LocalDueOn);
        Assert.Equal(provided && start.AddMonths(2) < start.AddDays(days) ? start.AddMonths(2) : start.AddDays(days), reading.DueOn);
    });

    [Theory]
    [InlineData(ClockBand.None, 56, 0, "clock-band-has-no-clock")]
    [InlineData(ClockBand.Relevant, 0, 0, "clock-interval-out-of-range")]
    [InlineData(ClockBand.Relevant, 367, 0, "clock-interval-out-of-range")]
    [InlineData(ClockBand.Relevant, 0, 13, "clock-interval-out-of-range")]
    [InlineData(ClockBand.Relevant, 1, 1, "clock-interval-out-of-range")]
    [InlineData(ClockBand.Relevant, 0, 12, null)]
    public void A_setting_is_checked(ClockBand band, int days, int months, string? refusal) =>
        Assert.Equal(refusal, ClockSetting.Create(default, ClockRule.ContactDue, band, new(days, months)).Refusal?.Code);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

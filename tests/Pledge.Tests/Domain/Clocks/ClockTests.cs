using System.Globalization;
using System.Resources;
using CsCheck;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.People;
using Pledge.Web.Features.Shared;

namespace Pledge.Tests.Domain.Clocks;

public sealed class ClockTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    private static readonly ResourceManager Words = new(typeof(WorkingText));

    [Fact]
    public void Every_rule_is_in_the_table_once_with_a_source_and_with_words()
    {
        Assert.Equal(Enum.GetValues<ClockRule>(), Clock.All.Select(clock => clock.Rule));
        Assert.All(Clock.All, clock =>
        {
            Assert.NotEmpty(clock.LawSource + clock.LocalSource);
            Assert.Equal(clock, Clock.Of(clock.Rule));
            Assert.False(clock.Law is not null && clock.LawSource is null);
            foreach (var kind in new[] { "Starts", "Stops" })
                Assert.NotNull(Words.GetString($"Clock{kind}_{clock.Key}", CultureInfo.InvariantCulture));
        });
        Assert.Equal("first-visit-due", Clock.Of(ClockRule.FirstVisitDue).Key);
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
        var reading = Contact(status, age, Day("2026-02-01"), null, []);
        Assert.Equal(due is null ? null : Day(due), reading.DueOn);
        Assert.Null(reading.LawDueOn);
        Assert.Equal(due is null, reading.State(Today) is ClockState.NotStarted);
    }

    [Fact]
    public void The_earlier_of_law_and_local_standard_counts()
    {
        ClockReading Visit(int days)
        {
            var setting = ClockSetting.Create(AuthorityId.New(), ClockRule.VisitDue, ClockBand.Relevant, ClockInterval.OfDays(days)).Value!;
            return Provided(LegalStatus.Relevant, moved: "2025-12-20", visited: "2025-12-31").Read(ClockRule.VisitDue, Today, [setting]);
        }

        Assert.Equal((Day("2026-02-28"), Day("2026-03-25"), Day("2026-02-28")), (Visit(84).LawDueOn!.Value, Visit(84).LocalDueOn!.Value, Visit(84).DueOn!.Value));
        Assert.Equal(Day("2026-02-25"), Visit(56).DueOn);
        Assert.Equal(["clock-from-move", "clock-from-last-visit", "clock-law-months", "clock-local-days"], Visit(84).Working.Select(step => step.Code));
    }

    [Fact]
    public void Without_a_contact_it_counts_from_the_start_and_without_a_start_not_at_all()
    {
        var reading = Contact(LegalStatus.Relevant, 17, null, Day("2026-01-01"), []);
        Assert.Equal((Day("2026-02-26"), "clock-from-start"), (reading.DueOn, reading.Working[0].Code));
        Assert.Null(Contact(LegalStatus.Relevant, 17, null, null, []).DueOn);
    }

    [Theory]
    [InlineData("2025-08-31", "2026-02-28")]
    [InlineData("2023-08-31", "2024-02-29")]
    [InlineData("2024-02-29", "2024-08-29")]
    [InlineData("2025-03-30", "2025-09-30")] // the clocks go forward
    [InlineData("2025-10-26", "2026-04-26")] // the clocks go back
    public void Six_months_are_calendar_months(string start, string due) => Assert.Equal(Day(due), Review(Day(start), null).DueOn);

    [Theory]
    [InlineData("2026-01-29", "2026-03-26")] // across the change in spring: still 56 days
    [InlineData("2025-10-01", "2025-11-26")] // across the change in autumn
    [InlineData("2024-02-01", "2024-03-28")] // across a leap day
    public void Eight_weeks_are_56_days(string start, string due) => Assert.Equal(Day(due), Contact(LegalStatus.FormerRelevant, 19, Day(start), null, []).DueOn);

    [Fact]
    public void A_contact_made_close_to_midnight_counts_on_its_London_day()
    {
        var lateOnTheDayClocksChange = new DateTimeOffset(2026, 3, 29, 23, 30, 0, TimeSpan.Zero); // half past midnight in London
        var start = LondonTime.DayOf(lateOnTheDayClocksChange);
        Assert.Equal(Day("2026-05-25"), Contact(LegalStatus.Relevant, 17, start, null, []).DueOn);
    }

    [Fact]
    public void Someone_born_on_29_February_is_21_from_1_March()
    {
        var born = new DateOnly(2004, 2, 29);
        ClockBand BandOn(DateOnly day) => Clock.BandOf(LegalStatus.FormerRelevant, LondonTime.AgeOn(born, day));
        Assert.Equal(ClockBand.FormerRelevantUnder21, BandOn(new DateOnly(2025, 2, 28)));
        Assert.Equal(ClockBand.FormerRelevantFrom21, BandOn(new DateOnly(2025, 3, 1)));

        var facts = new ClockFacts(born, LegalStatus.FormerRelevant, null, null, null, null, null);
        Assert.Equal(new DateOnly(2025, 3, 1), facts.Read(ClockRule.Turns21, new DateOnly(2025, 2, 28), []).DueOn);
        Assert.Equal("clock-only-21-to-24", facts.Read(ClockRule.YearlyOfferDue, new DateOnly(2025, 2, 28), []).Working[0].Code);
        Assert.Equal(new DateOnly(2026, 3, 1), facts.Read(ClockRule.YearlyOfferDue, new DateOnly(2025, 3, 1), []).DueOn);
    }

    [Theory]
    [InlineData("2025-01-01", "2024-12-01", "2025-07-01", "clock-from-plan-start")]
    [InlineData("2025-01-01", "2025-05-01", "2025-11-01", "clock-from-last-review")]
    public void A_review_counts_only_when_it_is_of_this_plan(string plan, string review, string due, string step)
    {
        var reading = Review(Day(plan), Day(review));
        Assert.Equal((Day(due), step), (reading.DueOn, reading.Working[0].Code));
    }

    [Fact]
    public void No_plan_is_not_started() => Assert.Equal(ClockState.NotStarted, Review(null, Today).State(Today));

    [Theory]
    [InlineData(-1, ClockState.Overdue, 1)]
    [InlineData(0, ClockState.DueThisWeek, 0)]
    [InlineData(6, ClockState.DueThisWeek, 0)]
    [InlineData(7, ClockState.Fine, 0)]
    public void The_state_follows_the_days_left(int daysLeft, ClockState state, int late)
    {
        var reading = Contact(LegalStatus.Relevant, 17, Today.AddDays(daysLeft - 56), null, []);
        Assert.Equal((state, late), (reading.State(Today), reading.DaysLate(Today)));
    }

    [Fact]
    public void A_stricter_standard_never_makes_it_due_later() => Gen.Select(Gen.Int[0, 20000], Gen.Int[1, 366]).Sample((day, days) =>
    {
        var setting = ClockSetting.Create(default, ClockRule.VisitDue, ClockBand.Relevant, ClockInterval.OfDays(days)).Value!;
        var start = new DateOnly(2000, 1, 1).AddDays(day);
        var facts = new ClockFacts(start.AddYears(-17), LegalStatus.Relevant, null, "D", null, null, null) { CouncilProvided = true, MovedInOn = start, LastVisitOn = start };
        var reading = facts.Read(ClockRule.VisitDue, start, [setting]);
        Assert.Equal((start.AddDays(days), start.AddMonths(2)), (reading.LocalDueOn, reading.LawDueOn));
        Assert.Equal(start.AddMonths(2) < start.AddDays(days) ? start.AddMonths(2) : start.AddDays(days), reading.DueOn);
    });

    [Theory]
    [InlineData(ClockBand.None, 56, 0, 0, "clock-band-has-no-clock")]
    [InlineData(ClockBand.Relevant, 0, 0, 0, "clock-interval-out-of-range")]
    [InlineData(ClockBand.Relevant, 367, 0, 0, "clock-interval-out-of-range")]
    [InlineData(ClockBand.Relevant, 0, 13, 0, "clock-interval-out-of-range")]
    [InlineData(ClockBand.Relevant, 1, 1, 0, "clock-interval-out-of-range")]
    [InlineData(ClockBand.Relevant, 0, 0, 61, "clock-interval-out-of-range")]
    [InlineData(ClockBand.Relevant, 0, 12, 0, null)]
    [InlineData(ClockBand.Relevant, 0, 0, 5, null)]
    public void A_setting_is_checked(ClockBand band, int days, int months, int workingDays, string? refusal) =>
        Assert.Equal(refusal, ClockSetting.Create(default, ClockRule.ContactDue, band, new(days, months, workingDays)).Refusal?.Code);

    [Fact]
    public void A_birthday_cannot_be_set() =>
        Assert.Equal("clock-cannot-be-set", ClockSetting.Create(default, ClockRule.Turns18, ClockBand.Eligible, ClockInterval.OfDays(1)).Refusal?.Code);

    [Theory]
    [InlineData("2026-12-23", 3, "2026-12-30")] // Christmas Day, Boxing Day on a Saturday and its substitute on the Monday, and a weekend
    [InlineData("2026-04-02", 1, "2026-04-07")] // Good Friday to Easter Monday
    [InlineData("2028-12-29", 2, "2029-01-02")] // after the last known year a bank holiday counts as worked
    public void Working_days_leave_out_weekends_and_bank_holidays(string start, int days, string due) =>
        Assert.Equal(Day(due), ClockInterval.OfWorkingDays(days).After(Day(start)));

    [Fact]
    public void After_the_last_known_bank_holiday_the_working_says_so()
    {
        var setting = ClockSetting.Create(default, ClockRule.ContactDue, ClockBand.FormerRelevantUnder21, ClockInterval.OfWorkingDays(5)).Value!;
        ClockReading From(DateOnly made) => new ClockFacts(made.AddYears(-19), LegalStatus.FormerRelevant, null, null, made, null, null).Read(ClockRule.ContactDue, made, [setting]);

        Assert.DoesNotContain(From(BankHolidays.KnownUntil.AddDays(-30)).Working, step => step.Code == "clock-bank-holidays-not-known");
        Assert.Contains(From(BankHolidays.KnownUntil).Working, step => step.Code == "clock-bank-holidays-not-known");
    }

    [Fact]
    public void Every_length_ends_no_earlier_than_it_starts_and_longer_never_earlier() =>
        Gen.Select(Gen.Int[0, 12000], Gen.Int[0, 2], Gen.Int[1, 11]).Sample((day, unit, number) =>
        {
            var start = new DateOnly(2000, 1, 1).AddDays(day);
            ClockInterval Of(int n) => unit switch { 0 => ClockInterval.OfDays(n), 1 => ClockInterval.OfMonths(n), _ => ClockInterval.OfWorkingDays(n) };
            Assert.True(Of(number).After(start) > start);
            Assert.True(Of(number + 1).After(start) > Of(number).After(start));
            Assert.True(Of(number).After(start.AddDays(1)) >= Of(number).After(start));
            Assert.True(Of(number).Before(start) < start);
        });

    private static ClockReading Contact(LegalStatus status, int age, DateOnly? made, DateOnly? started, IReadOnlyCollection<ClockSetting> settings) =>
        new ClockFacts(Today.AddYears(-age).AddDays(-1), status, started, null, made, null, null).Read(ClockRule.ContactDue, Today, settings);

    private static ClockReading Review(DateOnly? plan, DateOnly? review) =>
        new ClockFacts(Today.AddYears(-19), LegalStatus.FormerRelevant, null, null, null, plan, review).Read(ClockRule.PlanReviewDue, Today, []);

    private static ClockFacts Provided(LegalStatus status, string moved, string? visited) =>
        new(Today.AddYears(-17).AddDays(-1), status, null, "D", null, null, null) { CouncilProvided = true, MovedInOn = Day(moved), LastVisitOn = visited is null ? null : Day(visited) };

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

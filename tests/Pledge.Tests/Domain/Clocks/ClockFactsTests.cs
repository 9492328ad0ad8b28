using CsCheck;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.People;

namespace Pledge.Tests.Domain.Clocks;

public sealed class ClockFactsTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly DateOnly Moved = new(2026, 11, 10);

    [Theory]
    [InlineData(LegalStatus.Relevant, "D", null, true)]
    [InlineData(LegalStatus.Relevant, "B", null, false)]
    [InlineData(LegalStatus.Relevant, null, null, false)]
    [InlineData(LegalStatus.FormerRelevant, "D", null, false)] // a guess is made for relevant children only
    [InlineData(LegalStatus.Relevant, "D", false, false)] // what somebody recorded goes before the guess
    [InlineData(LegalStatus.Relevant, "B", true, true)]
    [InlineData(LegalStatus.FormerRelevant, "U", true, true)]
    [InlineData(LegalStatus.Eligible, "C", true, false)] // still looked after: other regulations
    [InlineData(LegalStatus.Qualifying, "U", true, false)]
    public void The_laws_visits_run_only_where_the_council_provides_the_home(LegalStatus status, string? home, bool? recorded, bool expected)
    {
        var facts = In(status, home) with { CouncilProvided = recorded };

        Assert.Equal(expected, facts.Read(ClockRule.FirstVisitDue, Today, []).LawDueOn is not null);
        Assert.Equal(expected && recorded is null, facts.Read(ClockRule.FirstVisitDue, Today, []).Working.Any(step => step.Code == "clock-home-guessed"));
    }

    [Fact]
    public void The_first_visit_is_due_in_7_days_and_then_every_2_months_and_only_a_visit_made_stops_it()
    {
        var moved = In(LegalStatus.Relevant, "D") with { CouncilProvided = true };
        Assert.Equal(new DateOnly(2026, 11, 17), moved.Read(ClockRule.FirstVisitDue, Today, []).DueOn);
        Assert.Equal(5, (moved with { LastMadeOn = new(2026, 11, 1) }).Contact(Today, []).DaysLate(Today));
        Assert.False(moved.Read(ClockRule.VisitDue, Today, []).IsRunning);

        // A call made after the move is a contact and no visit; a visit before the move was to another home.
        var called = moved with { LastMadeOn = Moved.AddDays(3), LastVisitOn = Moved.AddDays(-1) };
        Assert.True(called.Read(ClockRule.FirstVisitDue, Today, []).IsRunning);

        var visited = moved with { LastMadeOn = Moved.AddDays(3), LastVisitOn = Moved.AddDays(3) };
        Assert.False(visited.Read(ClockRule.FirstVisitDue, Today, []).IsRunning);
        Assert.Equal(new DateOnly(2027, 1, 13), visited.Read(ClockRule.VisitDue, Today, []).LawDueOn);
    }

    [Fact]
    public void A_needs_assessment_is_due_3_months_after_16_or_after_becoming_eligible()
    {
        var facts = new ClockFacts(new(2010, 11, 30), LegalStatus.Eligible, null, null, null, null, null);
        DateOnly? Due(ClockFacts from) => from.Read(ClockRule.NeedsAssessmentDue, new(2026, 12, 1), []).DueOn;

        Assert.Equal(new DateOnly(2027, 2, 28), Due(facts)); // 30 February does not exist
        Assert.Equal(new DateOnly(2027, 2, 28), Due(facts with { EligibleSince = new(2026, 1, 1) }));
        Assert.Equal(new DateOnly(2027, 4, 15), Due(facts with { EligibleSince = new(2027, 1, 15) }));
        Assert.Null(Due(facts with { AssessedOn = new(2026, 12, 1) }));
        Assert.Null(Due(facts with { PlanStartedOn = new(2026, 12, 1) }));
        Assert.Null(Due(facts with { Status = LegalStatus.FormerRelevant }));
    }

    [Fact]
    public void A_move_into_a_home_the_council_provides_asks_for_a_review_in_28_days()
    {
        var facts = In(LegalStatus.Relevant, "D") with { CouncilProvided = true, PlanStartedOn = new(2026, 9, 1) };
        Assert.Equal(new DateOnly(2026, 12, 8), facts.Read(ClockRule.EarlyReviewDue, Today, []).LawDueOn);
        Assert.Equal(ClockRule.EarlyReviewDue, facts.NextReview(Today, []).Rule);
        Assert.False(Clock.Of(ClockRule.EarlyReviewDue).SourceSeen);

        Assert.False((facts with { LastReviewOn = Moved }).Read(ClockRule.EarlyReviewDue, Today, []).IsRunning);
        Assert.False((facts with { PlanStartedOn = Moved }).Read(ClockRule.EarlyReviewDue, Today, []).IsRunning);
        Assert.False((facts with { PlanStartedOn = null }).Read(ClockRule.EarlyReviewDue, Today, []).IsRunning);
    }

    [Fact]
    public void A_review_that_was_asked_for_is_due_in_4_weeks_until_one_is_held()
    {
        var facts = new ClockFacts(new(2006, 5, 10), LegalStatus.FormerRelevant, null, null, null, new(2026, 10, 1), null, new(2026, 11, 2));
        Assert.Equal(new DateOnly(2026, 11, 30), facts.Read(ClockRule.ReviewAskedFor, Today, []).DueOn);
        Assert.Equal(ClockRule.ReviewAskedFor, facts.NextReview(Today, []).Rule);
        Assert.False((facts with { ReviewAskedOn = null }).AskedReview(Today, []).IsRunning);
    }

    [Fact]
    public void Support_is_offered_once_a_year_from_21_to_24()
    {
        var facts = new ClockFacts(new(2004, 6, 1), LegalStatus.FormerRelevant, null, null, null, null, null);
        DateOnly? Due(ClockFacts from, DateOnly on) => from.Read(ClockRule.YearlyOfferDue, on, []).DueOn;

        Assert.Null(Due(facts, new(2025, 5, 31)));
        Assert.Equal(new DateOnly(2026, 6, 1), Due(facts, new(2025, 6, 1)));
        Assert.Equal(new DateOnly(2027, 3, 1), Due(facts with { LastMadeOn = new(2026, 3, 1) }, Today));
        Assert.Null(Due(facts, new(2029, 6, 1)));
    }

    [Fact]
    public void The_window_of_the_return_is_not_counted_in_working_days() => Assert.Equal("clock-window-in-working-days",
        ClockSetting.Create(default, ClockRule.ReturnWindowOpens, ClockBand.Relevant, ClockInterval.OfWorkingDays(5)).Refusal?.Code);

    [Fact]
    public void The_window_of_the_return_opens_3_months_before_a_birthday_and_closes_1_month_after()
    {
        var facts = new ClockFacts(new(2008, 1, 31), LegalStatus.FormerRelevant, null, null, null, null, null);
        DateOnly? Opens(DateOnly on, params IReadOnlyCollection<ClockSetting> settings) => facts.Read(ClockRule.ReturnWindowOpens, on, settings).DueOn;
        DateOnly? Closes(DateOnly on) => facts.Read(ClockRule.ReturnWindowCloses, on, []).DueOn;

        Assert.Equal(new DateOnly(2026, 10, 31), Opens(new(2026, 3, 1)));
        Assert.Null(Closes(new(2026, 10, 30)));
        Assert.Equal(new DateOnly(2027, 2, 28), Closes(new(2026, 10, 31)));
        Assert.Equal(new DateOnly(2027, 2, 28), Closes(new(2027, 2, 28)));
        Assert.Equal(new DateOnly(2027, 10, 31), Opens(new(2026, 11, 1)));
        Assert.Null(Opens(new(2028, 12, 1)));
        var sixWeeks = ClockSetting.Create(default, ClockRule.ReturnWindowOpens, ClockBand.FormerRelevantUnder21, ClockInterval.OfDays(42)).Value!;
        Assert.Equal(new DateOnly(2026, 12, 20), Opens(new(2026, 11, 1), sixWeeks));
        Assert.Equal(0, facts.Read(ClockRule.ReturnWindowCloses, new(2026, 12, 1), []).DaysLate(new(2026, 12, 1)));
    }

    [Fact]
    public void Days_that_matter_come_once_and_are_never_late()
    {
        var facts = new ClockFacts(new(2008, 11, 22), LegalStatus.None, null, null, null, null, null);

        Assert.Equal(Today, facts.Read(ClockRule.Turns18, Today, []).DueOn);
        Assert.False(facts.Read(ClockRule.Turns18, Today.AddDays(1), []).IsRunning);
        Assert.Equal([new DateOnly(2029, 11, 22), new(2033, 11, 22)], new[] { ClockRule.Turns21, ClockRule.Turns25 }.Select(rule => facts.Read(rule, Today, []).DueOn!.Value));
    }

    [Fact]
    public void A_pause_moves_our_own_standard_and_not_the_laws()
    {
        var facts = In(LegalStatus.Relevant, "D") with { CouncilProvided = true, LastMadeOn = new(2026, 9, 1) };
        ClockReading Paused(ClockRule rule, DateOnly on) => (facts with { Pauses = [Pause(rule, new(2026, 12, 31))] }).Read(rule, on, []);

        Assert.Equal(26, facts.Read(ClockRule.ContactDue, Today, []).DaysLate(Today));
        Assert.Equal((ClockState.Paused, new DateOnly(2027, 1, 1)), (Paused(ClockRule.ContactDue, Today).State(Today), Paused(ClockRule.ContactDue, Today).DueOn!.Value));
        var after = new DateOnly(2027, 1, 3);
        Assert.Equal((ClockState.Overdue, 2), (Paused(ClockRule.ContactDue, after).State(after), Paused(ClockRule.ContactDue, after).DaysLate(after)));

        var visit = Paused(ClockRule.FirstVisitDue, Today);
        Assert.Equal((ClockState.Overdue, new DateOnly(2026, 11, 17)), (visit.State(Today), visit.DueOn!.Value));
        Assert.Equal("clock-paused-not-law", visit.Working[^1].Code);
    }

    [Fact]
    public void A_pause_that_was_ended_moves_nothing_after_its_end()
    {
        var pause = Pause(ClockRule.ContactDue, new(2026, 12, 31));
        pause.End(new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero), AccountId.New());
        var facts = In(LegalStatus.FormerRelevant, "U") with { LastMadeOn = new(2026, 9, 1), Pauses = [pause] };

        Assert.Equal(new DateOnly(2026, 11, 25), facts.Read(ClockRule.ContactDue, new(2026, 11, 26), []).DueOn);
    }

    [Fact]
    public void A_pause_never_makes_anything_due_earlier_nor_the_law_later() =>
        Gen.Select(Gen.Int[-200, 0], Gen.Int[1, 180], Gen.Int[0, 400], Gen.Enum<ClockRule>()).Sample((made, length, later, rule) =>
        {
            if (Clock.Of(rule).Kind is ClockKind.Day)
                return;
            var facts = In(LegalStatus.Relevant, "D") with { CouncilProvided = true, LastMadeOn = Today.AddDays(made), LastVisitOn = Today.AddDays(made), PlanStartedOn = Today.AddDays(made) };
            var on = Today.AddDays(later);
            var (free, paused) = (facts.Read(rule, on, []), (facts with { Pauses = [Pause(rule, Today.AddDays(length))] }).Read(rule, on, []));
            Assert.Equal(free.LawDueOn, paused.LawDueOn);
            Assert.Equal(free.IsRunning, paused.IsRunning);
            Assert.True(paused.DueOn >= free.DueOn || paused.DueOn == free.DueOn);
            Assert.True(free.LawDueOn is null || paused.DueOn <= free.LawDueOn);
        });

    [Theory]
    [InlineData(ClockRule.Turns18, 10, "Away", "clock-cannot-be-paused")]
    [InlineData(ClockRule.ContactDue, 0, "Away", "pause-ends-too-early")]
    [InlineData(ClockRule.ContactDue, 200, "Away", "pause-too-long")]
    [InlineData(ClockRule.ContactDue, 10, " ", "pause-reason-missing")]
    [InlineData(ClockRule.ContactDue, 10, "Away", null)]
    public void A_pause_is_checked(ClockRule rule, int days, string reason, string? refusal) =>
        Assert.Equal(refusal, ClockPause.Create(default, default, rule, Today.AddDays(days), reason, Noon, AccountId.New()).Refusal?.Code);

    [Fact]
    public void Every_clock_reads_for_anybody_on_any_day() =>
        Gen.Select(Gen.Int[0, 9500], Gen.Enum<LegalStatus>(), Gen.Int[0, 900], Gen.Bool, Gen.Bool).Sample((age, status, ago, provided, known) =>
        {
            var start = Today.AddDays(-ago);
            var facts = new ClockFacts(Today.AddDays(-age), status, known ? start : null, "D", known ? start : null, known ? start : null, null)
            {
                CouncilProvided = provided,
                MovedInOn = start,
                LastVisitOn = known ? start : null,
            };
            foreach (var reading in facts.All(Today, []))
            {
                Assert.NotEmpty(reading.Working);
                Assert.Equal(reading.IsRunning, reading.StartsOn is not null);
                if (Clock.Of(reading.Rule).Kind is ClockKind.Day)
                    Assert.Equal(0, reading.DaysLate(Today));
                if (reading.LawDueOn is not null && reading.LocalDueOn is not null)
                    Assert.Equal(reading.LawDueOn < reading.LocalDueOn ? reading.LawDueOn : reading.LocalDueOn, reading.DueOn);
            }
        });

    private static DateTimeOffset Noon => new(Today, new(12, 0), TimeSpan.Zero);

    private static ClockPause Pause(ClockRule rule, DateOnly until) => ClockPause.Create(default, default, rule, until, "Travelling until then", Noon, AccountId.New()).Value!;

    private static ClockFacts In(LegalStatus status, string? home) => new(new(2009, 3, 1), status, new(2026, 1, 1), home, null, null, null) { MovedInOn = Moved };
}

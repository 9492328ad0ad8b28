using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.People;

namespace Pledge.Tests.Domain.Clocks;

public sealed class ClockHistoryTests
{
    private static readonly DateOnly Made = new(2026, 9, 1); // 56 days: due 27 October, late from 28 October
    private static readonly DateOnly Late = new(2026, 10, 28);

    [Fact]
    public void A_clock_slips_on_the_day_after_it_was_due_and_on_no_other()
    {
        var slips = Of([Made]).Slips(Late.AddDays(-20), Late.AddDays(20), []).ToList();

        Assert.Equal(new Slip(ClockRule.ContactDue, Late.AddDays(-1), null), Assert.Single(slips));
        Assert.Equal(5, slips[0].DaysLate(Late.AddDays(4)));
        Assert.Empty(Of([Made]).Slips(Late.AddDays(1), Late.AddDays(7), []));
    }

    [Theory]
    [InlineData(-1, false)] // in time: on the last day
    [InlineData(0, true)]   // one day late
    [InlineData(6, true)]
    public void What_came_next_is_told(int contactAfter, bool slipped)
    {
        var slips = Of([Made, Late.AddDays(contactAfter)]).Slips(Late.AddDays(-3), Late.AddDays(10), []).ToList();

        if (!slipped)
            Assert.Empty(slips);
        else
            Assert.Equal((Late.AddDays(contactAfter), contactAfter + 1), (Assert.Single(slips).MetOn, slips[0].DaysLate(new(2027, 1, 1))));
    }

    [Fact]
    public void A_review_slips_by_its_own_clock()
    {
        var history = Of([Made, new(2026, 10, 20)]) with { PlanStartedOn = new(2026, 1, 10), Reviews = [new(2026, 4, 27), new(2026, 11, 2)] };

        Assert.Equal(new Slip(ClockRule.PlanReviewDue, new(2026, 10, 27), new(2026, 11, 2)), Assert.Single(history.Slips(Late.AddDays(-1), Late.AddDays(5), [])));
    }

    [Fact]
    public void Every_clock_of_the_law_can_slip()
    {
        var moved = new DateOnly(2026, 11, 2);
        var history = Of([new(2026, 11, 5)]) with
        {
            MovedInOn = moved,
            CouncilProvided = true,
            PlanStartedOn = new(2026, 9, 1),
            Asked = [new(new(2026, 10, 15), new(2026, 11, 16))],
        };

        Assert.Equal(
            [
                new(ClockRule.FirstVisitDue, moved.AddDays(7), null),           // rung on the 5th, but nobody came
                new(ClockRule.ReviewAskedFor, new(2026, 11, 12), new(2026, 11, 16)),
                new(ClockRule.EarlyReviewDue, moved.AddDays(28), null),
            ],
            history.Slips(moved, moved.AddDays(40), []));
        Assert.Equal(new Slip(ClockRule.FirstVisitDue, moved.AddDays(7), moved.AddDays(12)), (history with { Visits = [moved.AddDays(12)] }).Slips(moved, moved.AddDays(20), []).First());
    }

    [Fact]
    public void A_child_of_sixteen_needs_an_assessment_and_a_paused_clock_of_our_own_does_not_slip()
    {
        var child = new ClockHistory(new(2010, 7, 1), LegalStatus.Eligible, new(2026, 7, 1), "U", [new(2026, 9, 25)], null, []) { EligibleSince = new(2026, 7, 1) };
        Assert.Equal(new Slip(ClockRule.NeedsAssessmentDue, new(2026, 10, 1), null), Assert.Single(child.Slips(new(2026, 9, 25), new(2026, 10, 20), [])));

        var pause = ClockPause.Create(AuthorityId.New(), YoungPersonId.New(), ClockRule.ContactDue, Late.AddDays(30), "At sea", new(2026, 10, 20, 9, 0, 0, TimeSpan.Zero), AccountId.New()).Value!;
        Assert.Empty((Of([Made]) with { Pauses = [pause] }).Slips(Late.AddDays(-5), Late.AddDays(20), []));
        Assert.Equal(Late.AddDays(31), Assert.Single((Of([Made]) with { Pauses = [pause] }).Slips(Late.AddDays(-5), Late.AddDays(60), [])).DueOn);
    }

    private static ClockHistory Of(IReadOnlyList<DateOnly> contacts) => new(new(2006, 5, 10), LegalStatus.FormerRelevant, new(2024, 1, 1), "U", contacts, null, []);
}

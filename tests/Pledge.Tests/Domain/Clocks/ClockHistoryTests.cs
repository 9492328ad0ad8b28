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

    private static ClockHistory Of(IReadOnlyList<DateOnly> contacts) => new(new(2006, 5, 10), LegalStatus.FormerRelevant, new(2024, 1, 1), "U", contacts, null, []);
}

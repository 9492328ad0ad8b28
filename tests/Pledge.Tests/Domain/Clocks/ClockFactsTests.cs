using Pledge.Domain.Clocks;
using Pledge.Domain.People;

namespace Pledge.Tests.Domain.Clocks;

public sealed class ClockFactsTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData(LegalStatus.Relevant, "D", true)]
    [InlineData(LegalStatus.Relevant, "B", false)]
    [InlineData(LegalStatus.Relevant, null, false)]
    [InlineData(LegalStatus.FormerRelevant, "D", false)]
    public void The_laws_time_for_contact_runs_only_where_the_council_provides_the_home(LegalStatus status, string? home, bool expected)
    {
        var facts = new ClockFacts(new(2009, 3, 1), status, new(2026, 1, 1), home, new(2026, 10, 1), null, null);

        Assert.Equal(expected, facts.Contact(Today, []).LawDueOn is not null);
    }

    [Fact]
    public void Both_clocks_count_from_their_own_facts()
    {
        var facts = new ClockFacts(new(2006, 5, 10), LegalStatus.FormerRelevant, new(2025, 1, 1), "U", new(2026, 9, 1), new(2025, 1, 10), new(2026, 6, 1));

        Assert.Equal(new DateOnly(2026, 10, 27), facts.Contact(Today, []).DueOn);
        Assert.Equal(26, facts.Contact(Today, []).DaysLate(Today));
        Assert.Equal(new DateOnly(2026, 12, 1), facts.PlanReview(Today, []).DueOn);
    }
}

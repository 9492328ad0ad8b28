using Pledge.Domain.Mentors;

namespace Pledge.Tests.Domain.Mentors;

public sealed class MentorFairnessTests
{
    [Fact]
    public void A_total_that_one_breakdown_hides_is_hidden_in_all()
    {
        // By sex the few who got one can be told from the total of the column; by age they could be.
        var tables = MentorFairness.Tables(
            [
                new("sex", "F", "matched", 3), new("sex", "F", "neither", 30), new("sex", "M", "neither", 40),
                new("age", "under18", "matched", 3), new("age", "under18", "neither", 35), new("age", "21", "neither", 35),
            ], MentorFairness.Outcomes);
        Assert.Equal(["sex", "age"], tables.Select(table => table.Breakdown));
        Assert.All(tables, table => Assert.True(table.All.Figures[0].IsHidden));
        Assert.All(tables, table => Assert.Equal(tables[0].All.Figures.Select(figure => figure.Value), table.All.Figures.Select(figure => figure.Value)));
        Assert.DoesNotContain(3, tables.SelectMany(table => table.Rows.Append(table.All)).SelectMany(row => row.Figures.Append(row.Total)).Select(figure => figure.Value ?? 0));
    }

    [Fact]
    public void Shares_are_of_groups_of_twenty_or_more()
    {
        var table = MentorFairness.Tables([new("sex", "F", "matched", 10), new("sex", "F", "neither", 30), new("sex", "M", "matched", 8), new("sex", "M", "neither", 8)], MentorFairness.Outcomes).Single();
        Assert.Equal([25.0, 0.0, 75.0], table.Rows[0].Shares);
        Assert.All(table.Rows[1].Shares, share => Assert.Null(share));
        Assert.Equal(56, table.All.Total.Value);
    }

    [Fact]
    public void Nobody_makes_no_table() => Assert.Empty(MentorFairness.Tables([], MentorFairness.Outcomes));
}

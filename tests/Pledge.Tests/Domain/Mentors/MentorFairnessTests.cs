using Pledge.Domain.Mentors;

namespace Pledge.Tests.Domain.Mentors;

public sealed class MentorFairnessTests
{
    [Fact]
    public void Counts_are_to_the_nearest_five_and_small_ones_and_zeros_look_alike()
    {
        var table = MentorFairness.Tables(
            [new("sex", "F", "matched", 3), new("sex", "F", "neither", 33), new("sex", "M", "matched", 9), new("sex", "M", "neither", 10), new("sex", "U", "neither", 12)], MentorFairness.Outcomes).Single();
        Assert.Equal([(int?)null, null, 35], table.Rows[0].Figures.Select(figure => figure.Value));
        Assert.Equal([(int?)null, null, 10], table.Rows[1].Figures.Select(figure => figure.Value));
        Assert.Equal([35, 20, 10], table.Rows.Select(row => row.Total.Value));
        Assert.Equal([10, null, 55], table.All.Figures.Select(figure => figure.Value));
        Assert.Equal(65, table.All.Total.Value);
    }

    /// <summary>A reader who knows that one person is in a column, or has left, learns no group of theirs.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void One_person_more_or_less_in_a_small_column_changes_nothing_that_is_shown(int change)
    {
        string Shown(int nobody) => string.Join(' ', MentorFairness.Tables(
            from breakdown in MentorFairness.Breakdowns
            from part in new[] { ("a", 29, nobody), ("b", 41, 0) }
            from outcome in new[] { ("fits", part.Item2), ("nobody", part.Item3) }
            select new GroupCount(breakdown, part.Item1, outcome.Item1, outcome.Item2), MentorFairness.Standing)
            .SelectMany(table => table.Rows.Append(table.All)).SelectMany(row => row.Figures.Append(row.Total).Select(figure => figure.ToString()).Concat(row.Shares.Select(share => $"{share}"))));
        Assert.Equal(Shown(1), Shown(1 + change));
    }

    [Fact]
    public void Shares_are_of_groups_of_twenty_or_more_and_of_what_is_shown()
    {
        var table = MentorFairness.Tables([new("sex", "F", "matched", 11), new("sex", "F", "neither", 28), new("sex", "M", "matched", 8), new("sex", "M", "neither", 8)], MentorFairness.Outcomes).Single();
        Assert.Equal([25.0, null, 75.0], table.Rows[0].Shares);
        Assert.All(table.Rows[1].Shares, share => Assert.Null(share));
    }

    [Fact]
    public void Nobody_makes_no_table() => Assert.Empty(MentorFairness.Tables([], MentorFairness.Outcomes));
}

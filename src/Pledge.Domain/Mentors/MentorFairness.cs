using Pledge.Domain.Indicators;

namespace Pledge.Domain.Mentors;

/// <summary>So many young people of one group, for whom it came out in one way.</summary>
/// <param name="Breakdown">What they are grouped by, kebab-case: <c>sex</c>, <c>age</c>, <c>ethnicity</c>, <c>disability</c> or <c>asylum</c>.</param>
/// <param name="Group">Code of the group.</param>
/// <param name="Outcome">Code of the column.</param>
public sealed record GroupCount(string Breakdown, string Group, string Outcome, int People);

/// <summary>One group: a figure for each outcome, and everybody.</summary>
/// <param name="Shares">Of everybody in the group, 0 to 100, may be a little over by rounding; null where a figure is hidden or the group is under <see cref="Disclosure.SmallestBaseForPercent"/>.</param>
public sealed record GroupRow(string Group, IReadOnlyList<Figure> Figures, IReadOnlyList<double?> Shares, Figure Total)
{
    /// <summary>Names the group among all groups.</summary>
    public string Key(string breakdown) => MentorFairness.KeyOf(breakdown, Group);
}

/// <summary>Groups by outcomes, safe to show.</summary>
public sealed record GroupTable(string Breakdown, IReadOnlyList<string> Outcomes, IReadOnlyList<GroupRow> Rows, GroupRow All);

/// <summary>Who is offered a mentor, by group, small numbers protected.</summary>
public static class MentorFairness
{
    /// <summary>In the order of the page.</summary>
    public static IReadOnlyList<string> Breakdowns { get; } = ["sex", "age", "ethnicity", "disability", "asylum"];

    /// <summary>Whoever waits longer than so many days waits long.</summary>
    public const int LongWaitDays = 90;

    /// <summary>Ways in which looking for a mentor came out within the period, of which each young person has one.</summary>
    public static IReadOnlyList<string> Outcomes { get; } = ["matched", "proposed", "neither"];

    /// <summary>How those stand who look today.</summary>
    public static IReadOnlyList<string> Standing { get; } = ["fits", "fits-long", "nobody", "nobody-long"];

    /// <summary>Of the row of everybody.</summary>
    private const string Everybody = "all";

    /// <summary>Names a group among all groups; <c>all</c> for everybody.</summary>
    public static string KeyOf(string breakdown, string group) => group == Everybody ? Everybody : $"{breakdown}_{group}";

    /// <summary>A table for each breakdown, every count by itself made <see cref="Disclosure.Coarse"/>.</summary>
    /// <remarks>
    /// Whoever reads these tables knows by name who looks and how it stands with each. So what hides a count beside an exact total is not enough: a column of one person, a zero, or the difference between
    /// two days would tell what group that person belongs to. One who looks every day may still learn it of somebody whose coming or going turns a rounding.
    /// </remarks>
    /// <param name="counts">Each person once in each breakdown.</param>
    public static IReadOnlyList<GroupTable> Tables(IEnumerable<GroupCount> counts, IReadOnlyList<string> outcomes)
    {
        var of = counts.ToLookup(count => count.Breakdown);
        return [.. Breakdowns.Where(of.Contains).Select(breakdown => new GroupTable(breakdown, outcomes,
            [.. of[breakdown].GroupBy(count => count.Group).OrderBy(mine => mine.Key, StringComparer.Ordinal).Select(mine => Row(mine.Key, mine, outcomes))],
            Row(Everybody, of[breakdown], outcomes)))];
    }

    private static GroupRow Row(string group, IEnumerable<GroupCount> counts, IReadOnlyList<string> outcomes)
    {
        var mine = counts.ToList();
        var total = Disclosure.Coarse(mine.Sum(count => count.People));
        List<Figure> figures = [.. outcomes.Select(outcome => Disclosure.Coarse(mine.Where(count => count.Outcome == outcome).Sum(count => count.People)))];
        // Of what is shown, so that a share tells no more than the counts.
        return new(group, figures, [.. figures.Select(figure => total.Value is >= Disclosure.SmallestBaseForPercent and var everybody && figure.Value is { } count ? 100.0 * count / everybody : (double?)null)], total);
    }
}

using Pledge.Domain.Indicators;

namespace Pledge.Domain.Mentors;

/// <summary>So many young people of one group, for whom it came out in one way.</summary>
/// <param name="Breakdown">What they are grouped by, kebab-case: <c>sex</c>, <c>age</c>, <c>ethnicity</c>, <c>disability</c> or <c>asylum</c>.</param>
/// <param name="Group">Code of the group.</param>
/// <param name="Outcome">Code of the column.</param>
public sealed record GroupCount(string Breakdown, string Group, string Outcome, int People);

/// <summary>One group: a figure for each outcome, and everybody.</summary>
/// <param name="Shares">Of everybody, 0 to 100; null where a figure is hidden or the group is under <see cref="Disclosure.SmallestBaseForPercent"/>.</param>
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

    /// <summary>A table for each breakdown. All tables count the same people, so a total of a column that one of them hides is hidden in all.</summary>
    /// <param name="counts">Each person once in each breakdown.</param>
    public static IReadOnlyList<GroupTable> Tables(IEnumerable<GroupCount> counts, IReadOnlyList<string> outcomes)
    {
        var all = counts.ToList();
        List<(string Breakdown, List<string> Groups, int[][] Cells, CrossTable Safe)> tables = [];
        foreach (var breakdown in Breakdowns)
        {
            var mine = all.Where(count => count.Breakdown == breakdown).ToList();
            List<string> groups = [.. mine.Select(count => count.Group).Distinct().Order(StringComparer.Ordinal)];
            int[][] cells = [.. groups.Select(group => outcomes.Select(outcome => mine.Where(count => count.Group == group && count.Outcome == outcome).Sum(count => count.People)).ToArray())];
            tables.Add((breakdown, groups, cells, Disclosure.Protect(cells)));
        }

        var filled = tables.Where(table => table.Groups.Count > 0).ToList();
        List<Figure> columns = [.. outcomes.Select((_, column) => filled.Select(table => table.Safe.ColumnTotals[column]).FirstOrDefault(figure => figure.IsHidden) ?? filled.FirstOrDefault().Safe?.ColumnTotals[column] ?? Figure.Hidden)];
        var total = filled.Select(table => table.Safe.Total).FirstOrDefault(figure => figure.IsHidden) ?? filled.FirstOrDefault().Safe?.Total ?? Figure.Hidden;
        return [.. filled.Select(table => new GroupTable(table.Breakdown, outcomes,
            [.. table.Groups.Select((group, row) => Row(group, table.Safe.Cells[row], table.Safe.RowTotals[row]))], Row(Everybody, columns, total)))];
    }

    private static GroupRow Row(string group, IReadOnlyList<Figure> figures, Figure total) =>
        new(group, figures, [.. figures.Select(figure => total.Value is >= Disclosure.SmallestBaseForPercent and var all && figure.Value is { } count ? 100.0 * count / all : (double?)null)], total);
}

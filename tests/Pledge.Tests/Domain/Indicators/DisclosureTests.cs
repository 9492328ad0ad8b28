using CsCheck;
using Pledge.Domain.Indicators;

namespace Pledge.Tests.Domain.Indicators;

public sealed class DisclosureTests
{
    [Theory]
    [InlineData("40 3 20", "40 hidden hidden = 63")]        // one hidden part could be worked out, so a second is hidden
    [InlineData("40 3 4", "40 hidden hidden = 47")]
    [InlineData("40 1 2", "hidden hidden hidden = 43")]     // three people together are as few as three people
    [InlineData("1 1 1 1 1 1 1", "hidden hidden hidden hidden hidden hidden hidden = hidden")] // seven hidden parts of seven people are one each
    [InlineData("0 3 50", "0 hidden hidden = 53")]
    [InlineData("0 0 3", "0 0 hidden = hidden")]
    [InlineData("6 0 12", "6 0 12 = 18")]
    [InlineData("", " = 0")]
    public void A_list_hides_small_counts_and_what_would_tell_them(string parts, string expected)
    {
        var safe = Disclosure.Protect(parts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToList());
        Assert.Equal(expected, $"{string.Join(' ', safe.Parts)} = {safe.Total}");
    }

    [Fact]
    public void A_table_hides_in_rows_and_columns()
    {
        var safe = Disclosure.Protect([[3, 20, 30], [40, 50, 60], [70, 80, 90]]);
        Assert.True(safe.Cells[0][0].IsHidden);
        Assert.True(safe.Cells[0].Count(cell => cell.IsHidden) >= 2);
        Assert.True(safe.Cells.Count(row => row[0].IsHidden) >= 2);
        Assert.Equal(443, safe.Total.Value);
        Assert.Equal(4, safe.Cells.Sum(row => row.Count(cell => cell.IsHidden)));
    }

    [Fact]
    public void A_hidden_figure_holds_no_number()
    {
        var hidden = Disclosure.Protect([3, 4]).Parts[0];
        Assert.Same(Figure.Hidden, hidden);
        Assert.Null(hidden.Value);
        Assert.DoesNotContain(hidden.GetType().GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic),
            field => field.GetValue(hidden) is not null);
    }

    [Fact]
    public void Nobody_can_work_out_a_hidden_part_of_a_list() => Counts.Array[1, 8].Sample(parts =>
    {
        var safe = Disclosure.Protect(parts);
        CheckPrimary(parts.Append(parts.Sum()), safe.Parts.Append(safe.Total));
        var hidden = safe.Parts.Where(part => part.IsHidden).ToList();
        if (safe.Total.Value is not { } total || hidden.Count == 0)
            return;
        var together = total - safe.Parts.Sum(part => part.Value ?? 0);
        Assert.True(hidden.Count > 1 && together > hidden.Count && together > Disclosure.LargestHidden);
    }, iter: 2000);

    [Fact]
    public void Nobody_can_work_out_a_hidden_cell_of_a_table() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 5]).SelectMany((height, width) => Counts.Array[width].Array[height]).Sample(rows =>
        {
            var safe = Disclosure.Protect(rows);
            var truth = Extended(rows);
            var shown = safe.Cells.Select((row, r) => row.Append(safe.RowTotals[r]).ToArray())
                .Append([.. safe.ColumnTotals, safe.Total]).ToArray();
            CheckPrimary(truth.SelectMany(row => row), shown.SelectMany(row => row));
            Assert.All(Attack(shown), bounds => Assert.True(bounds.Low < bounds.High));
        }, iter: 500);

    [Fact]
    public void Every_hidden_cell_of_a_small_table_has_two_possible_values() => Gen.Int[0, 8].Array[2].Array[2].Sample(rows =>
    {
        var safe = Disclosure.Protect(rows);
        var shown = safe.Cells.Select((row, r) => row.Append(safe.RowTotals[r]).ToArray()).Append([.. safe.ColumnTotals, safe.Total]).ToArray();
        var possible = Gather(shown);
        for (var r = 0; r < 3; r++)
        {
            for (var c = 0; c < 3; c++)
                Assert.True(!shown[r][c].IsHidden || possible.Select(table => table[r][c]).Distinct().Count() > 1);
        }
    }, iter: 60);

    private static readonly Gen<int> Counts = Gen.Frequency((3, Gen.Int[0, 7]), (1, Gen.Int[0, 60]), (1, Gen.Const(1)));

    private static void CheckPrimary(IEnumerable<int> counts, IEnumerable<Figure> figures) => Assert.All(counts.Zip(figures), pair =>
    {
        Assert.True(pair.First is < 1 or > Disclosure.LargestHidden || pair.Second.IsHidden);
        Assert.True(pair.Second.IsHidden || pair.Second.Value == pair.First);
    });

    private static int[][] Extended(int[][] rows) =>
        [.. rows.Select(row => row.Append(row.Sum()).ToArray()), [.. rows[0].Select((_, c) => rows.Sum(row => row[c])), rows.Sum(row => row.Sum())]];

    /// <summary>Narrows what each hidden cell can be, row by row and column by column, until nothing changes.</summary>
    private static IEnumerable<(int Low, int High)> Attack(Figure[][] shown)
    {
        const int Most = 100_000;
        var bounds = shown.Select(row => row.Select(cell => cell.Value is { } value ? (Low: value, High: value) : (Low: 1, High: Most)).ToArray()).ToArray();
        var (height, width) = (shown.Length, shown[0].Length);
        var lines = Enumerable.Range(0, height).Select(r => Enumerable.Range(0, width).Select(c => (r, c)).ToArray())
            .Concat(Enumerable.Range(0, width).Select(c => Enumerable.Range(0, height).Select(r => (r, c)).ToArray())).ToArray();
        for (var round = 0; round < 8; round++)
        {
            foreach (var line in lines)
            {
                foreach (var (r, c) in line)
                {
                    var isTotal = (r, c) == line[^1];
                    var others = line[..^1].Where(cell => cell != (r, c)).ToArray();
                    var (otherLow, otherHigh) = (others.Sum(o => bounds[o.r][o.c].Low), others.Sum(o => bounds[o.r][o.c].High));
                    var total = bounds[line[^1].r][line[^1].c];
                    var (low, high) = isTotal ? (otherLow, otherHigh) : (total.Low - otherHigh, total.High - otherLow);
                    bounds[r][c] = (Math.Max(bounds[r][c].Low, low), Math.Min(bounds[r][c].High, high));
                }
            }
        }

        return bounds.SelectMany((row, r) => row.Where((_, c) => shown[r][c].IsHidden));
    }

    /// <summary>Every table of 2 by 2 that fits what is shown, with hidden cells of 1 to 10.</summary>
    private static List<int[][]> Gather(Figure[][] shown)
    {
        var choices = shown[..2].SelectMany(row => row[..2]).Select(cell => cell.Value is { } value ? [value] : Enumerable.Range(1, 10).ToArray()).ToArray();
        return [.. from a in choices[0]
                   from b in choices[1]
                   from c in choices[2]
                   from d in choices[3]
                   let table = Extended([[a, b], [c, d]])
                   where Enumerable.Range(0, 9).All(i => shown[i / 3][i % 3].Value is not { } value ? table[i / 3][i % 3] > 0 : value == table[i / 3][i % 3])
                   select table];
    }
}

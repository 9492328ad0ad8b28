namespace Pledge.Domain.Indicators;

/// <summary>Parts and their total, safe to show side by side.</summary>
public sealed record Breakdown(IReadOnlyList<Figure> Parts, Figure Total);

/// <summary>Rows by columns with totals, safe to show side by side.</summary>
/// <param name="Cells">Row by row.</param>
public sealed record CrossTable(IReadOnlyList<IReadOnlyList<Figure>> Cells, IReadOnlyList<Figure> RowTotals, IReadOnlyList<Figure> ColumnTotals, Figure Total);

/// <summary>Protects small numbers in figures below the level of a whole council.</summary>
/// <remarks>
/// Counts of 1 to 5 are hidden. So is whatever would let somebody work one out from what is shown, or learn that a group of hidden parts together is that small.
/// Source: the pattern of the councils' figures published by the Department for Education, 2021 to 2025.
/// </remarks>
public static class Disclosure
{
    /// <summary>Counts from 1 to this are hidden.</summary>
    public const int LargestHidden = 5;

    /// <summary>A share is shown only of this many people or more.</summary>
    public const int SmallestBaseForPercent = 20;

    /// <summary>Coarse counts are multiples of this.</summary>
    public const int CoarseStep = 5;

    /// <summary>Coarse counts under this, zero included, are hidden.</summary>
    public const int CoarseLeast = 10;

    /// <summary>A count for readers who know the people: to the nearest <see cref="CoarseStep"/>, or hidden with the zeros. Counts that add up need not do so afterwards.</summary>
    public static Figure Coarse(int count) => count < CoarseLeast ? Figure.Hidden : Figure.Shown((count + (CoarseStep / 2)) / CoarseStep * CoarseStep);

    /// <summary>A list of counts with its total.</summary>
    public static Breakdown Protect(IReadOnlyList<int> parts)
    {
        // Parts run from the one node to the other, the total runs back.
        var flow = new Suppression(nodes: 2);
        var arcs = parts.Select(count => flow.Add(0, 1, count)).ToList();
        var total = flow.Add(1, 0, parts.Sum());
        flow.AddLine(arcs, total);
        flow.Run();
        return new([.. arcs.Select(flow.Figure)], flow.Figure(total));
    }

    /// <summary>A table of counts with the totals of rows, of columns, and of all.</summary>
    public static CrossTable Protect(IReadOnlyList<IReadOnlyList<int>> rows)
    {
        var (height, width) = (rows.Count, rows.Count == 0 ? 0 : rows[0].Count);
        // A row's total flows from the source into the row, each cell from its row into its column, a column's total on to the sink, and all of it back.
        var (source, sink) = (height + width, height + width + 1);
        var flow = new Suppression(nodes: height + width + 2);
        var cells = rows.Select((row, r) => row.Select((count, c) => flow.Add(r, height + c, count)).ToList()).ToList();
        var rowTotals = rows.Select((row, r) => flow.Add(source, r, row.Sum())).ToList();
        var columnTotals = Enumerable.Range(0, width).Select(c => flow.Add(height + c, sink, rows.Sum(row => row[c]))).ToList();
        var total = flow.Add(sink, source, rows.Sum(row => row.Sum()));

        for (var r = 0; r < height; r++)
            flow.AddLine(cells[r], rowTotals[r]);
        for (var c = 0; c < width; c++)
            flow.AddLine([.. cells.Select(row => row[c])], columnTotals[c]);
        flow.AddLine(rowTotals, total);
        flow.AddLine(columnTotals, total);
        flow.Run();
        return new(
            [.. cells.Select(row => (IReadOnlyList<Figure>)[.. row.Select(flow.Figure)])],
            [.. rowTotals.Select(flow.Figure)],
            [.. columnTotals.Select(flow.Figure)],
            flow.Figure(total));
    }
}

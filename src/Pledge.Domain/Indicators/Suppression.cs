namespace Pledge.Domain.Indicators;

/// <summary>Counts that add up in lines, seen as a flow that goes round: what enters a point leaves it.</summary>
/// <remarks>
/// A hidden count can be worked out exactly when no other whole numbers of 1 or more fit the shown ones. The flow answers that: a hidden count can be one
/// higher or lower if and only if hidden counts lead round from its end to its start (Ford and Fulkerson's residual cycle).
/// A zero is never hidden, so a reader knows that hidden means 1 or more.
/// </remarks>
internal sealed class Suppression(int nodes)
{
    private readonly List<(int From, int To, int Count)> _arcs = [];
    private readonly List<bool> _hidden = [];
    private readonly List<(IReadOnlyList<int> Parts, int Total)> _lines = [];

    internal int Add(int from, int to, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _arcs.Add((from, to, count));
        _hidden.Add(count is >= 1 and <= Disclosure.LargestHidden);
        return _arcs.Count - 1;
    }

    internal void AddLine(IReadOnlyList<int> parts, int total) => _lines.Add((parts, total));

    internal Figure Figure(int arc) => _hidden[arc] ? Indicators.Figure.Hidden : Indicators.Figure.Shown(_arcs[arc].Count);

    /// <summary>Each round hides one more count; with every count but the zeros hidden nothing can be worked out, so it ends.</summary>
    internal void Run()
    {
        while (NextToHide() is { } arc)
            _hidden[arc] = true;
    }

    private int? NextToHide()
    {
        foreach (var line in _lines.Where(line => HasOneHidden(line) || IsSmallTogether(line)))
            return Best([line]);
        for (var arc = 0; arc < _arcs.Count; arc++)
        {
            if (_hidden[arc] && !CanVary(arc))
                return Best([.. _lines.Where(line => line.Total == arc || line.Parts.Contains(arc))]) ?? Best(_lines);
        }

        return null;
    }

    /// <summary>The plainest case of a count that cannot vary, taken first because it says in which line to hide another.</summary>
    private bool HasOneHidden((IReadOnlyList<int> Parts, int Total) line) => line.Parts.Append(line.Total).Count(arc => _hidden[arc]) == 1;

    /// <summary>The total less the shown parts would tell that the hidden ones together are few people.</summary>
    private bool IsSmallTogether((IReadOnlyList<int> Parts, int Total) line) =>
        !_hidden[line.Total] && line.Parts.Where(part => _hidden[part]).Sum(part => _arcs[part].Count) is >= 1 and <= Disclosure.LargestHidden;

    /// <summary>A part that helps another line too, then the smallest, so that as little as possible is lost; a total only when no part is left.</summary>
    private int? Best(IReadOnlyList<(IReadOnlyList<int> Parts, int Total)> lines)
    {
        var totals = _lines.Select(line => line.Total).ToHashSet();
        return lines.SelectMany(line => line.Parts.Append(line.Total)).Where(arc => !_hidden[arc] && _arcs[arc].Count > 0)
            .OrderBy(totals.Contains)
            .ThenByDescending(arc => _lines.Count(line => HasOneHidden(line) && (line.Total == arc || line.Parts.Contains(arc))))
            .ThenBy(arc => _arcs[arc].Count).Select(arc => (int?)arc).FirstOrDefault();
    }

    private bool CanVary(int arc)
    {
        var (from, to, count) = _arcs[arc];
        return Leads(to, from, without: arc) || (count > 1 && Leads(from, to, without: arc));
    }

    private bool Leads(int start, int end, int without)
    {
        var seen = new bool[nodes];
        var next = new Stack<int>([start]);
        while (next.TryPop(out var node))
        {
            if (node == end)
                return true;
            if (seen[node])
                continue;
            seen[node] = true;
            for (var arc = 0; arc < _arcs.Count; arc++)
            {
                var (from, to, count) = _arcs[arc];
                if (arc == without || !_hidden[arc])
                    continue;
                if (from == node)
                    next.Push(to);
                if (to == node && count > 1)
                    next.Push(from);
            }
        }

        return false;
    }
}

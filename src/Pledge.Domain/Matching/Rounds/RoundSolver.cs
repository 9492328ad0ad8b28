namespace Pledge.Domain.Matching.Rounds;

/// <summary>Finds the allocation with the greatest sum of scores. Nobody has to be matched: to stay without counts 0.</summary>
/// <remarks>
/// Shortest augmenting paths with prices, for mentors with several places: one young person after the other is brought in along the path that costs the rest least,
/// found by Dijkstra's method on costs that the prices keep at 0 or more. The path ends at a free place, or at somebody who then stays without.
/// Sources: Edmonds and Karp 1972 (prices make Dijkstra's method fit), Jonker and Volgenant 1987 (the method for assignment), Dial 1969 (buckets in place of a heap,
/// since all costs are whole numbers no greater than a score). Whole numbers only, so the sum is exact; ties go by the order of ids, so the same round gives the same result.
/// </remarks>
internal sealed class RoundSolver
{
    private const int None = -1, Far = int.MaxValue;
    private readonly RoundGraph _graph;
    private readonly int[] _chosen, _prices, _free, _first, _next, _previous;

    // Of one search: for each mentor how far, who leads there, and by which candidate.
    private readonly int[] _far, _from, _by, _below, _above;
    private readonly int[] _bucket = new int[MatchScore.Most + 1];
    private readonly List<int> _touched = [], _done = [];

    // The end that costs the rest least: a mentor with a free place, or else who stays without.
    private int _least, _end, _without;

    private RoundSolver(RoundGraph graph)
    {
        _graph = graph;
        var mentors = graph.Places.Length;
        (_chosen, _next, _previous) = (Filled(graph.People, None), new int[graph.People], new int[graph.People]);
        (_prices, _first, _free) = (new int[mentors], Filled(mentors, None), [.. graph.Places]);
        (_far, _from, _by, _below, _above) = (Filled(mentors, Far), new int[mentors], new int[mentors], new int[mentors], new int[mentors]);
        Array.Fill(_bucket, None);
    }

    /// <summary>Brings in whichever side is scarce, young people or places: then a free one of the other side is never far.</summary>
    /// <param name="progress">Gets the share that is done, from 0 to 1, about a hundred times.</param>
    /// <returns>The candidate each young person gets, or −1, and the price of a place with each mentor: 0 where places stay free.</returns>
    internal static (int[] Chosen, int[] Prices) Solve(RoundGraph graph, IProgress<double>? progress, CancellationToken ct)
    {
        if (graph.Places.Sum(places => (long)places) >= graph.People)
            return new RoundSolver(graph).Solve(progress, ct);
        var (turned, edges) = graph.Turned();
        var (chosen, worth) = new RoundSolver(turned).Solve(progress, ct);
        return graph.TurnBack(chosen, worth, edges);
    }

    private (int[] Chosen, int[] Prices) Solve(IProgress<double>? progress, CancellationToken ct)
    {
        var step = Math.Max(1, _graph.People / 100);
        for (var person = 0; person < _graph.People; person++)
        {
            ct.ThrowIfCancellationRequested();
            if (person % step == 0)
                progress?.Report((double)person / _graph.People);
            BringIn(person);
        }

        progress?.Report(1);
        return (_chosen, _prices);
    }

    private void BringIn(int person)
    {
        var worth = 0;
        for (var edge = _graph.Start[person]; edge < _graph.Start[person + 1]; edge++)
            worth = Math.Max(worth, _graph.Score[edge] - _prices[_graph.Mentor[edge]]);
        (_least, _end, _without) = (worth, None, person);
        Spread(person, 0, worth);
        for (var cost = 0; cost < _least; cost++)
        {
            // A mentor may be put into the bucket that is being emptied.
            while (cost < _least && _bucket[cost] is not None and var mentor)
            {
                Unlink(mentor);
                _done.Add(mentor);
                LookBehind(mentor, cost);
            }
        }

        foreach (var mentor in _done)
            _prices[mentor] += Math.Max(0, _least - _far[mentor]);
        Shift(_end != None ? _end : _without != person ? Leave(_without) : None);
        Forget();
    }

    /// <summary>Those who have the mentor's places: what if one of them went elsewhere, or without?</summary>
    private void LookBehind(int mentor, int cost)
    {
        for (var person = _first[mentor]; person != None; person = _next[person])
        {
            var worth = _graph.Score[_chosen[person]] - _prices[mentor];
            if (cost + worth < _least)
                (_least, _end, _without) = (cost + worth, None, person);
            Spread(person, cost, worth);
        }
    }

    private void Spread(int person, int cost, int worth)
    {
        // Nine tenths of the time is spent here.
        var (start, count) = (_graph.Start[person], _graph.Start[person + 1] - _graph.Start[person]);
        var mentors = _graph.Mentor.AsSpan(start, count);
        var scores = _graph.Score.AsSpan(start, count);
        var (prices, reached) = (_prices, _far);
        for (var i = 0; i < mentors.Length; i++)
        {
            var mentor = mentors[i];
            var far = cost + worth - scores[i] + prices[mentor];
            if (far >= _least || far >= reached[mentor])
                continue;
            if (reached[mentor] == Far)
                _touched.Add(mentor);
            else if (_free[mentor] == 0)
                Unlink(mentor);
            (reached[mentor], _from[mentor], _by[mentor]) = (far, person, start + i);
            // A free place is an end: nothing that costs as much is looked at any more.
            if (_free[mentor] > 0)
                (_least, _end) = (far, mentor);
            else
                Link(mentor, far);
        }
    }

    private void Link(int mentor, int far)
    {
        (_below[mentor], _above[mentor]) = (_bucket[far], None);
        if (_bucket[far] != None)
            _above[_bucket[far]] = mentor;
        _bucket[far] = mentor;
    }

    private void Unlink(int mentor)
    {
        if (_above[mentor] == None)
            _bucket[_far[mentor]] = _below[mentor];
        else
            _below[_above[mentor]] = _below[mentor];
        if (_below[mentor] != None)
            _above[_below[mentor]] = _above[mentor];
    }

    /// <summary>Along the path back to its beginning, everybody takes the place that leads on.</summary>
    private void Shift(int end)
    {
        for (var mentor = end; mentor != None;)
        {
            var person = _from[mentor];
            var left = _chosen[person] == None ? None : Leave(person);
            _chosen[person] = _by[mentor];
            _free[mentor]--;
            (_next[person], _previous[person]) = (_first[mentor], None);
            if (_first[mentor] != None)
                _previous[_first[mentor]] = person;
            _first[mentor] = person;
            mentor = left;
        }
    }

    /// <returns>The mentor whose place is free now.</returns>
    private int Leave(int person)
    {
        var mentor = _graph.Mentor[_chosen[person]];
        if (_previous[person] == None)
            _first[mentor] = _next[person];
        else
            _next[_previous[person]] = _next[person];
        if (_next[person] != None)
            _previous[_next[person]] = _previous[person];
        _chosen[person] = None;
        _free[mentor]++;
        return mentor;
    }

    private void Forget()
    {
        foreach (var mentor in _touched)
        {
            _bucket[_far[mentor]] = None;
            _far[mentor] = Far;
        }

        _touched.Clear();
        _done.Clear();
    }

    private static int[] Filled(int length, int value)
    {
        var filled = new int[length];
        Array.Fill(filled, value);
        return filled;
    }
}

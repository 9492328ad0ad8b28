namespace Pledge.Domain.Matching;

/// <summary>The best of many allowed pairs: by score, then by id, so that the order in which they came changes nothing.</summary>
internal sealed class Ranking<TOffer>(Func<TOffer, Guid> idOf)
{
    private readonly List<(int Score, TOffer Offer)> _found = [];

    internal void Add(int score, TOffer offer) => _found.Add((score, offer));

    /// <summary>At most so many, best first.</summary>
    /// <param name="groupOf">What not to suggest too much of, or null.</param>
    /// <param name="mostOfOne">Most of one group while others are left. Those passed over come after, in their order, if the list is not full: a short list helps nobody.</param>
    internal IReadOnlyList<TOffer> Best(int most, Func<TOffer, Guid>? groupOf = null, int mostOfOne = int.MaxValue)
    {
        if (groupOf is null)
            return [.. InOrder().Take(most)];
        Dictionary<Guid, int> taken = [];
        List<TOffer> best = [], passedOver = [];
        foreach (var offer in InOrder())
        {
            if (best.Count == most)
                break;
            var group = groupOf(offer);
            var before = taken.GetValueOrDefault(group);
            taken[group] = before + 1;
            if (before < mostOfOne)
                best.Add(offer);
            else if (passedOver.Count < most)
                passedOver.Add(offer);
        }

        return [.. best, .. passedOver.Take(most - best.Count)];
    }

    /// <summary>By score without comparing: only as many equal ones are put in order of id as somebody asks for.</summary>
    private IEnumerable<TOffer> InOrder()
    {
        var start = new int[MatchScore.Most + 2];
        foreach (var (score, _) in _found)
            start[MatchScore.Most - score + 1]++;
        for (var i = 1; i < start.Length; i++)
            start[i] += start[i - 1];
        var (sorted, next) = (new TOffer[_found.Count], start.ToArray());
        foreach (var (score, offer) in _found)
            sorted[next[MatchScore.Most - score]++] = offer;
        var byId = Comparer<TOffer>.Create((a, b) => idOf(a).CompareTo(idOf(b)));
        for (var i = 0; i < start.Length - 1; i++)
        {
            if (start[i + 1] - start[i] > 1)
                Array.Sort(sorted, start[i], start[i + 1] - start[i], byId);
            for (var at = start[i]; at < start[i + 1]; at++)
                yield return sorted[at];
        }
    }
}

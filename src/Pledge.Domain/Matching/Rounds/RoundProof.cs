namespace Pledge.Domain.Matching.Rounds;

/// <summary>Shows that an allocation is the best there is, from its prices, without knowing how it was found.</summary>
/// <remarks>
/// Duality of linear programmes (Gale, Kuhn and Tucker 1951): for any prices of 0 or more, no allocation can add up to more than all places at their prices
/// and, for each young person, the most that a candidate's score exceeds the price, or 0. An allocation whose sum is that bound is therefore the best.
/// </remarks>
internal static class RoundProof
{
    /// <returns>The sum of scores, which is also the bound.</returns>
    /// <exception cref="InvalidOperationException">The allocation is not allowed, or not proved to be the best: a bug, and no round may be shown.</exception>
    internal static long Check(RoundGraph graph, IReadOnlyList<int> chosen, IReadOnlyList<int> prices)
    {
        var taken = new int[graph.Places.Length];
        long sum = 0, bound = 0;
        for (var person = 0; person < graph.People; person++)
        {
            var (edge, start, end) = (chosen[person], graph.Start[person], graph.Start[person + 1]);
            if (edge >= 0)
            {
                if (edge < start || edge >= end)
                    throw new InvalidOperationException("A young person got a mentor who is no candidate");
                taken[graph.Mentor[edge]]++;
                sum += graph.Score[edge];
            }

            var most = 0;
            for (var other = start; other < end; other++)
                most = Math.Max(most, graph.Score[other] - prices[graph.Mentor[other]]);
            bound += most;
        }

        for (var mentor = 0; mentor < taken.Length; mentor++)
        {
            if (taken[mentor] > graph.Places[mentor])
                throw new InvalidOperationException("A mentor got more young people than there are places");
            if (prices[mentor] < 0)
                throw new InvalidOperationException("A price is below 0");
            bound += (long)graph.Places[mentor] * prices[mentor];
        }

        return sum == bound ? sum : throw new InvalidOperationException($"The allocation adds up to {sum}, and {bound} was not ruled out");
    }
}

using System.Runtime.InteropServices;

namespace Pledge.Domain.Matching.Rounds;

/// <summary>A round as plain numbers: young people in order of id, and their candidates one after the other.</summary>
/// <param name="Start">Of each young person's candidates, and one more for the end.</param>
/// <param name="Mentor">Of each candidate, by its place in the order of ids.</param>
/// <param name="Score">Of each candidate; 0 or more.</param>
/// <param name="Places">Of each mentor.</param>
internal sealed record RoundGraph(int[] Start, int[] Mentor, int[] Score, int[] Places)
{
    internal int People => Start.Length - 1;

    /// <summary>What is free to be chosen: no pinned young people, no banned pairs, no place that a pin takes and no mentor without a place left.</summary>
    internal static RoundGraph Of(IReadOnlyList<RoundYoungPerson> people, IReadOnlyList<RoundMentor> mentors, IReadOnlyList<RoundPair> pins, IReadOnlyList<RoundPair> bans)
    {
        var order = mentors.Select((mentor, place) => (mentor.Id, place)).ToDictionary(mentor => mentor.Id, mentor => mentor.place);
        var (pinned, banned) = (pins.Select(pin => pin.YoungPerson).ToHashSet(), bans.ToHashSet());
        var places = mentors.Select(mentor => mentor.Places).ToArray();
        foreach (var pin in pins)
            places[order[pin.Mentor]]--;
        var start = new int[people.Count + 1];
        List<int> mentor = [], score = [];
        for (var i = 0; i < people.Count; i++)
        {
            foreach (var candidate in pinned.Contains(people[i].Id) ? [] : people[i].Candidates)
            {
                if (places[order[candidate.Mentor]] == 0 || banned.Contains(new(people[i].Id, candidate.Mentor)))
                    continue;
                mentor.Add(order[candidate.Mentor]);
                score.Add(candidate.Score.Score);
            }

            start[i + 1] = mentor.Count;
            // By mentor, so that the order in which candidates were given changes nothing.
            var (from, count) = (start[i], start[i + 1] - start[i]);
            CollectionsMarshal.AsSpan(mentor).Slice(from, count).Sort(CollectionsMarshal.AsSpan(score).Slice(from, count));
        }

        return new(start, [.. mentor], [.. score], places);
    }

    /// <summary>The same with the sides changed: a row for each place, and a single place with each young person.</summary>
    /// <returns>Also, for each candidate of the turned graph, which of this one it is.</returns>
    internal (RoundGraph Turned, int[] Edges) Turned()
    {
        List<(int Person, int Edge)>[] wanted = [.. Places.Select(_ => new List<(int, int)>())];
        for (var person = 0; person < People; person++)
        {
            for (var edge = Start[person]; edge < Start[person + 1]; edge++)
                wanted[Mentor[edge]].Add((person, edge));
        }

        List<int> start = [0], people = [], edges = [];
        for (var mentor = 0; mentor < Places.Length; mentor++)
        {
            // Of the places that nobody is left for, one has a row: it is what brings the price to 0.
            for (var place = 0; place < Math.Min(Places[mentor], wanted[mentor].Count + 1); place++)
            {
                people.AddRange(wanted[mentor].Select(one => one.Person));
                edges.AddRange(wanted[mentor].Select(one => one.Edge));
                start.Add(people.Count);
            }
        }

        return (new([.. start], [.. people], [.. edges.Select(edge => Score[edge])], Enumerable.Repeat(1, People).ToArray()), [.. edges]);
    }

    /// <summary>From the result for the turned graph, whose prices are what each young person's place in the round is worth, the result for this one.</summary>
    internal (int[] Chosen, int[] Prices) TurnBack(int[] turned, int[] worth, int[] edges)
    {
        var (chosen, prices) = (new int[People], new int[Places.Length]);
        Array.Fill(chosen, -1);
        foreach (var one in turned.Where(one => one >= 0))
            chosen[PersonOf(edges[one])] = edges[one];
        for (var person = 0; person < People; person++)
        {
            for (var edge = Start[person]; edge < Start[person + 1]; edge++)
                prices[Mentor[edge]] = Math.Max(prices[Mentor[edge]], Score[edge] - worth[person]);
        }

        return (chosen, prices);
    }

    /// <summary>Whose candidate it is: the last whose candidates begin at or before it.</summary>
    private int PersonOf(int edge)
    {
        var (low, high) = (0, People - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Start[middle] <= edge ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}

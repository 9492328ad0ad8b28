using Pledge.Domain.Matching.Mentors;

namespace Pledge.Domain.Matching.Rounds;

/// <summary>What one young person gets in a round.</summary>
/// <param name="Mentor">Null: nobody this time.</param>
/// <param name="Score">Default without a mentor.</param>
public sealed record RoundPlace(YoungPersonId YoungPerson, MentorId? Mentor, MatchScore Score, bool IsPinned);

/// <summary>A young person and a mentor who would both prefer each other to what they got, in their own scores. The best sum does not rule this out.</summary>
/// <param name="Score">Of this pair.</param>
/// <param name="YoungPersonGot">The score of the mentor they got as they see it; null without one.</param>
/// <param name="MentorGot">The lowest score, as the mentor sees it, of those who got the mentor's places; null with a place still free.</param>
public sealed record BlockingPair(YoungPersonId YoungPerson, MentorId Mentor, MatchScore Score, int? YoungPersonGot, int? MentorGot);

/// <summary>A proposed round, proved to be the best.</summary>
/// <param name="Places">Everybody in the round, by id.</param>
/// <param name="Total">Sum of the pairs' scores, pinned ones too: no allocation with the same pins and bans has more.</param>
/// <param name="Prices">Of a place with each mentor, where it is above 0 (it is 0 while places are free): one place more would add at most this to the total, one less would cost at least this.</param>
/// <param name="BlockingPairs">By young person, then by mentor. Banned pairs are none.</param>
public sealed record Round(IReadOnlyList<RoundPlace> Places, long Total, IReadOnlyDictionary<MentorId, int> Prices, IReadOnlyList<BlockingPair> BlockingPairs)
{
    /// <summary>The best round. The order of the lists in the request changes nothing.</summary>
    /// <param name="progress">Gets the share that is done, from 0 to 1.</param>
    /// <exception cref="ArgumentException">The request does not pass <see cref="RoundRequest.Check"/>.</exception>
    /// <exception cref="InvalidOperationException">The result could not be proved to be the best: a bug.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Round Best(RoundRequest request, IProgress<double>? progress = null, CancellationToken ct = default)
    {
        if (request.Check() is { } fault)
            throw new ArgumentException($"{fault.Kind} {fault.YoungPerson} {fault.Mentor}", nameof(request));
        var people = request.YoungPeople.OrderBy(person => person.Id.Value).ToList();
        var mentors = request.Mentors.OrderBy(mentor => mentor.Id.Value).ToList();
        var pins = request.Pins.ToDictionary(pin => pin.YoungPerson, pin => pin.Mentor);
        var graph = RoundGraph.Of(people, mentors, request.Pins, request.Bans);
        var (chosen, prices) = RoundSolver.Solve(graph, progress, ct);
        var total = RoundProof.Check(graph, chosen, prices);

        var places = new List<RoundPlace>(people.Count);
        for (var i = 0; i < people.Count; i++)
        {
            var isPinned = pins.TryGetValue(people[i].Id, out var mentor);
            if (!isPinned && chosen[i] < 0)
                places.Add(new(people[i].Id, null, default, false));
            else
            {
                mentor = isPinned ? mentor : mentors[graph.Mentor[chosen[i]]].Id;
                var score = people[i].Candidates.First(candidate => candidate.Mentor == mentor).Score;
                places.Add(new(people[i].Id, mentor, score, isPinned));
                total += isPinned ? score.Score : 0;
            }
        }

        var priced = mentors.Select((mentor, i) => (mentor.Id, Price: prices[i])).Where(mentor => mentor.Price > 0).ToDictionary(mentor => mentor.Id, mentor => mentor.Price);
        return new(places, total, priced, Blocking(people, request.Mentors, places, request.Bans.ToHashSet()));
    }

    /// <summary>Both must prefer it strictly: equal scores are no reason to change.</summary>
    private static List<BlockingPair> Blocking(List<RoundYoungPerson> people, IReadOnlyList<RoundMentor> mentors, List<RoundPlace> places, HashSet<RoundPair> bans)
    {
        var got = places.Where(place => place.Mentor is not null).ToLookup(place => place.Mentor!.Value, place => place.Score.ForOther);
        var least = mentors.ToDictionary(mentor => mentor.Id, mentor => (IsFull: got[mentor.Id].Count() >= mentor.Places, Score: got[mentor.Id].DefaultIfEmpty(int.MaxValue).Min()));
        List<BlockingPair> blocking = [];
        for (var i = 0; i < people.Count; i++)
        {
            int? mine = places[i].Mentor is null ? null : places[i].Score.ForYoungPerson;
            foreach (var (mentor, score) in people[i].Candidates.OrderBy(candidate => candidate.Mentor.Value))
            {
                var theirs = least[mentor];
                if (mentor == places[i].Mentor || score.ForYoungPerson <= mine || (theirs.IsFull && score.ForOther <= theirs.Score) || bans.Contains(new(people[i].Id, mentor)))
                    continue;
                blocking.Add(new(people[i].Id, mentor, score, mine, theirs.IsFull ? theirs.Score : null));
            }
        }

        return blocking;
    }
}

using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Mentors;
using Pledge.Domain.Matching.Rounds;

namespace Pledge.Tests.Matching;

/// <summary>Rounds by chance, and two plain ways to find the best sum that share nothing with the program's.</summary>
internal static class RoundWorld
{
    public static YoungPersonId Person(int number) => new(new Guid(number, 0, 0, new byte[8]));

    public static MentorId Mentor(int number) => new(new Guid(number, 1, 0, new byte[8]));

    public static RoundRequest Random(Random chance, int people, int mentors, int mostPlaces, int mostScore, double share, bool withPins)
    {
        var everybody = Enumerable.Range(0, people).Select(i => new RoundYoungPerson(Person(i), [.. Enumerable.Range(0, mentors).Where(_ => chance.NextDouble() < share)
            .Select(j => new RoundCandidate(Mentor(j), new(chance.Next(mostScore + 1), chance.Next(mostScore + 1), chance.Next(mostScore + 1))))])).ToList();
        var all = Enumerable.Range(0, mentors).Select(j => new RoundMentor(Mentor(j), chance.Next(mostPlaces + 1))).ToList();
        if (!withPins)
            return new(everybody, all, [], []);
        List<RoundPair> pins = [], bans = [];
        foreach (var person in everybody)
        {
            foreach (var candidate in person.Candidates)
            {
                if (chance.Next(6) == 0 && pins.All(pin => pin.YoungPerson != person.Id) && pins.Count(pin => pin.Mentor == candidate.Mentor) < all.Single(mentor => mentor.Id == candidate.Mentor).Places)
                    pins.Add(new(person.Id, candidate.Mentor));
                else if (chance.Next(4) == 0)
                    bans.Add(new(person.Id, candidate.Mentor));
            }
        }

        return new(everybody, all, pins, bans);
    }

    /// <summary>Every way to give everybody a mentor or none is tried.</summary>
    public static long BestByTrying(RoundRequest request)
    {
        var free = request.Mentors.ToDictionary(mentor => mentor.Id, mentor => mentor.Places);
        return From(0);

        long From(int i)
        {
            if (i == request.YoungPeople.Count)
                return 0;
            var person = request.YoungPeople[i];
            RoundPair? pin = request.Pins.Where(pair => pair.YoungPerson == person.Id).Select(pair => (RoundPair?)pair).SingleOrDefault();
            var best = pin is null ? From(i + 1) : long.MinValue / 2;
            foreach (var (mentor, score) in person.Candidates)
            {
                if (free[mentor] == 0 || request.Bans.Contains(new(person.Id, mentor)) || (pin is { } must && must.Mentor != mentor))
                    continue;
                free[mentor]--;
                best = Math.Max(best, score.Score + From(i + 1));
                free[mentor]++;
            }

            return best;
        }
    }

    /// <summary>The textbook way: while a path through what is left adds something, take the one that adds most (Bellman and Ford). Without pins and bans.</summary>
    public static long BestByPaths(RoundRequest request)
    {
        var (people, mentors) = (request.YoungPeople.Count, request.Mentors.Count);
        var (source, sink) = (people + mentors, people + mentors + 1);
        var index = request.Mentors.Select((mentor, j) => (mentor.Id, j)).ToDictionary(mentor => mentor.Id, mentor => mentor.j);
        List<(int From, int To, int Gain)> arcs = [];
        List<int> left = [];
        for (var i = 0; i < people; i++)
        {
            Add(source, i, 1, 0);
            foreach (var (mentor, score) in request.YoungPeople[i].Candidates)
                Add(i, people + index[mentor], 1, score.Score);
        }

        for (var j = 0; j < mentors; j++)
            Add(people + j, sink, request.Mentors[j].Places, 0);
        for (long total = 0; ;)
        {
            var gain = Enumerable.Repeat(long.MinValue / 2, people + mentors + 2).ToArray();
            var by = new int[gain.Length];
            gain[source] = 0;
            for (var changed = true; changed;)
            {
                changed = false;
                for (var arc = 0; arc < arcs.Count; arc++)
                {
                    var (from, to, more) = arcs[arc];
                    if (left[arc] > 0 && gain[from] > long.MinValue / 4 && gain[from] + more > gain[to])
                        (gain[to], by[to], changed) = (gain[from] + more, arc, true);
                }
            }

            if (gain[sink] <= 0)
                return total;
            total += gain[sink];
            for (var node = sink; node != source; node = arcs[by[node]].From)
                (left[by[node]], left[by[node] ^ 1]) = (left[by[node]] - 1, left[by[node] ^ 1] + 1);
        }

        void Add(int from, int to, int capacity, int gain)
        {
            arcs.AddRange([(from, to, gain), (to, from, -gain)]);
            left.AddRange([capacity, 0]);
        }
    }
}

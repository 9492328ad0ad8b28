using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Mentors;
using Pledge.Domain.Matching.Rounds;
using Pledge.Tests.Matching;
using static Pledge.Benchmarks.Report;

namespace Pledge.Benchmarks.Matching;

/// <summary>The whole round at full size, and a small one beside a textbook method.</summary>
internal static class RoundTimes
{
    private const int People = 20_000, Mentors = 5_000, Listed = 50, Near = 600;
    private const int SmallPeople = 1_000, SmallMentors = 250, SmallListed = 20;

    public static void Run(int seed, Report report, CancellationToken ct)
    {
        var big = Time(seed, People, Mentors, Listed, report, ct);
        var small = Time(seed, SmallPeople, SmallMentors, SmallListed, report, ct);
        var reference = 0L;
        var took = Clocked.Once(() => reference = RoundWorld.BestByPaths(small.Request));
        if (reference != small.Round.Total)
            throw new BenchException($"The small round adds up to {small.Round.Total}, and the reference to {reference}.");
        report.Keep("matching", SmallPeople, "round.reference", took, "ms");
        report.Table(["whole round", "candidates", "candidate lists s", "round s", "reference s", "total", "matched", "blocking pairs"], [Row(big, null), Row(small, took)]);
    }

    private sealed record Timed(RoundRequest Request, Round Round, double ListsMs, double RoundMs);

    private static string[] Row(Timed timed, double? reference) =>
    [
        $"{Number(timed.Request.YoungPeople.Count)} × {Number(timed.Request.Mentors.Count)}", Number(timed.Request.YoungPeople.Sum(person => person.Candidates.Count)), Number(timed.ListsMs / 1000, 2),
        Number(timed.RoundMs / 1000, 2), reference is { } ms ? Number(ms / 1000, 2) : "", Number(timed.Round.Total), Number(timed.Round.Places.Count(place => place.Mentor is not null)), Number(timed.Round.BlockingPairs.Count),
    ];

    private static Timed Time(int seed, int people, int mentors, int listed, Report report, CancellationToken ct)
    {
        var county = new County(seed);
        var matcher = MentorMatching.With(MentorMatching.DefaultWeights);
        var offered = Enumerable.Range(0, mentors).Select(number => county.Mentor(number, ready: true)).ToList();
        var seekers = Enumerable.Range(0, people).Select(county.Seeker).ToList();
        List<RoundYoungPerson> lists = [];
        var listsTook = Clocked.Once(() =>
        {
            // As a query would: the nearest ones of each outcode, found once.
            var nearest = seekers.Select(seeker => seeker.Reach?.Value.Place).OfType<Place>().Distinct()
                .ToDictionary(place => place, place => offered.OrderBy(mentor => mentor.Reach!.Value.Place.MetresTo(place)).Take(Near).ToList());
            lists.AddRange(seekers.AsParallel().AsOrdered().Select(seeker => new RoundYoungPerson(seeker.Id,
                matcher.Candidates(seeker, seeker.Reach?.Value.Place is { } place ? nearest[place] : offered, County.Day, MentorSafeguards.Default, listed))));
        });
        var request = new RoundRequest(lists, [.. offered.Select((mentor, i) => new RoundMentor(mentor.Id, 1 + (i % mentor.FreePlaces)))], [], []);
        Round? round = null;
        var took = Clocked.Once(() => round = Round.Best(request, null, ct));
        report.Keep("matching", people, "round.candidate-lists", listsTook, "ms");
        report.Keep("matching", people, "round", took, "ms");
        report.Keep("matching", people, "round.total", round!.Total, "points");
        return new(request, round, listsTook, took);
    }
}

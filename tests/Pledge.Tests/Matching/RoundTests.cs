using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Rounds;
using static Pledge.Tests.Matching.RoundWorld;

namespace Pledge.Tests.Matching;

public sealed class RoundTests
{
    [Theory]
    [InlineData(1, 2)] // almost only ties
    [InlineData(2, 10)]
    [InlineData(3, 10_000)]
    public void The_total_is_the_best_of_all_that_can_be_tried(int seed, int mostScore)
    {
        var chance = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var request = Random(chance, chance.Next(8), chance.Next(5), 3, mostScore, chance.NextDouble(), round % 2 == 1);

            var best = Round.Best(request);

            Assert.Equal(BestByTrying(request), best.Total);
            IsAllowed(request, best);
        }
    }

    [Theory]
    [InlineData(4, 80, 25, 10_000)]
    [InlineData(5, 80, 25, 3)]
    [InlineData(6, 60, 60, 100)]
    [InlineData(7, 120, 10, 1000)]
    public void The_total_is_that_of_an_independent_method(int seed, int people, int mentors, int mostScore)
    {
        var request = Random(new(seed), people, mentors, 4, mostScore, 0.3, false);

        Assert.Equal(BestByPaths(request), Round.Best(request).Total);
    }

    [Fact]
    public void The_order_of_the_lists_changes_nothing()
    {
        var chance = new Random(8);
        for (var round = 0; round < 50; round++)
        {
            var request = Random(chance, 20, 6, 3, 4, 0.5, true);
            var turned = new RoundRequest([.. request.YoungPeople.Reverse().Select(person => person with { Candidates = [.. person.Candidates.Reverse()] })],
                [.. request.Mentors.Reverse()], [.. request.Pins.Reverse()], [.. request.Bans.Reverse()]);

            var (one, other) = (Round.Best(request), Round.Best(turned));

            Assert.Equal(one.Places, other.Places);
            Assert.Equal(one.BlockingPairs, other.BlockingPairs);
        }
    }

    [Fact]
    public void Pairs_that_would_both_change_are_told_and_no_others()
    {
        var chance = new Random(9);
        var told = 0;
        for (var round = 0; round < 200; round++)
        {
            var request = Random(chance, 8, 4, 2, 10, 0.6, round % 2 == 1);
            var best = Round.Best(request);
            var got = best.Places.ToDictionary(place => place.YoungPerson);
            var expected = from person in request.YoungPeople
                           from candidate in person.Candidates
                           let mine = got[person.Id]
                           let theirs = best.Places.Where(place => place.Mentor == candidate.Mentor).Select(place => place.Score.ForOther).ToList()
                           let places = request.Mentors.Single(mentor => mentor.Id == candidate.Mentor).Places
                           where !request.Bans.Contains(new(person.Id, candidate.Mentor)) && mine.Mentor != candidate.Mentor
                           where mine.Mentor is null || candidate.Score.ForYoungPerson > mine.Score.ForYoungPerson
                           where theirs.Count < places || theirs.Any(score => score < candidate.Score.ForOther)
                           select (person.Id, candidate.Mentor);

            Assert.Equal(expected.ToHashSet(), best.BlockingPairs.Select(pair => (pair.YoungPerson, pair.Mentor)).ToHashSet());
            told += best.BlockingPairs.Count;
        }

        Assert.True(told > 100, $"{told}");
    }

    [Fact]
    public void An_allocation_that_is_not_the_best_has_no_proof()
    {
        // One place, two who want it.
        var graph = new RoundGraph([0, 1, 2], [0, 0], [7, 5], [1]);

        Assert.Equal(7, RoundProof.Check(graph, [0, -1], [5]));
        Assert.Equal(7, RoundProof.Check(graph, [0, -1], [7]));
        Assert.Throws<InvalidOperationException>(() => RoundProof.Check(graph, [-1, 1], [5])); // the lesser
        Assert.Throws<InvalidOperationException>(() => RoundProof.Check(graph, [0, -1], [4])); // the price proves nothing
        Assert.Throws<InvalidOperationException>(() => RoundProof.Check(graph, [0, -1], [8]));
        Assert.Throws<InvalidOperationException>(() => RoundProof.Check(graph, [0, 1], [0])); // no place for both
        Assert.Throws<InvalidOperationException>(() => RoundProof.Check(graph, [1, -1], [5])); // somebody else's candidate
        Assert.Throws<InvalidOperationException>(() => RoundProof.Check(graph, [0, -1], [-1]));
    }

    [Fact]
    public void A_request_that_cannot_be_says_why()
    {
        var score = new MatchScore(5, 5, 5);
        var request = new RoundRequest([new(Person(0), [new(Mentor(0), score)]), new(Person(1), [new(Mentor(0), score)])], [new(Mentor(0), 1), new(Mentor(1), 1)], [], []);
        RoundPair first = new(Person(0), Mentor(0)), second = new(Person(1), Mentor(0)), other = new(Person(0), Mentor(1));
        RoundFaultKind? Of(RoundRequest changed) => changed.Check()?.Kind;

        Assert.Null(Of(request));
        Assert.Null(Of(request with { Pins = [first], Bans = [second, other] }));
        Assert.Equal(RoundFaultKind.PinnedAndBanned, Of(request with { Pins = [first], Bans = [first] }));
        Assert.Equal(RoundFaultKind.TooManyPinned, Of(request with { Pins = [first, second] }));
        Assert.Equal(RoundFaultKind.PinnedTwice, Of(request with { Pins = [first, first] }));
        Assert.Equal(RoundFaultKind.PinnedNoCandidate, Of(request with { Pins = [other] }));
        Assert.Equal(RoundFaultKind.NotInRound, Of(request with { Bans = [new(Person(7), Mentor(0))] }));
        Assert.Equal(RoundFaultKind.NotInRound, Of(request with { Mentors = [] }));
        Assert.Equal(RoundFaultKind.Twice, Of(request with { Mentors = [.. request.Mentors, new(Mentor(0), 2)] }));
        Assert.Equal(RoundFaultKind.Twice, Of(request with { YoungPeople = [request.YoungPeople[0], request.YoungPeople[0]] }));
        Assert.Equal(RoundFaultKind.OutOfRange, Of(request with { Mentors = [new(Mentor(0), -1)] }));
        Assert.Equal(RoundFaultKind.OutOfRange, Of(request with { YoungPeople = [new(Person(0), [new(Mentor(0), score with { Score = 10_001 })])] }));
        Assert.Throws<ArgumentException>(() => Round.Best(request with { Pins = [other] }));
    }

    [Fact]
    public void It_tells_how_far_it_is_and_stops_when_asked()
    {
        var request = Random(new(10), 500, 50, 3, 100, 0.2, false);
        using var stop = new CancellationTokenSource();
        var seen = new Seen(share =>
        {
            if (share > 0.5)
                stop.Cancel();
        });

        Assert.Throws<OperationCanceledException>(() => Round.Best(request, seen, stop.Token));
        Assert.InRange(seen.Shares[^1], 0.5, 0.6);
        Assert.Equal(seen.Shares.Order(), seen.Shares);

        var whole = new Seen(_ => { });
        Round.Best(request, whole, CancellationToken.None);
        Assert.Equal(1, whole.Shares[^1]);
    }

    private static void IsAllowed(RoundRequest request, Round best)
    {
        Assert.Equal(request.YoungPeople.Select(person => person.Id).Order(Comparer<Pledge.Domain.YoungPersonId>.Create((a, b) => a.Value.CompareTo(b.Value))), best.Places.Select(place => place.YoungPerson));
        Assert.Equal(best.Total, best.Places.Sum(place => (long)place.Score.Score));
        Assert.All(request.Mentors, mentor => Assert.True(best.Places.Count(place => place.Mentor == mentor.Id) <= mentor.Places));
        Assert.All(request.Pins, pin => Assert.Contains(best.Places, place => place.IsPinned && place.YoungPerson == pin.YoungPerson && place.Mentor == pin.Mentor));
        Assert.All(request.Bans, ban => Assert.DoesNotContain(best.Places, place => place.YoungPerson == ban.YoungPerson && place.Mentor == ban.Mentor));
    }

    private sealed class Seen(Action<double> report) : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public void Report(double value)
        {
            Shares.Add(value);
            report(value);
        }
    }
}

using System.Diagnostics;
using Pledge.Benchmarks.Matching;
using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Mentors;
using Pledge.Domain.Matching.Opportunities;
using static Pledge.Benchmarks.Report;

namespace Pledge.Benchmarks;

/// <summary>Suggestions for one person and the whole round, beside plain ways to do the same: the pure code alone, then suggestions from the database.</summary>
internal static class MatchingBench
{
    private const string Name = "matching";
    private const int Mentors = 20_000, Opportunities = 50_000, Near = 500, Seekers = 200, Most = 10, DefaultSeed = 1;

    public static async Task RunAsync(BenchOptions options, Report report, CancellationToken ct)
    {
        var (seed, rounds) = (options.Seed ?? DefaultSeed, options.Quick ? Seekers / 10 : Seekers);
        var county = new County(seed);
        report.Say($"Suggestions for one young person, the best {Most}, in milliseconds.");
        report.Table(["", "p50 ms", "p95 ms", "reference p50 ms", "reference p95 ms"], [.. ForMentors(county, rounds, report), .. ForOpportunities(county, rounds, report)]);
        RoundTimes.Run(seed, report, ct);
        using var process = Process.GetCurrentProcess();
        var peak = process.PeakWorkingSet64 / 1024.0 / 1024.0;
        report.Keep(Name, Mentors, "peak-memory", peak, "MB");
        report.Say($"Most memory of the process: {Number(peak)} MB.");
        await StoredTimes.RunAsync(options, report, ct);
    }

    private static IEnumerable<IReadOnlyList<string>> ForMentors(County county, int rounds, Report report)
    {
        var matcher = MentorMatching.With(MentorMatching.DefaultWeights);
        var all = Enumerable.Range(0, Mentors).Select(number => county.Mentor(number, ready: false)).ToList();
        var seekers = Enumerable.Range(0, rounds).Select(county.Seeker).ToList();
        foreach (var size in new[] { Mentors, Near })
        {
            var offered = seekers.Select(seeker => size == Mentors ? all : Nearest(all, seeker.Reach?.Value.Place, mentor => mentor.Reach?.Value.Place, size)).ToList();
            yield return Row(report, "mentors", size, rounds,
                i => matcher.Suggest(seekers[i], offered[i], County.Day, MentorSafeguards.Default, Most),
                i => Plainly(offered[i], mentor => new MentorPair(seekers[i], mentor, County.Day, MentorSafeguards.Default), matcher, mentor => mentor.Id.Value));
        }
    }

    private static IEnumerable<IReadOnlyList<string>> ForOpportunities(County county, int rounds, Report report)
    {
        // Of one employer as many as there are: the reference knows no other order than the score.
        var matcher = OpportunityMatching.With(OpportunityMatching.DefaultWeights with { MostOfOne = int.MaxValue });
        var all = Enumerable.Range(0, Opportunities).Select(county.Opportunity).ToList();
        var seekers = Enumerable.Range(0, rounds).Select(county.WorkSeeker).ToList();
        foreach (var size in new[] { Opportunities, Near })
        {
            var offered = seekers.Select(seeker => size == Opportunities ? all : Nearest(all, seeker.Reach?.Value.Place, post => post.Place, size)).ToList();
            yield return Row(report, "opportunities", size, rounds,
                i => matcher.Suggest(seekers[i], offered[i], County.Day, Most),
                i => Plainly(offered[i], post => new OpportunityPair(seekers[i], post, County.Day), matcher, post => post.Id.Value));
        }
    }

    private static string[] Row<TOffer>(Report report, string what, int size, int rounds, Func<int, IReadOnlyList<Suggestion<TOffer>>> suggest, Func<int, IReadOnlyList<Suggestion<TOffer>>> plainly)
    {
        // The reference is slow: a tenth of the people is enough to compare with.
        var some = Math.Max(1, rounds / 10);
        for (var i = 0; i < some; i++)
        {
            if (!suggest(i).Select(suggestion => (suggestion.Offer, suggestion.Score)).SequenceEqual(plainly(i).Select(suggestion => (suggestion.Offer, suggestion.Score))))
                throw new BenchException($"The {what} suggested are not those of the reference.");
        }

        var (times, reference) = (Clocked.Each(rounds, i => suggest(i)), Clocked.Each(some, i => plainly(i)));
        foreach (var (point, share) in new[] { ("p50", 0.5), ("p95", 0.95) })
        {
            report.Keep(Name, size, $"{what}.{point}", times.At(share), "ms");
            report.Keep(Name, size, $"{what}.reference.{point}", reference.At(share), "ms");
        }

        return [$"{what}, {Number(size)}", Number(times.At(0.5), 2), Number(times.At(0.95), 2), Number(reference.At(0.5), 2), Number(reference.At(0.95), 2)];
    }

    private static List<TOffer> Nearest<TOffer>(List<TOffer> all, Place? place, Func<TOffer, Place?> placeOf, int most) =>
        [.. all.OrderBy(offer => place is { } here && placeOf(offer) is { } there ? here.MetresTo(there) : 0).Take(most)];

    private static List<Suggestion<TOffer>> Plainly<TPair, TOffer>(IEnumerable<TOffer> offers, Func<TOffer, TPair> pairOf, Matcher<TPair> matcher, Func<TOffer, Guid> idOf) =>
    [
        .. offers.Select(offer => (Pair: pairOf(offer), Offer: offer)).Where(one => matcher.Exclusions(one.Pair).Count == 0).Select(one => matcher.Explain(one.Pair, one.Offer))
            .OrderByDescending(suggestion => suggestion.Score.Score).ThenBy(suggestion => idOf(suggestion.Offer)).Take(Most),
    ];
}

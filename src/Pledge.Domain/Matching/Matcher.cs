namespace Pledge.Domain.Matching;

/// <summary>Rules and weighed parts for one kind of pair. Looks at nothing but the pair: no clock, no database.</summary>
/// <typeparam name="TPair">A young person, an offer and the day it is about.</typeparam>
public sealed class Matcher<TPair>
{
    private readonly MatchRule<TPair>[] _rules;
    private readonly MatchPart<TPair>[] _parts;
    private readonly MatchWeight[] _weights;
    private readonly double _share;

    // Of each part among all parts. Reasons are put in order by it and not by points, which also depend on what else was told.
    private readonly double[] _importance;

    /// <exception cref="ArgumentException">The weights do not pass <see cref="MatchWeights.Check"/>: a bug, since they are checked before they are kept.</exception>
    public Matcher(IReadOnlyList<MatchRule<TPair>> rules, IReadOnlyList<MatchPart<TPair>> parts, MatchWeights weights)
    {
        if (weights.Check([.. parts.Select(part => part.Code)]) is [var (fault, code), ..])
            throw new ArgumentException($"Weights of version {weights.Version}: {fault} {code}", nameof(weights));
        (_rules, _parts, _share) = ([.. rules], [.. parts], weights.YoungPersonShare);
        _weights = [.. parts.Select(part => weights.Parts[part.Code])];
        _importance = weights.Importance(parts.Select(part => part.Code));
        MostOfOne = weights.MostOfOne;
    }

    internal int MostOfOne { get; }

    public bool IsAllowed(TPair pair)
    {
        foreach (var rule in _rules)
        {
            if (rule.Excludes(pair))
                return false;
        }

        return true;
    }

    /// <summary>Every rule that forbids the pair, in the order of the rules; empty when it is allowed.</summary>
    public IReadOnlyList<Exclusion> Exclusions(TPair pair) => [.. _rules.Where(rule => rule.Excludes(pair)).Select(rule => rule.Explain(pair))];

    /// <summary>The score of a pair, whether a rule forbids it or not.</summary>
    public MatchScore Score(TPair pair)
    {
        var sums = default(Sums);
        for (var i = 0; i < _parts.Length; i++)
            sums.Add(_parts[i].Read(pair), _weights[i]);
        return sums.Score(_share);
    }

    /// <summary>The same score with its reasons, from the same readings.</summary>
    public Suggestion<TOffer> Explain<TOffer>(TPair pair, TOffer offer)
    {
        var sums = default(Sums);
        var readings = _parts.Select(part => part.Read(pair)).ToArray();
        for (var i = 0; i < _parts.Length; i++)
            sums.Add(readings[i], _weights[i]);
        List<(double Rank, MatchReason Reason)> reasons = [];
        List<PartNotUsed> left = [];
        for (var i = 0; i < _parts.Length; i++)
        {
            var (reading, part) = (readings[i], _parts[i]);
            if (reading.Mine is not NotUsed.No)
                left.Add(new(part.Code, reading.Mine, MatchReaders.YoungPerson));
            if (reading.Theirs is not NotUsed.No)
                left.Add(new(part.Code, reading.Theirs, part.Them));
            if (reading.Counts && sums.Points(reading.Value, _weights[i], _share) is > 0 and var points)
                reasons.Add((reading.Value * _importance[i], new(part.Code, part.Args(pair), reading.Value, points, reading.MayRead)));
        }

        return new(offer, sums.Score(_share), [.. reasons.OrderByDescending(reason => reason.Rank).ThenBy(reason => reason.Reason.Code, StringComparer.Ordinal).Select(reason => reason.Reason)], left);
    }

    /// <summary>What was reached and the most that could be, for each side.</summary>
    private struct Sums
    {
        private double _young, _other, _mostYoung, _mostOther;

        internal void Add(PartReading reading, MatchWeight weight)
        {
            if (reading.Mine is not NotUsed.No)
                return;
            _young += reading.Value * weight.ForYoungPerson;
            _other += reading.Value * weight.ForOther;
            _mostYoung += weight.ForYoungPerson;
            _mostOther += weight.ForOther;
        }

        internal readonly MatchScore Score(double share)
        {
            var (young, other) = (_mostYoung == 0 ? 0 : _young / _mostYoung, _mostOther == 0 ? 0 : _other / _mostOther);
            return new(Whole((share * young) + ((1 - share) * other)), Whole(young), Whole(other));
        }

        internal readonly double Points(double value, MatchWeight weight, double share) => MatchScore.Most * value *
            ((_mostYoung == 0 ? 0 : share * weight.ForYoungPerson / _mostYoung) + (_mostOther == 0 ? 0 : (1 - share) * weight.ForOther / _mostOther));

        private static int Whole(double share) => (int)Math.Round(MatchScore.Most * share, MidpointRounding.AwayFromZero);
    }
}

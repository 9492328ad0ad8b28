namespace Pledge.Domain.Matching;

/// <summary>How much a part counts for each side; 0 or more, compared with the other parts of that side.</summary>
public readonly record struct MatchWeight(double ForYoungPerson, double ForOther);

/// <summary>What is wrong with weights.</summary>
public enum WeightFault
{
    /// <summary>A part of the score has no weight.</summary>
    Missing,

    /// <summary>There is a weight for a part that does not exist.</summary>
    UnknownPart,

    /// <summary>Below 0, above 1,000, or no number.</summary>
    OutOfRange,

    /// <summary>A side whose parts all weigh nothing.</summary>
    NothingCounts,

    /// <summary>The share of the young person is not from 0 to 1.</summary>
    Share,

    /// <summary>The most of one employer is below 1.</summary>
    MostOfOne,
}

/// <summary>Weights of an authority's matching: data, kept by version, so that an old suggestion can be worked out again.</summary>
/// <param name="Version">1 or more; a change is a new version.</param>
/// <param name="Parts">By the code of the part.</param>
/// <param name="YoungPersonShare">How much the young person's side counts in the score of a pair, from 0 to 1; the rest is the other side's.</param>
/// <param name="MostOfOne">Most suggestions of one employer while others are left; 1 or more.</param>
public sealed record MatchWeights(int Version, IReadOnlyDictionary<string, MatchWeight> Parts, double YoungPersonShare, int MostOfOne)
{
    private const double Heaviest = 1000;

    /// <returns>What is wrong, with the code of the part where it is one part's; empty when the weights can be used.</returns>
    public IReadOnlyList<(WeightFault Fault, string? Part)> Check(IReadOnlyCollection<string> codes)
    {
        List<(WeightFault, string?)> faults = [.. codes.Where(code => !Parts.ContainsKey(code)).Select(code => (WeightFault.Missing, (string?)code))];
        faults.AddRange(Parts.Keys.Where(code => !codes.Contains(code)).Order(StringComparer.Ordinal).Select(code => (WeightFault.UnknownPart, (string?)code)));
        faults.AddRange(Parts.Where(part => !IsWeight(part.Value.ForYoungPerson) || !IsWeight(part.Value.ForOther)).Select(part => part.Key).Order(StringComparer.Ordinal)
            .Select(code => (WeightFault.OutOfRange, (string?)code)));
        if (YoungPersonShare is not (>= 0 and <= 1))
            faults.Add((WeightFault.Share, null));
        if (MostOfOne < 1)
            faults.Add((WeightFault.MostOfOne, null));
        if (faults.Count == 0 && ((YoungPersonShare > 0 && Parts.Values.All(part => part.ForYoungPerson == 0)) || (YoungPersonShare < 1 && Parts.Values.All(part => part.ForOther == 0))))
            faults.Add((WeightFault.NothingCounts, null));
        return faults;
    }

    /// <summary>How much each of these parts counts among all parts, from 0 to 1.</summary>
    public double[] Importance(IEnumerable<string> codes)
    {
        var (young, other) = (Math.Max(double.Epsilon, Parts.Values.Sum(weight => weight.ForYoungPerson)), Math.Max(double.Epsilon, Parts.Values.Sum(weight => weight.ForOther)));
        return [.. codes.Select(code => Parts[code]).Select(weight => (YoungPersonShare * weight.ForYoungPerson / young) + ((1 - YoungPersonShare) * weight.ForOther / other))];
    }

    private static bool IsWeight(double weight) => weight is >= 0 and <= Heaviest;
}

namespace Pledge.Domain.Matching;

/// <summary>Why a pair is never suggested. The sentence is looked up by the code.</summary>
/// <param name="Code">Stable kebab-case name of the rule.</param>
/// <param name="Args">Numbers, London dates and codes of choices, in the order of the sentence.</param>
public sealed record Exclusion(string Code, IReadOnlyList<object> Args, MatchReaders MayRead)
{
    public bool Equals(Exclusion? other) => other is not null && (Code, MayRead) == (other.Code, other.MayRead) && Args.SequenceEqual(other.Args);

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);
}

/// <summary>A rule that no score outweighs.</summary>
/// <param name="Code">Stable kebab-case name.</param>
/// <param name="MayRead">Who may be told that it stood in the way.</param>
/// <param name="Excludes">Whether it forbids the pair. Asked for every pair: quick and without memory of its own.</param>
/// <param name="Args">For the sentence; asked only of a pair that it excludes.</param>
public sealed record MatchRule<TPair>(string Code, MatchReaders MayRead, Func<TPair, bool> Excludes, Func<TPair, IReadOnlyList<object>> Args)
{
    public Exclusion Explain(TPair pair) => new(Code, Args(pair), MayRead);
}

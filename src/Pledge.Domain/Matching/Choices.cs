namespace Pledge.Domain.Matching;

/// <summary>Choices from a list, by their stable kebab-case codes: interests, languages, what somebody can help with. Distinct, in ordinal order.</summary>
public sealed class Choices : IEquatable<Choices>
{
    private readonly string[] _codes;

    // One bit for each code by its hash: two sets without a common bit share nothing, which spares most comparisons of strings.
    private readonly ulong _bits;

    public Choices(params IEnumerable<string> codes)
    {
        _codes = [.. codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        foreach (var code in _codes)
            _bits |= BitOf(code);
    }

    public IReadOnlyList<string> Codes => _codes;

    public int Count => _codes.Length;

    /// <summary>How many choices are in both.</summary>
    public int SharedWith(Choices other)
    {
        if ((_bits & other._bits) == 0)
            return 0;
        var (shared, mine, theirs) = (0, 0, 0);
        while (mine < _codes.Length && theirs < other._codes.Length)
        {
            var order = string.CompareOrdinal(_codes[mine], other._codes[theirs]);
            if (order == 0)
                shared++;
            mine += order <= 0 ? 1 : 0;
            theirs += order >= 0 ? 1 : 0;
        }

        return shared;
    }

    /// <summary>The choices that are in both, in ordinal order.</summary>
    public IReadOnlyList<string> Shared(Choices other) => [.. _codes.Where(code => Array.BinarySearch(other._codes, code, StringComparer.Ordinal) >= 0)];

    /// <summary>The choices that the other has not, in ordinal order.</summary>
    public IReadOnlyList<string> Without(Choices other) => [.. _codes.Where(code => Array.BinarySearch(other._codes, code, StringComparer.Ordinal) < 0)];

    public bool Equals(Choices? other) => other is not null && _codes.AsSpan().SequenceEqual(other._codes);

    public override bool Equals(object? obj) => Equals(obj as Choices);

    public override int GetHashCode() => _bits.GetHashCode();

    public override string ToString() => string.Join(", ", _codes);

    // Not string.GetHashCode, which differs between processes.
    private static ulong BitOf(string code)
    {
        var hash = 17u;
        foreach (var letter in code)
            hash = unchecked((hash * 31) + letter);
        return 1UL << (int)((hash ^ (hash >> 13)) & 63);
    }
}

namespace Pledge.Domain.Facts;

/// <summary>Questions to the whole history of one kind about one person, superseded rows included.</summary>
public static class FactHistory
{
    /// <summary>What held on <paramref name="day"/>, as we knew it at <paramref name="knownAt"/>; null when we did not know.</summary>
    public static TFact? AsAt<TFact>(this IEnumerable<TFact> facts, DateOnly day, DateTimeOffset knownAt) where TFact : Fact =>
        facts.SingleOrDefault(fact => fact.HoldsOn(day) && fact.KnownAt(knownAt));

    /// <summary>What held on <paramref name="day"/>, as we know it now; null when we do not know.</summary>
    public static TFact? AsAt<TFact>(this IEnumerable<TFact> facts, DateOnly day) where TFact : Fact =>
        facts.SingleOrDefault(fact => fact.IsCurrent && fact.HoldsOn(day));

    /// <summary>Every row known at <paramref name="knownAt"/>, earliest first.</summary>
    public static IReadOnlyList<TFact> KnownAt<TFact>(this IEnumerable<TFact> facts, DateTimeOffset knownAt) where TFact : Fact =>
        [.. facts.Where(fact => fact.KnownAt(knownAt)).OrderBy(fact => fact.From)];
}

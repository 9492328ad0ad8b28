namespace Pledge.Domain.Matching;

/// <summary>A part that counted.</summary>
/// <param name="Code">Of the part; the sentence for each reader is looked up by it.</param>
/// <param name="Args">Values for the sentence, in order: numbers, London dates, codes of choices or times. A list is one value.</param>
/// <param name="Value">From 0, left out of the reasons, to 1.</param>
/// <param name="Points">What it added to the score. Told to nobody: it depends on the other parts too, and so on what its reader may not see.</param>
public sealed record MatchReason(string Code, IReadOnlyList<object> Args, double Value, double Points, MatchReaders MayRead);

/// <summary>A part that did not count because nothing was told or it may not be used. Only the one whose choice that was may read it.</summary>
public sealed record PartNotUsed(string Code, NotUsed Why, MatchReaders MayRead);

/// <summary>How well a pair fits, from 0 to <see cref="Most"/> each.</summary>
/// <param name="Score">Of the pair: what the order of suggestions and the round go by.</param>
/// <param name="ForYoungPerson">As the young person would see it.</param>
/// <param name="ForOther">As the mentor or the employer would see it.</param>
public readonly record struct MatchScore(int Score, int ForYoungPerson, int ForOther)
{
    public const int Most = 10_000;
}

/// <summary>A suggested pair with everything behind it. Show nobody but through <see cref="ReasonsFor"/> and <see cref="NotUsedFor"/>.</summary>
/// <param name="Reasons">What counts most first, then by code.</param>
/// <param name="NotUsed">In the order of the parts; a part can be there once for each side.</param>
public sealed record Suggestion<TOffer>(TOffer Offer, MatchScore Score, IReadOnlyList<MatchReason> Reasons, IReadOnlyList<PartNotUsed> NotUsed)
{
    public IEnumerable<MatchReason> ReasonsFor(MatchReaders reader) => Reasons.Where(reason => reason.MayRead.HasFlag(reader));

    public IEnumerable<PartNotUsed> NotUsedFor(MatchReaders reader) => NotUsed.Where(part => part.MayRead.HasFlag(reader));
}

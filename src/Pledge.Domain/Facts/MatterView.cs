namespace Pledge.Domain.Facts;

/// <summary>How one matter of a home is seen.</summary>
public enum MatterAnswer
{
    Yes,
    Worry,
    No,
}

/// <summary>One matter that was weighed when a home was judged.</summary>
/// <param name="Key">Of a <see cref="SuitabilityMatter"/>.</param>
/// <param name="Words">Why; needed where the answer is not yes.</param>
public sealed record MatterView(string Key, MatterAnswer Answer, string? Words)
{
    public const int WordsMaxLength = 300;

    /// <summary>Tidies and checks what was said of the matters.</summary>
    /// <returns>Refused with <c>matter-unknown</c>, <c>matter-twice</c>, <c>matter-needs-words</c> or <c>matter-too-long</c>; the first value of the last two is the key.</returns>
    internal static Refusal? Check(IReadOnlyList<MatterView> matters)
    {
        if (matters.Any(matter => SuitabilityMatter.Find(matter.Key) is null || !Enum.IsDefined(matter.Answer)))
            return new("matter-unknown");
        if (matters.DistinctBy(matter => matter.Key).Count() != matters.Count)
            return new("matter-twice");
        if (matters.FirstOrDefault(matter => matter.Answer is not MatterAnswer.Yes && matter.Words is null) is { } silent)
            return new("matter-needs-words", silent.Key);
        return matters.FirstOrDefault(matter => matter.Words?.Length > WordsMaxLength) is { } tooLong ? new("matter-too-long", tooLong.Key, WordsMaxLength) : null;
    }
}

/// <summary>Why somebody moved, in words that blame nobody.</summary>
/// <param name="Key">Stable name.</param>
public sealed record MoveReason(string Key, string Reason)
{
    /// <summary>Every reason, in the order of the form.</summary>
    public static IReadOnlyList<MoveReason> All { get; } = [.. EmbeddedCsv.Read("Facts.move-reasons").Select(row => new MoveReason(row["key"], row["reason"]))];

    /// <summary>The reason, or null.</summary>
    public static MoveReason? Find(string? key) => All.FirstOrDefault(reason => reason.Key == key);
}

/// <summary>How far learning goes, as qualifications in England are counted.</summary>
/// <param name="Key">Stable name.</param>
public sealed record LearningLevel(string Key, string Level)
{
    /// <summary>Every level, lowest first.</summary>
    public static IReadOnlyList<LearningLevel> All { get; } = [.. EmbeddedCsv.Read("Facts.learning-levels").Select(row => new LearningLevel(row["key"], row["level"]))];

    /// <summary>The level, or null.</summary>
    public static LearningLevel? Find(string? key) => All.FirstOrDefault(level => level.Key == key);
}

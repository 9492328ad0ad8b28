namespace Pledge.Domain.Plans;

/// <summary>What a part of a version is about.</summary>
public enum PlanPartKind
{
    /// <summary>One of the ten matters of a plan (<see cref="PlanMatter"/>).</summary>
    Matter,

    /// <summary>One of the eight things a needs assessment weighs (<see cref="PlanNeed"/>).</summary>
    Need,
}

/// <summary>What somebody wrote for a part.</summary>
/// <param name="NotNow">True when nothing is planned for this matter now; <paramref name="Words"/> then say why.</param>
/// <param name="Words">What was agreed, in words to the young person.</param>
/// <param name="IfNot">What happens when it does not work out, or null.</param>
/// <param name="Goals">One goal each.</param>
public sealed record PlanWriting(bool NotNow, string? Words, string? IfNot, IReadOnlyList<string> Goals)
{
    /// <summary>Goals typed one on each line.</summary>
    public static IReadOnlyList<string> GoalsOf(string? lines) =>
        [.. (lines ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];
}

/// <summary>What a version says for one matter, or for one thing its needs assessment weighs.</summary>
public sealed class PlanPart
{
    public const int WordsMaxLength = 4000;
    public const int IfNotMaxLength = 2000;
    public const int GoalMaxLength = 200;
    public const int GoalsMax = 8;

    public PlanVersionId VersionId { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public PlanPartKind Kind { get; private set; }

    /// <summary>Of the matter (1 to 10) or of the need (1 to 8).</summary>
    public int Number { get; private set; }

    /// <inheritdoc cref="PlanWriting"/>
    public bool NotNow { get; private set; }

    public string? Words { get; private set; }
    public string? IfNot { get; private set; }
    public IReadOnlyList<string> Goals { get; private set; } = [];

    /// <summary>Goals of the version before that were reached by the time of this one.</summary>
    public IReadOnlyList<string> Reached { get; private set; } = [];

    /// <summary>When it was last written; carried on from version to version with what was written.</summary>
    public DateTimeOffset EditedAt { get; private set; }

    public AccountId? EditedBy { get; private set; }

    private PlanPart()
    {
    }

    /// <summary>True when it says something, be it why not now.</summary>
    public bool IsWritten => Words is not null;

    /// <summary>An empty part of a version.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such matter or need: a bug, since addresses with other numbers are not found.</exception>
    public static PlanPart Of(PlanVersion version, PlanPartKind kind, int number, DateTimeOffset now, AccountId by)
    {
        if (kind is PlanPartKind.Matter ? PlanMatter.Find(number) is null : PlanNeed.Find(number) is null)
            throw new ArgumentOutOfRangeException(nameof(number));
        return new()
        {
            VersionId = version.Id,
            AuthorityId = version.AuthorityId,
            YoungPersonId = version.YoungPersonId,
            Kind = kind,
            Number = number,
            EditedAt = now.ToUniversalTime(),
            EditedBy = by,
        };
    }

    /// <summary>Writes it. The same words again change nothing, not even who wrote them last.</summary>
    /// <param name="state">Of its version.</param>
    /// <returns>Refused with <c>plan-not-draft</c>, <c>not-now-needs-reason</c>, <c>text-too-long</c>, <c>if-not-too-long</c>, <c>goal-too-long</c> or <c>goals-too-many</c>.</returns>
    public Refusal? Write(PlanState state, PlanWriting writing, DateTimeOffset now, AccountId by)
    {
        if (state is not PlanState.Draft)
            return new("plan-not-draft");
        var (words, ifNot) = (Tidy(writing.Words), Tidy(writing.IfNot));
        if (writing.NotNow && words is null)
            return new("not-now-needs-reason");
        if (words?.Length > WordsMaxLength)
            return new("text-too-long", WordsMaxLength);
        if (ifNot?.Length > IfNotMaxLength)
            return new("if-not-too-long", IfNotMaxLength);
        if (writing.Goals.Any(goal => goal.Length > GoalMaxLength))
            return new("goal-too-long", GoalMaxLength);
        if (writing.Goals.Count > GoalsMax)
            return new("goals-too-many", GoalsMax);

        if (NotNow == writing.NotNow && Words == words && IfNot == ifNot && Goals.SequenceEqual(writing.Goals))
            return null;
        (NotNow, Words, IfNot, Goals) = (writing.NotNow, words, ifNot, [.. writing.Goals]);
        (EditedAt, EditedBy) = (now.ToUniversalTime(), by);
        return null;
    }

    internal PlanPart CarriedTo(PlanVersion version, IReadOnlySet<(int Matter, string Goal)> reached)
    {
        bool IsReached(string goal) => Kind is PlanPartKind.Matter && reached.Contains((Number, goal));
        return new()
        {
            VersionId = version.Id,
            AuthorityId = version.AuthorityId,
            YoungPersonId = version.YoungPersonId,
            Kind = Kind,
            Number = Number,
            NotNow = NotNow,
            Words = Words,
            IfNot = IfNot,
            Goals = [.. Goals.Where(goal => !IsReached(goal))],
            Reached = [.. Goals.Where(IsReached)],
            EditedAt = EditedAt,
            EditedBy = EditedBy,
        };
    }

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.ReplaceLineEndings("\n").Trim();
}

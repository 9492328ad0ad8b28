namespace Pledge.Domain.Forum;

/// <summary>What came of something that was raised.</summary>
public enum ForumStepKind
{
    /// <summary>The forum talks about it on a day.</summary>
    Listed,

    /// <summary>The forum talked about it: what was done, what could not be done and why.</summary>
    Answered,

    /// <summary>It is put right with the young person and not in the forum.</summary>
    Elsewhere,
}

/// <summary>What whoever runs the forum writes of something that was raised.</summary>
/// <param name="ForumOn">The London day on which the forum meets; asked for where it is listed.</param>
/// <param name="Told">To the young person alone; asked for where it is put right elsewhere.</param>
/// <param name="Shown">As other young people read what was raised; empty to show nothing.</param>
public sealed record ForumAnswer(ForumStepKind? Kind, DateOnly? ForumOn, string? Told, string? Did, string? CouldNot, string? Shown);

/// <summary>One thing that came of a <see cref="ForumMatter"/>. Never changed: the newest stands, those before it are its history.</summary>
public sealed class ForumStep
{
    public const int TextMaxLength = 1000;

    /// <summary>How far ahead a meeting of the forum may lie.</summary>
    public const int FurthestDays = 366;

    public Guid Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public ForumMatterId MatterId { get; private set; }

    /// <summary>From 1, without gaps: of two people who answer at one moment the second is told.</summary>
    public int Number { get; private set; }
    public ForumStepKind Kind { get; private set; }

    /// <summary>London day.</summary>
    public DateOnly? ForumOn { get; private set; }
    public string? Told { get; private set; }
    public string? Did { get; private set; }
    public string? CouldNot { get; private set; }

    /// <summary>What was raised, as others read it: names and places taken out.</summary>
    public string? Shown { get; private set; }
    public DateTimeOffset At { get; private set; }
    public AccountId By { get; private set; }

    private ForumStep()
    {
    }

    /// <summary>Everything that is wrong with an answer, by the name of its part.</summary>
    /// <param name="mayBeShown">As the young person said.</param>
    public static IEnumerable<(Refusal Refusal, string Part)> Faults(ForumAnswer answer, bool mayBeShown, DateOnly today)
    {
        if (answer.Kind is null)
            yield return (new("forum-step-missing"), nameof(answer.Kind));
        if (answer is { Kind: ForumStepKind.Listed, ForumOn: null })
            yield return (new("enter-a-date"), nameof(answer.ForumOn));
        if (answer.Kind is ForumStepKind.Listed && (answer.ForumOn < today || answer.ForumOn > today.AddDays(FurthestDays)))
            yield return (new("forum-day-not-ahead"), nameof(answer.ForumOn));
        if (answer.Kind is ForumStepKind.Answered && string.IsNullOrWhiteSpace(answer.Did) && string.IsNullOrWhiteSpace(answer.CouldNot))
            yield return (new("outcome-missing"), nameof(answer.Did));
        if (answer.Kind is ForumStepKind.Elsewhere && string.IsNullOrWhiteSpace(answer.Told))
            yield return (new("forum-told-missing"), nameof(answer.Told));
        if (!mayBeShown && !string.IsNullOrWhiteSpace(answer.Shown))
            yield return (new("forum-not-to-be-shown"), nameof(answer.Shown));
        foreach (var (isSaid, part, belongs) in new[]
        {
            (answer.ForumOn is not null, nameof(answer.ForumOn), answer.Kind is ForumStepKind.Listed),
            (!string.IsNullOrWhiteSpace(answer.Did), nameof(answer.Did), answer.Kind is ForumStepKind.Answered),
            (!string.IsNullOrWhiteSpace(answer.CouldNot), nameof(answer.CouldNot), answer.Kind is ForumStepKind.Answered),
            (!string.IsNullOrWhiteSpace(answer.Shown), nameof(answer.Shown), answer.Kind is not ForumStepKind.Elsewhere),
        })
        {
            if (answer.Kind is not null && isSaid && !belongs)
                yield return (new("forum-other-answer"), part);
        }
        foreach (var (text, part) in new[] { (answer.Told, nameof(answer.Told)), (answer.Did, nameof(answer.Did)), (answer.CouldNot, nameof(answer.CouldNot)), (answer.Shown, nameof(answer.Shown)) })
        {
            if (text?.Trim().Length > TextMaxLength)
                yield return (new("text-too-long", TextMaxLength), part);
        }
    }

    /// <summary>Says what came of it.</summary>
    /// <param name="number">One more than the newest there is.</param>
    /// <returns>Refused with the first of <see cref="Faults"/>.</returns>
    public static Outcome<ForumStep> Of(ForumMatter matter, int number, ForumAnswer answer, DateOnly today, DateTimeOffset now, AccountId by)
    {
        if (Faults(answer, matter.MayBeShown, today).FirstOrDefault().Refusal is { } fault)
            return fault;
        return new ForumStep
        {
            Id = Guid.CreateVersion7(),
            AuthorityId = matter.AuthorityId,
            YoungPersonId = matter.YoungPersonId,
            MatterId = matter.Id,
            Number = number,
            Kind = answer.Kind!.Value,
            ForumOn = answer.ForumOn,
            Told = Tidy(answer.Told),
            Did = Tidy(answer.Did),
            CouldNot = Tidy(answer.CouldNot),
            Shown = Tidy(answer.Shown),
            At = now.ToUniversalTime(),
            By = by,
        };
    }

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

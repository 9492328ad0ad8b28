namespace Pledge.Domain.Plans;

/// <summary>What happened to a version.</summary>
public enum PlanStepKind
{
    Begun,
    Submitted,
    SentBack,
    Approved,
    Shared,
}

/// <summary>One step of a version on its way: who, when, and what they said. Never changes.</summary>
public sealed class PlanStep
{
    public const int WordsMaxLength = 1000;

    public PlanStepId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public PlanVersionId VersionId { get; private set; }
    public PlanStepKind Step { get; private set; }

    /// <summary>Between manager and worker, or null.</summary>
    public string? Words { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }
    public AccountId? RecordedBy { get; private set; }

    private PlanStep()
    {
    }

    internal PlanStep(PlanVersion version, PlanStepKind step, string? words, DateTimeOffset now, AccountId by)
    {
        (Id, AuthorityId, YoungPersonId, VersionId) = (PlanStepId.New(), version.AuthorityId, version.YoungPersonId, version.Id);
        (Step, Words, RecordedAt, RecordedBy) = (step, words, now.ToUniversalTime(), by);
    }
}

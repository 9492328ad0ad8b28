namespace Pledge.Domain.Plans;

/// <summary>How far a version of a plan has come.</summary>
public enum PlanState
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>With the manager.</summary>
    Submitted,

    /// <summary>Agreed by the manager, and from then on as it is.</summary>
    Approved,

    /// <summary>In the hands of the young person: the plan they live by until a later one is shared.</summary>
    Shared,
}

/// <summary>One version of a young person's plan. What it says is in its <see cref="PlanPart"/>s.</summary>
/// <remarks>A version moves from draft to shared one step at a time; a manager may send it back once it was submitted. The database holds the same rules.
/// At most one version of a person is not shared yet.</remarks>
public sealed class PlanVersion
{
    public PlanVersionId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>Null until approved, when there was no plan before.</summary>
    public PathwayPlanId? PlanId { get; private set; }

    /// <summary>1, 2, 3 … for each young person.</summary>
    public int Number { get; private set; }

    public PlanState State { get; private set; }

    /// <summary>The version it carries on from, or null.</summary>
    public PlanVersionId? FollowsId { get; private set; }

    public DateTimeOffset BegunAt { get; private set; }
    public AccountId? BegunBy { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public AccountId? SubmittedBy { get; private set; }
    public DateTimeOffset? ApprovedAt { get; private set; }
    public AccountId? ApprovedBy { get; private set; }
    public DateTimeOffset? SharedAt { get; private set; }
    public AccountId? SharedBy { get; private set; }

    private PlanVersion()
    {
    }

    /// <summary>Begins a version.</summary>
    /// <param name="plan">The plan in force, or null when there is none yet.</param>
    /// <param name="last">The latest version, or null. It must be shared.</param>
    /// <returns>Refused with <c>plan-in-work</c>.</returns>
    public static Outcome<PlanVersion> Begin(
        AuthorityId authority, YoungPersonId youngPerson, PathwayPlanId? plan, PlanVersion? last, DateTimeOffset now, AccountId by) =>
        last is { State: not PlanState.Shared }
            ? new Refusal("plan-in-work")
            : new PlanVersion
            {
                Id = PlanVersionId.New(),
                AuthorityId = authority,
                YoungPersonId = youngPerson,
                PlanId = plan,
                Number = (last?.Number ?? 0) + 1,
                FollowsId = last?.Id,
                BegunAt = now.ToUniversalTime(),
                BegunBy = by,
            };

    /// <summary>The first step to keep of a version just begun.</summary>
    public PlanStep Began() => new(this, PlanStepKind.Begun, null, BegunAt, BegunBy!.Value);

    /// <summary>Hands it to the manager.</summary>
    /// <param name="parts">Every part written so far.</param>
    /// <returns>The step to keep; refused with <c>plan-not-draft</c> or <c>plan-matters-missing</c>.</returns>
    public Outcome<PlanStep> Submit(IEnumerable<PlanPart> parts, DateTimeOffset now, AccountId by)
    {
        if (State is not PlanState.Draft)
            return new Refusal("plan-not-draft");
        var missing = PlanMatter.Last - parts.Count(part => part is { Kind: PlanPartKind.Matter, IsWritten: true });
        if (missing > 0)
            return new Refusal("plan-matters-missing", missing);

        (State, SubmittedAt, SubmittedBy) = (PlanState.Submitted, now.ToUniversalTime(), by);
        return new PlanStep(this, PlanStepKind.Submitted, null, now, by);
    }

    /// <summary>Gives it back to the worker to write on.</summary>
    /// <param name="words">What should be different. The worker reads it.</param>
    /// <returns>The step to keep; refused with <c>plan-not-submitted</c>, <c>send-back-reason-missing</c> or <c>text-too-long</c>.</returns>
    public Outcome<PlanStep> SendBack(string? words, DateTimeOffset now, AccountId by)
    {
        if (State is not PlanState.Submitted)
            return new Refusal("plan-not-submitted");
        if (string.IsNullOrWhiteSpace(words))
            return new Refusal("send-back-reason-missing");
        if (words.Trim().Length > PlanStep.WordsMaxLength)
            return new Refusal("text-too-long", PlanStep.WordsMaxLength);

        (State, SubmittedAt, SubmittedBy) = (PlanState.Draft, null, null);
        return new PlanStep(this, PlanStepKind.SentBack, words.Trim(), now, by);
    }

    /// <summary>Approves it, by a manager: from now on it stays as it is.</summary>
    /// <param name="plan">The plan it is a version of.</param>
    /// <param name="words">To the worker, or null.</param>
    /// <returns>The step to keep; refused with <c>plan-not-submitted</c>, <c>plan-own-approval</c> or <c>text-too-long</c>.</returns>
    public Outcome<PlanStep> Approve(PathwayPlanId plan, string? words, DateTimeOffset now, AccountId by)
    {
        if (State is not PlanState.Submitted)
            return new Refusal("plan-not-submitted");
        if (SubmittedBy == by)
            return new Refusal("plan-own-approval");
        if (words?.Trim().Length > PlanStep.WordsMaxLength)
            return new Refusal("text-too-long", PlanStep.WordsMaxLength);

        (State, PlanId, ApprovedAt, ApprovedBy) = (PlanState.Approved, plan, now.ToUniversalTime(), by);
        return new PlanStep(this, PlanStepKind.Approved, string.IsNullOrWhiteSpace(words) ? null : words.Trim(), now, by);
    }

    /// <summary>Puts it into the young person's hands.</summary>
    /// <returns>The step to keep; refused with <c>plan-not-approved</c>.</returns>
    public Outcome<PlanStep> Share(DateTimeOffset now, AccountId by)
    {
        if (State is not PlanState.Approved)
            return new Refusal("plan-not-approved");

        (State, SharedAt, SharedBy) = (PlanState.Shared, now.ToUniversalTime(), by);
        return new PlanStep(this, PlanStepKind.Shared, null, now, by);
    }

    /// <summary>What this version takes over from the one before: everything that is written, without the goals that were reached.</summary>
    /// <param name="parts">Of the version it follows.</param>
    /// <param name="reached">Matter and goal, for each goal reached since.</param>
    public IReadOnlyList<PlanPart> CarryOn(IEnumerable<PlanPart> parts, IReadOnlySet<(int Matter, string Goal)> reached) =>
        [.. parts.Where(part => part.IsWritten || part.Goals.Count > 0).Select(part => part.CarriedTo(this, reached))];
}

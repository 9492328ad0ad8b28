namespace Pledge.Domain.Plans;

/// <summary>A young person's pathway plan. A new plan follows an old one; both stay.</summary>
public sealed class PathwayPlan
{
    public PathwayPlanId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>London day it took effect.</summary>
    public DateOnly StartedOn { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>Null when it came from a file.</summary>
    public AccountId? RecordedBy { get; private set; }

    private PathwayPlan()
    {
    }

    /// <summary>Starts a plan.</summary>
    /// <returns>Refused with <c>date-in-future</c> or <c>date-before-birth</c>.</returns>
    public static Outcome<PathwayPlan> Start(
        AuthorityId authority, YoungPersonId youngPerson, DateOnly born, DateOnly startedOn, DateTimeOffset now, AccountId? by)
    {
        if (startedOn > LondonTime.DayOf(now))
            return new Refusal("date-in-future");
        if (startedOn < born)
            return new Refusal("date-before-birth");

        return new PathwayPlan
        {
            Id = PathwayPlanId.New(),
            AuthorityId = authority,
            YoungPersonId = youngPerson,
            StartedOn = startedOn,
            RecordedAt = now.ToUniversalTime(),
            RecordedBy = by,
        };
    }

    /// <summary>Records that the plan was reviewed.</summary>
    /// <returns>Refused with <c>date-in-future</c> or <c>review-before-plan</c>.</returns>
    public Outcome<PlanReview> Review(DateOnly reviewedOn, DateTimeOffset now, AccountId? by)
    {
        if (reviewedOn > LondonTime.DayOf(now))
            return new Refusal("date-in-future");
        return reviewedOn < StartedOn ? new Refusal("review-before-plan", StartedOn) : new PlanReview(this, reviewedOn, now, by);
    }
}

/// <summary>One review of a plan. Never changes.</summary>
public sealed class PlanReview
{
    public PlanReviewId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public PathwayPlanId PlanId { get; private set; }

    /// <summary>London day.</summary>
    public DateOnly ReviewedOn { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }
    public AccountId? RecordedBy { get; private set; }

    private PlanReview()
    {
    }

    internal PlanReview(PathwayPlan plan, DateOnly reviewedOn, DateTimeOffset now, AccountId? by)
    {
        (Id, AuthorityId, YoungPersonId, PlanId) = (PlanReviewId.New(), plan.AuthorityId, plan.YoungPersonId, plan.Id);
        (ReviewedOn, RecordedAt, RecordedBy) = (reviewedOn, now.ToUniversalTime(), by);
    }
}

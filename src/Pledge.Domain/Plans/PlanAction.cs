namespace Pledge.Domain.Plans;

/// <summary>Who has promised to do an action.</summary>
public enum OwnerKind
{
    YoungPerson,
    Worker,

    /// <summary>Named, without an account here.</summary>
    SomeoneElse,
}

/// <summary>Who does an action.</summary>
/// <param name="Name">For someone else only.</param>
/// <param name="Account">For a worker; for a young person when they have an account.</param>
public sealed record ActionOwner(OwnerKind Kind, string? Name = null, AccountId? Account = null);

/// <summary>Who does what by when, in a young person's plan.</summary>
/// <remarks>Invariant: always one owner and one date.</remarks>
public sealed class PlanAction
{
    public const int WhatMaxLength = 300;
    public const int OwnerNameMaxLength = 100;
    public const int FurthestYears = 10;
    public const int WhyMaxLength = 300;

    public PlanActionId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>Null for an action outside a plan.</summary>
    public PathwayPlanId? PlanId { get; private set; }

    public string What { get; private set; } = "";

    /// <summary>Number of a <see cref="PlanMatter"/>.</summary>
    public int Matter { get; private set; }

    public OwnerKind OwnerKind { get; private set; }
    public string? OwnerName { get; private set; }
    public AccountId? OwnerAccountId { get; private set; }

    /// <summary>Last London day on which it is in time.</summary>
    public DateOnly DueOn { get; private set; }

    public DateTimeOffset? DoneAt { get; private set; }
    public AccountId? DoneBy { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }
    public AccountId? RecordedBy { get; private set; }

    /// <summary>Null while it is part of the plan. What was taken out stays on record.</summary>
    public DateTimeOffset? TakenOutAt { get; private set; }

    public AccountId? TakenOutBy { get; private set; }
    public string? TakenOutWhy { get; private set; }

    /// <summary>The action this one was put in place of, or null.</summary>
    public PlanActionId? ReplacesId { get; private set; }

    private PlanAction()
    {
    }

    public bool IsDone => DoneAt is not null;

    /// <summary>Whole days past the date; 0 while in time or when done.</summary>
    public int DaysLate(DateOnly today) => IsDone ? 0 : Math.Max(0, today.DayNumber - DueOn.DayNumber);

    /// <summary>Adds an action.</summary>
    /// <returns>Refused with <c>action-empty</c>, <c>action-too-long</c>, <c>action-matter-unknown</c>, <c>action-owner-missing</c>, <c>action-owner-name-too-long</c>,
    /// <c>action-due-in-past</c> or <c>action-due-too-far</c>.</returns>
    public static Outcome<PlanAction> Add(
        AuthorityId authority, YoungPersonId youngPerson, PathwayPlanId? plan, string? what, int matter, ActionOwner owner, DateOnly dueOn, DateTimeOffset now, AccountId? by)
    {
        if (string.IsNullOrWhiteSpace(what))
            return new Refusal("action-empty");
        if (what.Trim().Length > WhatMaxLength)
            return new Refusal("action-too-long", WhatMaxLength);
        if (PlanMatter.Find(matter) is null)
            return new Refusal("action-matter-unknown");
        if (CheckOwner(owner) is { } refusal)
            return refusal;
        var today = LondonTime.DayOf(now);
        if (dueOn < today)
            return new Refusal("action-due-in-past");
        if (dueOn > today.AddYears(FurthestYears))
            return new Refusal("action-due-too-far", FurthestYears);

        return new PlanAction
        {
            Id = PlanActionId.New(),
            AuthorityId = authority,
            YoungPersonId = youngPerson,
            PlanId = plan,
            What = what.Trim(),
            Matter = matter,
            OwnerKind = owner.Kind,
            OwnerName = owner.Kind is OwnerKind.SomeoneElse ? owner.Name!.Trim() : null,
            OwnerAccountId = owner.Kind is OwnerKind.SomeoneElse ? null : owner.Account,
            DueOn = dueOn,
            RecordedAt = now.ToUniversalTime(),
            RecordedBy = by,
        };
    }

    /// <summary>Ticks it off. A second tick changes nothing; what was taken out of the plan is not ticked off.</summary>
    public void Done(AccountId by, DateTimeOffset now)
    {
        if (!IsDone && TakenOutAt is null)
            (DoneAt, DoneBy) = (now.ToUniversalTime(), by);
    }

    /// <summary>Takes the tick back.</summary>
    /// <returns>Refused with <c>action-not-done</c>.</returns>
    public Refusal? Undo()
    {
        if (!IsDone)
            return new("action-not-done");

        (DoneAt, DoneBy) = (null, null);
        return null;
    }

    /// <summary>Takes it out of the plan. A second time changes nothing.</summary>
    /// <returns>Refused with <c>reason-missing</c>, <c>reason-too-long</c> or <c>action-done-stays</c>.</returns>
    public Refusal? TakeOut(string? why, DateTimeOffset now, AccountId by)
    {
        if (TakenOutAt is not null)
            return null;
        if (IsDone)
            return new("action-done-stays");
        if (string.IsNullOrWhiteSpace(why))
            return new("reason-missing");
        if (why.Trim().Length > WhyMaxLength)
            return new("reason-too-long", WhyMaxLength);

        (TakenOutAt, TakenOutBy, TakenOutWhy) = (now.ToUniversalTime(), by, why.Trim());
        return null;
    }

    /// <summary>Puts another in its place: the words, the owner or the day are different now.</summary>
    /// <returns>The new action; refused as <see cref="Add"/> and <see cref="TakeOut"/> are.</returns>
    public Outcome<PlanAction> Replace(string? what, ActionOwner owner, DateOnly dueOn, string? why, DateTimeOffset now, AccountId by)
    {
        var next = Add(AuthorityId, YoungPersonId, PlanId, what, Matter, owner, dueOn, now, by);
        if (next.IsRefused)
            return next;
        if (TakenOutAt is not null)
            return new Refusal("action-taken-out");
        if (TakeOut(why, now, by) is { } refusal)
            return refusal;

        next.Value.ReplacesId = Id;
        return next;
    }

    private static Refusal? CheckOwner(ActionOwner owner) => owner switch
    {
        { Kind: OwnerKind.YoungPerson } => null,
        { Kind: OwnerKind.Worker, Account: not null } => null,
        { Kind: OwnerKind.SomeoneElse, Name: { } name } when !string.IsNullOrWhiteSpace(name) =>
            name.Trim().Length > OwnerNameMaxLength ? new("action-owner-name-too-long", OwnerNameMaxLength) : null,
        _ => new("action-owner-missing"),
    };
}

namespace Pledge.Domain.Plans;

/// <summary>A day that matters to a young person: a course begins, a tenancy ends. Entered by them or by their worker.</summary>
public sealed class PlanDate
{
    public const int WhatMaxLength = 100;
    public const int FurthestYears = 10;

    public PlanDateId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }
    public string What { get; private set; } = "";

    /// <summary>London day.</summary>
    public DateOnly FallsOn { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }
    public AccountId RecordedBy { get; private set; }
    public DateTimeOffset? TakenOutAt { get; private set; }
    public AccountId? TakenOutBy { get; private set; }

    private PlanDate()
    {
    }

    /// <summary>Adds a day.</summary>
    /// <returns>Refused with <c>plan-date-empty</c>, <c>text-too-long</c>, <c>plan-date-in-past</c> or <c>action-due-too-far</c>.</returns>
    public static Outcome<PlanDate> Add(AuthorityId authority, YoungPersonId youngPerson, string? what, DateOnly fallsOn, DateTimeOffset now, AccountId by)
    {
        if (string.IsNullOrWhiteSpace(what))
            return new Refusal("plan-date-empty");
        if (what.Trim().Length > WhatMaxLength)
            return new Refusal("text-too-long", WhatMaxLength);
        var today = LondonTime.DayOf(now);
        if (fallsOn < today)
            return new Refusal("plan-date-in-past");
        if (fallsOn > today.AddYears(FurthestYears))
            return new Refusal("action-due-too-far", FurthestYears);

        return new PlanDate
        {
            Id = PlanDateId.New(),
            AuthorityId = authority,
            YoungPersonId = youngPerson,
            What = what.Trim(),
            FallsOn = fallsOn,
            RecordedAt = now.ToUniversalTime(),
            RecordedBy = by,
        };
    }

    /// <summary>Takes it out of the plan; it stays on record. A second time changes nothing.</summary>
    public void TakeOut(DateTimeOffset now, AccountId by)
    {
        if (TakenOutAt is null)
            (TakenOutAt, TakenOutBy) = (now.ToUniversalTime(), by);
    }
}

namespace Pledge.Domain.Facts;

/// <summary>What a young person does: learning, working, or neither.</summary>
public sealed class Activity : Fact
{
    private Activity()
    {
    }

    private Activity(FactSubject subject, DateOnly from, DateOnly? to, string code, FactOrigin origin)
        : base(subject, from, to, code, origin)
    {
    }

    private Activity(Activity original, DateOnly from, DateOnly? to, DateTimeOffset at, AccountId? by)
        : base(original, from, to, at, by)
    {
    }

    /// <summary>An activity from a day, until a day or until we hear otherwise.</summary>
    /// <returns>Refused with <c>date-in-future</c>, <c>date-before-birth</c>, <c>end-not-after-start</c>, <c>end-in-future</c>,
    /// <c>activity-code-unknown</c>, <c>code-ended</c> or <c>code-not-yet-in-use</c>.</returns>
    /// <remarks>Check 132 of the yearly return.</remarks>
    public static Outcome<Activity> Create(FactSubject subject, DateOnly from, DateOnly? to, string code, FactOrigin origin)
    {
        if (CheckPeriod(subject, from, to, origin) is { } refusal)
            return refusal;
        if (ActivityCode.Find(code.Trim().ToUpperInvariant()) is not { } known)
            return new Refusal("activity-code-unknown");
        if (from >= known.ValidTo)
            return new Refusal("code-ended", known.Code, known.ValidTo.Value.AddDays(-1));
        if (from < known.ValidFrom)
            return new Refusal("code-not-yet-in-use", known.Code, known.ValidFrom);

        return new Activity(subject, from, to, known.Code, origin);
    }

    internal override Fact CopyFor(DateOnly from, DateOnly? to, DateTimeOffset at, AccountId? by) => new Activity(this, from, to, at, by);
}

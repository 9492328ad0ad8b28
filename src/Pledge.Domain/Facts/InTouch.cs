namespace Pledge.Domain.Facts;

/// <summary>Whether the authority and the young person are in touch.</summary>
public sealed class InTouch : Fact
{
    private InTouch()
    {
    }

    private InTouch(FactSubject subject, DateOnly from, DateOnly? to, string code, FactOrigin origin)
        : base(subject, from, to, code, origin)
    {
    }

    private InTouch(InTouch original, DateOnly from, DateOnly? to, DateTimeOffset at, AccountId? by)
        : base(original, from, to, at, by)
    {
    }

    /// <summary>In touch or not from a day, until a day or until we hear otherwise.</summary>
    /// <returns>Refused with <c>date-in-future</c>, <c>date-before-birth</c>, <c>end-not-after-start</c>, <c>end-in-future</c>
    /// or <c>in-touch-code-unknown</c>.</returns>
    /// <remarks>Check 131 of the yearly return.</remarks>
    public static Outcome<InTouch> Create(FactSubject subject, DateOnly from, DateOnly? to, string code, FactOrigin origin)
    {
        if (CheckPeriod(subject, from, to, origin) is { } refusal)
            return refusal;
        if (InTouchCode.Find(code.Trim().ToUpperInvariant()) is not { } known)
            return new Refusal("in-touch-code-unknown");

        return new InTouch(subject, from, to, known.Code, origin);
    }

    internal override Fact CopyFor(DateOnly from, DateOnly? to, DateTimeOffset at, AccountId? by) => new InTouch(this, from, to, at, by);
}

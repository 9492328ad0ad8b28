using System.Diagnostics.CodeAnalysis;

namespace Pledge.Domain.Plans;

/// <summary>One version of a young person's plan.</summary>
public readonly record struct PlanVersionId(Guid Value) : IParsable<PlanVersionId>
{
    public static PlanVersionId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static PlanVersionId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PlanVersionId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One step of a version on its way.</summary>
public readonly record struct PlanStepId(Guid Value) : IParsable<PlanStepId>
{
    public static PlanStepId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static PlanStepId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PlanStepId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One thing a young person said to a plan.</summary>
public readonly record struct PlanVoiceId(Guid Value) : IParsable<PlanVoiceId>
{
    public static PlanVoiceId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static PlanVoiceId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PlanVoiceId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>A day that matters to a young person.</summary>
public readonly record struct PlanDateId(Guid Value) : IParsable<PlanDateId>
{
    public static PlanDateId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static PlanDateId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PlanDateId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>A young person's wish to go through the plan.</summary>
public readonly record struct ReviewRequestId(Guid Value) : IParsable<ReviewRequestId>
{
    public static ReviewRequestId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static ReviewRequestId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ReviewRequestId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

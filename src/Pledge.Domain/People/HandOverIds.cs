using System.Diagnostics.CodeAnalysis;

namespace Pledge.Domain.People;

/// <summary>One young person handed over from one worker to another.</summary>
public readonly record struct HandOverId(Guid Value) : IParsable<HandOverId>
{
    public static HandOverId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static HandOverId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out HandOverId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One young person covered while their worker is away.</summary>
public readonly record struct LeaveCoverId(Guid Value) : IParsable<LeaveCoverId>
{
    public static LeaveCoverId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static LeaveCoverId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out LeaveCoverId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

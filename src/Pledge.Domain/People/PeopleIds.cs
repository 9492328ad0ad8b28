using System.Diagnostics.CodeAnalysis;

namespace Pledge.Domain.People;

/// <summary>One version of what a young person says about somebody in their life.</summary>
public readonly record struct RelationshipId(Guid Value) : IParsable<RelationshipId>
{
    public static RelationshipId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static RelationshipId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RelationshipId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One version of what is on record about a professional involved with a young person.</summary>
public readonly record struct InvolvedProfessionalId(Guid Value) : IParsable<InvolvedProfessionalId>
{
    public static InvolvedProfessionalId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static InvolvedProfessionalId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out InvolvedProfessionalId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One time somebody said why they needed to see a record outside their own reach.</summary>
public readonly record struct OutsideLookId(Guid Value) : IParsable<OutsideLookId>
{
    public static OutsideLookId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static OutsideLookId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OutsideLookId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

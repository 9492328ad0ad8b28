using System.Diagnostics.CodeAnalysis;

namespace Pledge.Domain;

/// <summary>One thing that was done with an opportunity.</summary>
public readonly record struct OpportunityStepId(Guid Value) : IParsable<OpportunityStepId>
{
    public static OpportunityStepId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static OpportunityStepId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OpportunityStepId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One thing a coordinator asked to be changed in a post.</summary>
public readonly record struct OpportunityMarkId(Guid Value) : IParsable<OpportunityMarkId>
{
    public static OpportunityMarkId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static OpportunityMarkId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OpportunityMarkId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One opportunity that somebody keeps for later.</summary>
public readonly record struct SavedOpportunityId(Guid Value) : IParsable<SavedOpportunityId>
{
    public static SavedOpportunityId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static SavedOpportunityId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SavedOpportunityId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One search that somebody keeps.</summary>
public readonly record struct KeptSearchId(Guid Value) : IParsable<KeptSearchId>
{
    public static KeptSearchId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static KeptSearchId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out KeptSearchId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One opportunity that a young person does not want to be shown again.</summary>
public readonly record struct HiddenOpportunityId(Guid Value) : IParsable<HiddenOpportunityId>
{
    public static HiddenOpportunityId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static HiddenOpportunityId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out HiddenOpportunityId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>What a young person looks for in work and learning, as it stood for a while.</summary>
public readonly record struct WorkWishId(Guid Value) : IParsable<WorkWishId>
{
    public static WorkWishId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static WorkWishId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WorkWishId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Pledge.Domain;

/// <summary>One version of what a young person says of themselves to employers.</summary>
public readonly record struct WorkProfileId(Guid Value) : IParsable<WorkProfileId>
{
    public static WorkProfileId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static WorkProfileId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WorkProfileId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>A young person's application for one opportunity.</summary>
public readonly record struct JobApplicationId(Guid Value) : IParsable<JobApplicationId>
{
    public static JobApplicationId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static JobApplicationId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out JobApplicationId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One thing that was done with an application.</summary>
public readonly record struct ApplicationStepId(Guid Value) : IParsable<ApplicationStepId>
{
    public static ApplicationStepId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static ApplicationStepId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ApplicationStepId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>A place that a young person took.</summary>
public readonly record struct JobPlacementId(Guid Value) : IParsable<JobPlacementId>
{
    public static JobPlacementId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static JobPlacementId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out JobPlacementId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

/// <summary>One thing that somebody said of a place that was taken.</summary>
public readonly record struct PlacementStatementId(Guid Value) : IParsable<PlacementStatementId>
{
    public static PlacementStatementId New() => new(Guid.CreateVersion7());
    public override string ToString() => Value.ToString();
    public static PlacementStatementId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PlacementStatementId result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }
}

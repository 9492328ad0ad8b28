namespace Pledge.Domain.Promises;

/// <summary>The areas of life that promises and plan matters belong to. Keys only: their names are text.</summary>
public static class OutcomeArea
{
    /// <summary>Every key, in the order pages list them.</summary>
    public static IReadOnlyList<string> All { get; } = ["accommodation", "education", "employment", "relationships", "health", "voice", "plan"];
}

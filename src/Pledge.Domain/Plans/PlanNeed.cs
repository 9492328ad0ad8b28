using System.Globalization;

namespace Pledge.Domain.Plans;

/// <summary>One of the things the needs assessment behind a plan must weigh.</summary>
/// <param name="Number">1 to 8, the order of the regulations.</param>
public sealed record PlanNeed(int Number, string Need)
{
    public const int First = 1;
    public const int Last = 8;

    /// <summary>All eight, in order.</summary>
    public static IReadOnlyList<PlanNeed> All { get; } =
        [.. EmbeddedCsv.Read("Plans.plan-needs").Select(row => new PlanNeed(int.Parse(row["number"], CultureInfo.InvariantCulture), row["need"]))];

    /// <summary>How many of them a version's parts say nothing about.</summary>
    public static int LeftIn(IEnumerable<PlanPart> parts) => Last - parts.Count(part => part is { Kind: PlanPartKind.Need, IsWritten: true });

    /// <summary>The need, or null.</summary>
    public static PlanNeed? Find(int number) => All.FirstOrDefault(need => need.Number == number);
}

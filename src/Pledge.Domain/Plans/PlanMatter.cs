using System.Globalization;

namespace Pledge.Domain.Plans;

/// <summary>One of the ten matters a pathway plan and each review of it must deal with.</summary>
/// <param name="Number">1 to 10, the order of the regulations.</param>
/// <param name="OutcomeArea">Key of the area of life it belongs to.</param>
public sealed record PlanMatter(int Number, string Matter, string OutcomeArea)
{
    public const int First = 1;
    public const int Last = 10;

    /// <summary>All ten, in order.</summary>
    public static IReadOnlyList<PlanMatter> All { get; } =
        [.. EmbeddedCsv.Read("Plans.plan-matters").Select(row => new PlanMatter(
            int.Parse(row["number"], CultureInfo.InvariantCulture), row["matter"], row["outcome_area"]))];

    /// <summary>The matter, or null.</summary>
    public static PlanMatter? Find(int number) => All.FirstOrDefault(matter => matter.Number == number);
}

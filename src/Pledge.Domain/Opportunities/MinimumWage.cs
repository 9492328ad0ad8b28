namespace Pledge.Domain.Opportunities;

/// <summary>The least that the law lets an employer pay, in pence an hour, from a day on.</summary>
/// <param name="From">First London day.</param>
/// <param name="Age21">From the 21st birthday, and <paramref name="Age18"/> from the 18th.</param>
/// <param name="Apprentice">Under 19 or in the first year; every other apprentice gets the rate of their age.</param>
/// <remarks>Source: <c>minimum-wage.csv</c>.</remarks>
public sealed record MinimumWage(DateOnly From, int Age21, int Age18, int Under18, int Apprentice)
{
    private static readonly IReadOnlyList<MinimumWage> All =
        [.. EmbeddedCsv.Read("Opportunities.minimum-wage").Select(row => new MinimumWage(row["from"].Day()!.Value, Pence(row, "age_21"), Pence(row, "age_18"), Pence(row, "under_18"), Pence(row, "apprentice"))).OrderBy(rate => rate.From)];

    /// <summary>The rates of a day; those of the oldest list before it, and of the newest after it.</summary>
    public static MinimumWage On(DateOnly day) => All.LastOrDefault(rate => rate.From <= day) ?? All[0];

    /// <summary>The rate of somebody of that age who is no apprentice.</summary>
    public int For(int age) => age >= 21 ? Age21 : age >= 18 ? Age18 : Under18;

    private static int Pence(IReadOnlyDictionary<string, string> row, string column) => row[column].WholeNumber()!.Value;
}

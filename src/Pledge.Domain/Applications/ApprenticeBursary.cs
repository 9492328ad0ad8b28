namespace Pledge.Domain.Applications;

/// <summary>One payment of the bursary for apprentices who are or were in care. The employer has nothing to do with it: it comes from the training provider.</summary>
/// <param name="UnderAge">Of the apprentice on the day they started.</param>
/// <param name="AfterDays">Days after the start.</param>
/// <param name="PassedOnWithin">Days the provider has to pass it on.</param>
/// <remarks>Source: <c>apprentice-bursary.csv</c>.</remarks>
public sealed record ApprenticeBursary(DateOnly StartedFrom, int UnderAge, int AfterDays, int Pence, int PassedOnWithin)
{
    /// <summary>Every payment, of every list of amounts.</summary>
    public static IReadOnlyList<ApprenticeBursary> All { get; } =
        [.. EmbeddedCsv.Read("Applications.apprentice-bursary").Select(row => new ApprenticeBursary(row["started_from"].Day()!.Value, Number(row, "under_age"), Number(row, "after_days"), Number(row, "pence"), Number(row, "passed_on_within")))];

    /// <summary>The first start for which other amounts hold; null while none are set.</summary>
    public DateOnly? StartedBefore => All.Where(other => other.StartedFrom > StartedFrom).Select(other => (DateOnly?)other.StartedFrom).Min();

    /// <summary>The payments of somebody born then who started then, the first one first.</summary>
    public static IEnumerable<ApprenticeBursary> For(DateOnly started, DateOnly born) =>
        All.Where(payment => payment.StartedFrom <= started && !(payment.StartedBefore <= started) && LondonTime.AgeOn(born, started) < payment.UnderAge).OrderBy(payment => payment.AfterDays);

    private static int Number(IReadOnlyDictionary<string, string> row, string column) => row[column].WholeNumber()!.Value;
}

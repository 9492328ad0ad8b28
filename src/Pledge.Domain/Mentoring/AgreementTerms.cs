namespace Pledge.Domain.Mentoring;

/// <summary>A version of the words that hold for every match beside what its two write themselves: what stays between them, what has to be told, and that each can stop.</summary>
/// <param name="From">First London day on which an agreement is written with it.</param>
/// <param name="Lines">How many lines it has, numbered from 1.</param>
/// <remarks>Source: <c>agreement-terms.csv</c>. The words themselves stand with the words of the pages, by version and line.</remarks>
public sealed record AgreementTerms(int Version, DateOnly From, int Lines)
{
    /// <summary>Every version, the oldest first.</summary>
    public static IReadOnlyList<AgreementTerms> All { get; } =
        [.. EmbeddedCsv.Read("Mentoring.agreement-terms").Select(row => new AgreementTerms(row["version"].WholeNumber()!.Value, row["from"].Day()!.Value, row["lines"].WholeNumber()!.Value)).OrderBy(terms => terms.Version)];

    /// <summary>With which an agreement is written on a day.</summary>
    public static AgreementTerms On(DateOnly day) => All.LastOrDefault(terms => terms.From <= day) ?? All[0];

    /// <exception cref="InvalidOperationException">There is no such version: a bug, since versions stay.</exception>
    public static AgreementTerms Of(int version) => All.Single(terms => terms.Version == version);
}

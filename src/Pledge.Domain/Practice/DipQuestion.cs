namespace Pledge.Domain.Practice;

/// <summary>One question a manager asks of a record.</summary>
/// <param name="Key">Stable kebab-case name; answers are kept by it.</param>
/// <param name="Theme">Kebab-case group, for the figures.</param>
public sealed record DipQuestion(string Key, string Theme, string Question, string Hint)
{
    /// <summary>All, in the order of the form.</summary>
    public static IReadOnlyList<DipQuestion> All { get; } =
        [.. EmbeddedCsv.Read("Practice.dip-questions").Select(row => new DipQuestion(row["key"], row["theme"], row["question"], row["hint"]))];

    /// <summary>Every theme, in the order of the form.</summary>
    public static IReadOnlyList<string> Themes { get; } = [.. All.Select(asked => asked.Theme).Distinct()];
}

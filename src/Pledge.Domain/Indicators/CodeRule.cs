namespace Pledge.Domain.Indicators;

/// <summary>Which cells a part of an indicator is about: <c>home:*1</c> is a suitable home, <c>in-touch:NO&amp;activity:0</c> both. A star stands for any letters at one end.</summary>
internal sealed class CodeRule
{
    private readonly IReadOnlyList<(string Column, string Pattern)> _terms;

    private CodeRule(IReadOnlyList<(string Column, string Pattern)> terms) => _terms = terms;

    internal static IReadOnlyList<CodeRule> ListOf(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Of)];

    internal static CodeRule Of(string text) => new([.. text.Split('&').Select(term => term.Split(':')).Select(pair => (pair[0], pair[1]))]);

    internal bool Fits(FigureCell cell) => _terms.All(term => Fits(term.Pattern, CodeOf(cell, term.Column)));

    private static bool Fits(string pattern, string? code) => code is not null && pattern switch
    {
        "*" => true,
        ['*', .. var end] => code.EndsWith(end, StringComparison.Ordinal),
        [.. var start, '*'] => code.StartsWith(start, StringComparison.Ordinal),
        _ => code == pattern,
    };

    private static string? CodeOf(FigureCell cell, string column) => column switch
    {
        "in-touch" => cell.InTouch,
        "activity" => cell.Activity,
        "home" => cell.Home,
        "outcome" => cell.Outcome,
        _ => throw new InvalidOperationException($"No column {column} in a cell."),
    };
}

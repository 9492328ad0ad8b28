using Pledge.Domain.Publications;

namespace Pledge.Domain.Indicators;

/// <summary>The ages for which outcomes are published.</summary>
public enum AgeGroup
{
    From17To18,
    From19To21,
}

/// <summary>What kind of number an indicator is.</summary>
public enum IndicatorUnit
{
    /// <summary>Share of the base, 0 to 100.</summary>
    Percent,

    /// <summary>How many.</summary>
    Count,

    /// <summary>How many times each, on average.</summary>
    Mean,

    /// <summary>How many for each one of something else.</summary>
    Ratio,
}

/// <summary>Over which days an indicator looks.</summary>
public enum IndicatorPeriod
{
    /// <summary>Twelve months that end on the day; published for those that end on 31 March.</summary>
    Year,

    /// <summary>Twelve months that end on the day.</summary>
    Rolling,

    /// <summary>As it stands on the day.</summary>
    Live,
}

/// <summary>Which way is better.</summary>
public enum Polarity
{
    High,
    Low,

    /// <summary>Neither: there is nothing to aim for.</summary>
    None,
}

/// <summary>One figure of the service, described by data: whom it counts, what counts as met, who is left out and why.</summary>
/// <remarks>
/// Everyone who is not left out is in the base, and "not known" is part of it: a share cannot be 100 % while people are out of touch.
/// The share of homes, of work and of staying put follow the definitions of the Department for Education. Source: indicators.csv.
/// </remarks>
public sealed record Indicator
{
    private readonly IReadOnlyList<CodeRule> _met, _notMet, _over;
    private readonly IReadOnlyList<(CodeRule Rule, string Reason)> _excluded;

    private Indicator(IReadOnlyDictionary<string, string> row)
    {
        Code = row["code"];
        Family = Enum.Parse<IndicatorFamily>(row["family"], ignoreCase: true);
        (FromAge, ToAge) = (row["from_age"].WholeNumber(), row["to_age"].WholeNumber());
        (_met, _notMet, _over) = (CodeRule.ListOf(row["met"]), CodeRule.ListOf(row["not_met"]), CodeRule.ListOf(row["over"]));
        _excluded = [.. row["excluded"].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('=')).Select(pair => (CodeRule.Of(pair[0]), pair[1]))];
        LooksAtHome = row["met"].StartsWith("home:", StringComparison.Ordinal);
        Unit = Enum.Parse<IndicatorUnit>(row["unit"], ignoreCase: true);
        Period = Enum.Parse<IndicatorPeriod>(row["period"], ignoreCase: true);
        Polarity = Enum.Parse<Polarity>(row["polarity"], ignoreCase: true);
        Benchmarks = row["benchmarks"].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        (EnglandMeasure, Promise) = (row["england"].OrNull(), row["promise"].OrNull());
        Dimensions = row["breakdowns"] switch
        {
            "all" when Family is IndicatorFamily.Voice => Enum.GetValues<Dimension>(),
            "all" => [.. Enum.GetValues<Dimension>().Where(dimension => dimension is not Dimension.Part)],
            var one => [Enum.Parse<Dimension>(one, ignoreCase: true)],
        };
    }

    /// <summary>Stable name, as in the board's catalogue.</summary>
    public string Code { get; }
    public IndicatorFamily Family { get; }

    /// <summary>Youngest age counted, or null for any.</summary>
    public int? FromAge { get; }

    /// <summary>Oldest age counted, or null for any.</summary>
    public int? ToAge { get; }
    public IndicatorUnit Unit { get; }
    public IndicatorPeriod Period { get; }
    public Polarity Polarity { get; }

    /// <summary>What it is published for: <c>england</c>, <c>region</c>, <c>neighbours</c>, <c>authority</c>.</summary>
    public IReadOnlyList<string> Benchmarks { get; }

    /// <summary>Measure of <see cref="EnglandBenchmark"/>, or null.</summary>
    public string? EnglandMeasure { get; }

    /// <summary>Key of the promise it belongs to; null where it belongs to every one.</summary>
    public string? Promise { get; }

    /// <summary>True where homes decide, not activities.</summary>
    public bool LooksAtHome { get; }

    /// <summary>By what it can be told apart.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>Every reason for which somebody is left out, in the order in which they are asked.</summary>
    public IReadOnlyList<string> Exclusions => [.. _excluded.Select(pair => pair.Reason)];

    /// <summary>Every indicator, by promise.</summary>
    public static IReadOnlyList<Indicator> All { get; } = [.. EmbeddedCsv.Read("Indicators.indicators").Select(row => new Indicator(row))];

    /// <summary>The indicator, or null.</summary>
    public static Indicator? Find(string? code) => All.FirstOrDefault(indicator => indicator.Code == code);

    /// <summary>The ages for which England publishes it, or null.</summary>
    public AgeGroup? Ages => (FromAge, ToAge) switch
    {
        (17, 18) => AgeGroup.From17To18,
        (19, 21) => AgeGroup.From19To21,
        _ => null,
    };

    /// <summary>True where the cell is of this family and these ages.</summary>
    public bool Counts(FigureCell cell) => cell.Family == Family && !(cell.Age < FromAge) && !(cell.Age > ToAge);

    /// <summary>Counts cells of one day; those of other families and ages are passed over.</summary>
    public IndicatorResult Measure(IEnumerable<FigureCell> cells)
    {
        var (met, notMet, noInformation, sum, over) = (0, 0, 0, 0, 0);
        var excluded = _excluded.ToDictionary(pair => pair.Reason, _ => 0);
        foreach (var cell in cells.Where(Counts))
        {
            switch (KindOf(cell))
            {
                case (CountKind.LeftOut, { } reason): excluded[reason] += cell.Count; break;
                case (CountKind.Met, _): (met, sum) = (met + cell.Count, sum + TimesOf(cell) * cell.Count); break;
                case (CountKind.NotMet, _): notMet += cell.Count; break;
                case (CountKind.NoInformation, _): noInformation += cell.Count; break;
                default: over += _over.Any(rule => rule.Fits(cell)) ? cell.Count : 0; break;
            }
        }

        return new(Code, met, notMet, noInformation) { Unit = Unit, Sum = sum, Over = over, Excluded = excluded };
    }

    /// <summary>Whether there are numbers besides those met: always for a share, for a count where it says what is not met.</summary>
    public bool HasOthers => Unit is IndicatorUnit.Percent || _notMet.Count > 0;

    /// <summary>Whether how many it met says anything: a mean is of all it is out of.</summary>
    public bool TellsMet => Unit is not IndicatorUnit.Mean;

    /// <summary>Whether it is out of anybody: a plain count is not, and a ratio is for each worker.</summary>
    public bool TellsBase => HasOthers || Unit is IndicatorUnit.Mean;

    /// <summary>Whether it counts what is said rather than people: one person may be in it several times.</summary>
    public bool CountsAnswers => Family is IndicatorFamily.Voice or IndicatorFamily.View;

    /// <summary>Which number of the figure a cell goes into, with the reason where it is left out; null for none of them.</summary>
    /// <param name="cell">One that <see cref="Counts"/>.</param>
    public (CountKind Kind, string? Reason)? KindOf(FigureCell cell)
    {
        if (_excluded.FirstOrDefault(pair => pair.Rule.Fits(cell)).Reason is { } reason)
            return (CountKind.LeftOut, reason);
        if (_over.Any(rule => rule.Fits(cell)))
            return null;
        if (_met.Any(rule => rule.Fits(cell)))
            return (CountKind.Met, null);
        if (_notMet.Any(rule => rule.Fits(cell)))
            return (CountKind.NotMet, null);
        // What else a count has in its cells is told beside it and is no base.
        return HasOthers ? (CountKind.NoInformation, null) : null;
    }

    /// <summary>How a figure stands. Grey without a target, where nothing is to aim for, for a base under <see cref="Target.SmallestBase"/>, and for stale data.</summary>
    /// <param name="isStale">Nobody recorded anything for <see cref="Target.StaleAfterDays"/> days before the day.</param>
    public Rag Rate(IndicatorResult result, Target? target, bool isStale) =>
        target is null || isStale || Polarity is Polarity.None
            ? Rag.Grey
            : target.Rate(result.Value, Unit is IndicatorUnit.Count ? Target.SmallestBase : result.Denominator, Polarity);

    private int TimesOf(FigureCell cell) => Unit is IndicatorUnit.Mean ? int.Parse(cell.Outcome!, System.Globalization.CultureInfo.InvariantCulture) : 0;
}

using Pledge.Domain.Indicators;

namespace Pledge.Domain.Publications;

/// <summary>A figure of everybody, or of one group, as a publication tells it. Never changed.</summary>
/// <remarks>The value, the interval and the status stand on told numbers alone, so nothing here says more than they do.</remarks>
public sealed class PublishedFigure
{
    public Guid Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public PublicationId PublicationId { get; private set; }

    /// <summary>Code of an <see cref="Indicators.Indicator"/>.</summary>
    public string Indicator { get; private set; }

    /// <summary>Null for everybody, and then <see cref="GroupName"/> is too.</summary>
    public Dimension? Dimension { get; private set; }

    /// <summary>As <see cref="FigureCell.GroupOf"/> names it.</summary>
    public string? GroupName { get; private set; }

    /// <summary>Null when it is not told; so for every number here.</summary>
    public Told? Met { get; private set; }
    public Told? NotMet { get; private set; }
    public Told? NoInformation { get; private set; }
    public Told? Base { get; private set; }

    /// <summary>Why somebody is left out of the base, as <see cref="Indicators.Indicator.Exclusions"/>.</summary>
    public string[] LeftOutReasons { get; private set; } = [];

    /// <summary>How many for each of those reasons, as <see cref="Told.Number"/>.</summary>
    public int?[] LeftOut { get; private set; } = [];

    /// <summary>Whole per cent; one decimal for a mean and a ratio; the told number for a count. Null where it cannot be told.</summary>
    public decimal? Value { get; private set; }

    /// <summary>Where the true share lies, 19 times in 20; null where there is no share.</summary>
    public decimal? IntervalLow { get; private set; }
    public decimal? IntervalHigh { get; private set; }

    /// <summary>What was aimed for when it was published; null without one, and for groups.</summary>
    public decimal? Target { get; private set; }
    public decimal? Tolerance { get; private set; }
    public Rag Status { get; private set; }

    private PublishedFigure() => Indicator = null!;

    public IndicatorUnit Unit => Indicators.Indicator.Find(Indicator)!.Unit;

    /// <summary>Reasons with what is told of each.</summary>
    public IEnumerable<(string Reason, Told? People)> LeftOutByReason => LeftOutReasons.Zip(LeftOut, (reason, number) => (reason, number is { } told ? Told.Stored(told) : (Told?)null));

    /// <summary>The numbers that it could tell and does not, because they would say too much.</summary>
    public IEnumerable<NumberKey> ListWithheld()
    {
        var hasOthers = Indicators.Indicator.Find(Indicator) is { HasOthers: true };
        if (Met is null)
            yield return KeyOf(CountKind.Met);
        if (hasOthers && NotMet is null)
            yield return KeyOf(CountKind.NotMet);
        if (hasOthers && NoInformation is null)
            yield return KeyOf(CountKind.NoInformation);
        if (Base is null)
            yield return KeyOf(CountKind.Base);
        foreach (var (reason, people) in LeftOutByReason)
            if (people is null)
                yield return KeyOf(CountKind.LeftOut, reason);
    }

    /// <summary>True when both are of the same people, whatever publication they are in.</summary>
    public bool IsOfTheSame(PublishedFigure other) => (Indicator, Dimension, GroupName) == (other.Indicator, other.Dimension, other.GroupName);

    /// <summary>True when a reader of either reads the same.</summary>
    public bool TellsTheSameAs(PublishedFigure other) =>
        (Met, NotMet, NoInformation, Base, Value, Target, Tolerance, Status) == (other.Met, other.NotMet, other.NoInformation, other.Base, other.Value, other.Target, other.Tolerance, other.Status)
        && LeftOut.SequenceEqual(other.LeftOut);

    private NumberKey KeyOf(CountKind kind, string? reason = null) => new(Indicator, Dimension, GroupName, kind, reason);

    /// <param name="isShown">Whether a number of it may be told, with the reason for those left out.</param>
    /// <param name="target">Null without one.</param>
    /// <param name="isStale">Nothing was recorded for so long that figures of the day say little.</param>
    public static PublishedFigure Of(PublicationId publication, AuthorityId authority, ExactFigure exact, Func<CountKind, string?, bool> isShown, Target? target, bool isStale)
    {
        var (indicator, result) = (exact.Indicator, exact.Result);
        Told? Tell(CountKind kind, int count, string? reason = null) => isShown(kind, reason) ? Told.Of(count) : null;
        var figure = new PublishedFigure
        {
            Id = Guid.CreateVersion7(),
            AuthorityId = authority,
            PublicationId = publication,
            Indicator = indicator.Code,
            Dimension = exact.Dimension,
            GroupName = exact.Group,
            Met = Tell(CountKind.Met, result.Met),
            NotMet = indicator.HasOthers ? Tell(CountKind.NotMet, result.NotMet) : null,
            NoInformation = indicator.HasOthers ? Tell(CountKind.NoInformation, result.NoInformation) : null,
            Base = Tell(CountKind.Base, result.Denominator),
            LeftOutReasons = [.. indicator.Exclusions],
            LeftOut = [.. indicator.Exclusions.Select(reason => Tell(CountKind.LeftOut, result.Excluded[reason], reason)?.Number)],
        };
        figure.Value = figure.ValueOf(indicator.Unit, isShown(CountKind.Sum, null) ? Told.Of(result.Sum) : null, result.Over);
        if (indicator.Unit is IndicatorUnit.Percent && figure.Value is not null)
        {
            var band = WilsonInterval.Of(Math.Min(figure.Met!.Value.Number, figure.Base!.Value.Number), figure.Base.Value.Number);
            (figure.IntervalLow, figure.IntervalHigh) = (Math.Round((decimal)band.Low, 1), Math.Round((decimal)band.High, 1));
        }
        if (exact.Dimension is null && target is not null)
            (figure.Target, figure.Tolerance) = ((decimal)target.Value, (decimal)target.Tolerance);
        figure.Status = exact.Dimension is null && target is not null && !isStale && indicator.Polarity is not Polarity.None ? figure.Rate(indicator, target) : Rag.Grey;
        return figure;
    }

    private decimal? ValueOf(IndicatorUnit unit, Told? sum, int over)
    {
        if (unit is IndicatorUnit.Count)
            return Met is { IsFew: false } count ? count.Number : null;
        if (Met is not { IsFew: false } met || Base is not { Number: >= Told.SmallestBase } whole)
            return null;
        return unit switch
        {
            IndicatorUnit.Percent => Math.Min(100, Math.Round(100m * met.Number / whole.Number, MidpointRounding.AwayFromZero)),
            IndicatorUnit.Mean => sum is { IsFew: false } times ? Math.Round((decimal)times.Number / met.Number, 1, MidpointRounding.AwayFromZero) : null,
            // How many workers there are is no secret of anybody's.
            _ => over == 0 ? null : Math.Round((decimal)met.Number / over, 1, MidpointRounding.AwayFromZero),
        };
    }

    private Rag Rate(Indicator indicator, Target target)
    {
        if (indicator.Unit is IndicatorUnit.Count && Met is { IsFew: true })
        {
            var (least, most) = (target.Rate(0, Told.SmallestBase, indicator.Polarity), target.Rate(Told.LargestFew, Told.SmallestBase, indicator.Polarity));
            return least == most ? least : Rag.Grey;
        }
        return target.Rate((double?)Value, Told.SmallestBase, indicator.Polarity);
    }
}

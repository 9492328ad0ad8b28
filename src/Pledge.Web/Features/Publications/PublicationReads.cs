using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Indicators;
using Pledge.Domain.Publications;
using Pledge.Web.Data;
using Pledge.Web.Features.BoardActions;

namespace Pledge.Web.Features.Publications;

/// <summary>A publication as it is listed.</summary>
/// <param name="Number">1 for the first of its day.</param>
/// <param name="PublishedAt">UTC instant.</param>
/// <param name="By">What who published it is called; null for somebody who is no longer known.</param>
/// <param name="Corrected">How many facts were put right since the first of the day; null in that.</param>
/// <param name="Reason">Why the day was published again; null in the first, and in those of before it was asked.</param>
public sealed record PublicationLine(PublicationId Id, DateOnly OnDay, int Number, DateTimeOffset PublishedAt, string? By, Told? Corrected, string? Reason);

/// <summary>A figure as it was published for a quarter end.</summary>
public sealed record PublishedAt(DateOnly Day, PublishedFigure Figure);

/// <summary>One figure of a publication with what stands beside it.</summary>
/// <param name="Part">Key of the promise whose answers alone are counted, or null.</param>
/// <param name="First">As it was published first, where it was published again; else null.</param>
/// <param name="YearBefore">As published last for the same day a year before; null when that was not published.</param>
/// <param name="Trend">As published last for each quarter end, up to twelve, the earliest first and this one last.</param>
/// <param name="Actions">The open actions on it, overdue ones first.</param>
public sealed record PublishedIndicator(
    Indicator Indicator, string? Part, PublishedFigure Now, PublishedFigure? First, PublishedFigure? YearBefore, IReadOnlyList<PublishedAt> Trend, IReadOnlyList<ActionLine> Actions)
{
    /// <summary>One in so many without information is a large part.</summary>
    private const int MissingMuch = 5;

    /// <summary>What the Department publishes of England and the neighbours; null where it publishes nothing, and for who did not ask for it.</summary>
    public PublishedBeside? Beside { get; init; }

    /// <summary>Whether its value is another since facts were put right.</summary>
    public bool IsToldOtherwise => First is { } first && first.Value != Now.Value;

    /// <summary>Whether of a large part of its people there is no information, so that the value may say little of how it is for them. Of told numbers.</summary>
    public bool IsMissingMuch => Now is { NoInformation: { IsFew: false } missing, Base: { Number: >= Told.SmallestBase } whole } && MissingMuch * missing.Number >= whole.Number;

    /// <summary>Whether it is worse than a year before by more than chance or rounding would do: the likely ranges do not meet, and a count moved by more than a step.</summary>
    public bool IsWorse => Indicator.Polarity is not Polarity.None && Now.Value is { } now && YearBefore is { Value: { } before } && now != before && now < before == Indicator.Polarity is Polarity.High && !MayBeChance && !MayBeRounding;

    /// <summary>Whether both are shares whose likely ranges do not meet.</summary>
    public bool IsMoreThanChance => Now.IntervalLow is not null && YearBefore?.IntervalLow is not null && !MayBeChance;

    /// <summary>Whether it is a count and one person more or less could have moved it as far: told numbers go in steps.</summary>
    public bool MayBeRounding => Now.Unit is IndicatorUnit.Count && Now.Value is { } now && YearBefore?.Value is { } before && Math.Abs(now - before) <= Told.Step;

    /// <summary>Whether the same true share could give both its value and that of the year before.</summary>
    public bool MayBeChance => Now.IntervalLow <= YearBefore?.IntervalHigh && YearBefore?.IntervalLow <= Now.IntervalHigh;
}

/// <summary>All that the board page reads of a publication. No number about people is exact.</summary>
/// <param name="Publication">The last of its day.</param>
/// <param name="Days">Every quarter end that was published, the latest first.</param>
/// <param name="Indicators">Those of everybody, in the order of <see cref="Indicator.All"/>, then CL-VOICE and CL-VIEW once for each promise of which somebody said something.</param>
/// <param name="Actions">Every open one, whatever it is for, overdue ones first.</param>
public sealed record PublishedBoard(PublicationLine Publication, IReadOnlyList<DateOnly> Days, IReadOnlyList<PublishedIndicator> Indicators, IReadOnlyList<ActionLine> Actions)
{
    public PublishedIndicator? Find(string code, string? part = null) => Indicators.FirstOrDefault(shown => shown.Indicator.Code == code && shown.Part == part);
}

/// <summary>What was published. Row policies keep it to the own authority's board and to whoever runs it.</summary>
public static class PublicationReads
{
    /// <summary>How many quarter ends a trend shows.</summary>
    public const int Quarters = 12;

    /// <summary>Every publication, the latest day first, and of one day the last first.</summary>
    /// <returns>One statement.</returns>
    public static async Task<IReadOnlyList<PublicationLine>> ListPublicationsAsync(this PledgeDb db, CancellationToken ct) =>
        [.. (await db.Database.SqlQuery<LineRow>(
            $"select p.id, p.on_day, p.number, p.published_at, pledge.board_name(p.published_by) as by, p.corrected, p.reason from pledge.publication p order by p.on_day desc, p.number desc").ToListAsync(ct)).Select(row => row.Line)];

    /// <summary>The publication of a day or the last before it, with everything the board page shows of its figures.</summary>
    /// <param name="on">Null for the newest.</param>
    /// <param name="now">What was published by then, and the actions that were open.</param>
    /// <returns>Three statements; null when none was published by then.</returns>
    public static async Task<PublishedBoard?> ReadPublishedAsync(this PledgeDb db, DateOnly? on, DateTimeOffset now, CancellationToken ct)
    {
        var all = (await db.ListPublicationsAsync(ct)).Where(line => line.PublishedAt <= now).ToList();
        var shown = all.Find(line => on is null || line.OnDay <= on);
        var trend = all.Where(line => line.OnDay <= shown?.OnDay).DistinctBy(line => line.OnDay).Take(Quarters).Reverse().ToList();
        var first = all.LastOrDefault(line => line.OnDay == shown?.OnDay);
        var ids = trend.Append(first).OfType<PublicationLine>().Select(line => line.Id).Distinct().ToList();
        var figures = (await db.PublishedFigures.AsNoTracking()
            .Where(figure => ids.Contains(figure.PublicationId) && (figure.Dimension == null || (figure.Dimension == Dimension.Part && (figure.Indicator == "CL-VOICE" || figure.Indicator == "CL-VIEW"))))
            .ToListAsync(ct)).ToLookup(figure => (figure.Indicator, figure.GroupName));
        var actions = await db.ListActionsAsync(now, null, ct);
        // Only now, so that whoever reads the board for nobody has made every statement ready.
        if (shown is null || first is null)
            return null;
        var actionsOn = actions.ToLookup(action => action.Indicator);
        var order = Indicator.All.Index().ToDictionary(pair => pair.Item.Code, pair => pair.Index);
        return new(shown, [.. all.Select(line => line.OnDay).Distinct()],
        [
            .. from series in figures
               let figureNow = series.SingleOrDefault(figure => figure.PublicationId == shown.Id)
               where figureNow is not null && order.ContainsKey(figureNow.Indicator)
               orderby series.Key.GroupName is not null, order[figureNow.Indicator], series.Key.GroupName
               let points = trend.SelectMany(line => series.Where(figure => figure.PublicationId == line.Id).Select(figure => new PublishedAt(line.OnDay, figure))).ToList()
               select new PublishedIndicator(
                   Indicator.Find(figureNow.Indicator)!, series.Key.GroupName, figureNow,
                   first.Id == shown.Id ? null : series.SingleOrDefault(figure => figure.PublicationId == first.Id),
                   points.SingleOrDefault(point => point.Day == shown.OnDay.AddYears(-1))?.Figure,
                   points, series.Key.GroupName is null ? [.. actionsOn[figureNow.Indicator]] : []),
        ], actions);
    }

    /// <summary>A figure of everybody and of every group, as published last for the last 31 March up to a day.</summary>
    /// <param name="indicator">Null for every figure.</param>
    /// <param name="now">What was published by then.</param>
    /// <returns>Two statements; null when no such day was published by then.</returns>
    public static async Task<(PublicationLine Publication, IReadOnlyList<PublishedFigure> Figures)?> ReadBreakdownsAsync(this PledgeDb db, string? indicator, DateOnly on, DateTimeOffset now, CancellationToken ct)
    {
        if ((await db.ListPublicationsAsync(ct)).FirstOrDefault(line => line.OnDay <= on && line.PublishedAt <= now && QuarterEnd.HasBreakdowns(line.OnDay)) is not { } shown)
            return null;
        return (shown, await db.PublishedFigures.AsNoTracking().Where(figure => figure.PublicationId == shown.Id && (indicator == null || figure.Indicator == indicator)).ToListAsync(ct));
    }

    private sealed record LineRow(Guid Id, DateOnly OnDay, int Number, DateTimeOffset PublishedAt, string? By, int? Corrected, string? Reason)
    {
        public PublicationLine Line => new(new(Id), OnDay, Number, PublishedAt, By, Corrected is { } facts ? Told.Stored(facts) : null, Reason);
    }
}

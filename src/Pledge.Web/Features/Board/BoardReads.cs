using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Board;
using Pledge.Domain.Indicators;
using Pledge.Domain.Partners;
using Pledge.Domain.Publications;
using Pledge.Web.Data;
using Pledge.Web.Features.Benchmarks;
using Pledge.Web.Features.BoardActions;
using Pledge.Web.Features.Commitments;
using Pledge.Web.Features.Figures;
using Pledge.Web.Features.Publications;

namespace Pledge.Web.Features.Board;

/// <summary>Whether a promise is kept, as far as its figures and young people say.</summary>
public enum Standing
{
    /// <summary>A figure is further from its target than its tolerance.</summary>
    NotKept,

    /// <summary>No figure misses by more than its tolerance, but far fewer young people than that say so.</summary>
    Doubted,

    /// <summary>A figure is short of its target, within its tolerance.</summary>
    Nearly,
    Kept,

    /// <summary>No figure has a target that it can be judged by.</summary>
    Unknown,
}

/// <summary>What young people say of a promise beside what others say. Whole per cent, from told numbers.</summary>
/// <param name="Workers">Share of whom their worker says that it is true; null when too few.</param>
/// <param name="Figure">The share with the most people behind it, of the figures of the promise where high is good; null when there is none.</param>
public sealed record Gap(int Young, int? Workers, PublishedIndicator? Figure)
{
    /// <summary>From this many points on, a gap is worth a question.</summary>
    public const int Wide = 20;

    /// <summary>Within this many points both say nearly the same.</summary>
    public const int Narrow = 5;

    public int? FigureShare => (int?)Figure?.Now.Value;

    /// <summary>Whether the figure is further from what young people say than their workers are.</summary>
    public bool IsToFigure => FigureShare is { } figure && !(Workers is { } workers && Math.Abs(workers - Young) >= Math.Abs(figure - Young));

    /// <summary>How many points more the other says, or fewer where negative.</summary>
    public int Points => ((IsToFigure ? FigureShare : Workers) ?? Young) - Young;
}

/// <summary>One promise as the board reads it.</summary>
/// <param name="Voice">What young people answer; null when nobody did. So for <paramref name="Views"/>, of workers.</param>
/// <param name="Commitments">What signatories promised for it, late ones first.</param>
/// <param name="Actions">Open ones for it or one of its figures, overdue ones first.</param>
public sealed record BoardPromise(
    string Key, string Statement, IReadOnlyList<PublishedIndicator> Figures, PublishedIndicator? Voice, PublishedIndicator? Views,
    IReadOnlyList<CommitmentLine> Commitments, IReadOnlyList<ActionLine> Actions, IReadOnlyList<BoardVoice> Said)
{
    public Gap? Gap { get; } = Voice?.Now.Value is not { } young ? null : new((int)young, (int?)Views?.Now.Value, Figures
        .Where(figure => figure.Indicator is { Unit: IndicatorUnit.Percent, Polarity: Polarity.High } && figure.Now.Value is not null).MaxBy(figure => figure.Now.Base?.Number));

    public Standing Standing
    {
        get
        {
            var worst = Figures.Select(figure => figure.Now.Status).Where(status => status is not Rag.Grey).DefaultIfEmpty(Rag.Grey).Max();
            return worst switch
            {
                Rag.Grey => Standing.Unknown,
                Rag.Red => Standing.NotKept,
                _ when Gap?.Points >= Gap.Wide => Standing.Doubted,
                Rag.Amber => Standing.Nearly,
                _ => Standing.Kept,
            };
        }
    }

    /// <summary>Figures that miss their target while there is no information of many.</summary>
    public IEnumerable<PublishedIndicator> MissedForWant => Figures.Where(figure => figure is { Indicator.Polarity: Polarity.High, Now.Status: Rag.Red, IsMissingMuch: true });

    /// <summary>Actions over their day, and commitments.</summary>
    public int Late(DateOnly today) => Actions.Count(action => action.DaysLate(today) > 0) + Commitments.Count(line => line.Status is CommitmentStatus.Late);
}

/// <summary>A group that answers less than others do, as told of the last 31 March.</summary>
/// <param name="Day">That 31 March.</param>
/// <param name="Answers">Answers for each young person of it, beside <paramref name="OfAll"/> for everybody.</param>
public sealed record SeldomHeard(DateOnly Day, Dimension Dimension, string Group, decimal Answers, decimal OfAll);

/// <summary>What is over its day: an action of the board or a commitment.</summary>
public sealed record LateLine(DateOnly Day, ActionLine? Action, CommitmentLine? Commitment);

/// <summary>Everything on the board page. Figures are of the publication; words are of today.</summary>
/// <param name="OfNoPromise">Figures over all promises.</param>
/// <param name="Address">What leads from here to a figure as it is told here, behind its address.</param>
/// <param name="Supported">Told number of young people with a right to support, of whom answers are asked; null when it is not told.</param>
public sealed record BoardPage(PublishedBoard Published, string Address, IReadOnlyList<BoardPromise> Promises, IReadOnlyList<PublishedIndicator> OfNoPromise, Told? Supported, IReadOnlyList<SeldomHeard> SeldomHeard, DateOnly Today)
{
    /// <summary>Whose actions and commitments are marked as theirs; null where nobody's are.</summary>
    public AccountId? Reader { get; init; }

    /// <summary>What the reader has to do: actions by their day.</summary>
    public IEnumerable<ActionLine> OwnActions => Published.Actions.Where(action => action.OwnerId == Reader).OrderBy(action => action.DueOn);

    /// <summary>What the reader has to keep and is not kept, late first.</summary>
    public IEnumerable<CommitmentLine> OwnCommitments => Promises.SelectMany(promise => promise.Commitments).Where(line => Reader is not null && line.OwnerId == Reader && line.Status is not CommitmentStatus.Kept).OrderBy(line => line.Status).ThenBy(line => line.ByDay);

    public IEnumerable<BoardPromise> Of(Standing standing) => Promises.Where(promise => promise.Standing == standing);

    /// <summary>The widest gaps first, those worth a question only.</summary>
    public IEnumerable<BoardPromise> WidestGaps => Promises.Where(promise => promise.Gap?.Points >= Gap.Wide).OrderByDescending(promise => promise.Gap!.Points).Take(3);

    /// <summary>Figures that got worse in a year by more than chance would do, those furthest from where they were first.</summary>
    public IReadOnlyList<PublishedIndicator> Worse => [.. Promises.SelectMany(promise => promise.Figures).Where(figure => figure.IsWorse)
        .OrderByDescending(figure => Math.Abs(figure.Now.Value!.Value - figure.YearBefore!.Value!.Value) / Math.Max(1, Math.Abs(figure.YearBefore.Value!.Value))).Take(3)];

    /// <summary>The promise of which the smallest share of young people says that it is true; null where nobody answered.</summary>
    public BoardPromise? SaidLeast => Promises.Where(promise => promise.Voice?.Now.Value is not null).MinBy(promise => promise.Voice!.Now.Value);

    /// <summary>The action that is due next.</summary>
    public ActionLine? NextDue => Published.Actions.Where(action => action.DueOn >= Today).MinBy(action => action.DueOn);

    /// <summary>Actions over their day, those for no promise too, and commitments; the longest late first.</summary>
    public IReadOnlyList<LateLine> Late => [.. Published.Actions.Where(action => action.DaysLate(Today) > 0).Select(action => new LateLine(action.DueOn, action, null))
        .Concat(Promises.SelectMany(promise => promise.Commitments).Where(line => line.Status is CommitmentStatus.Late).Select(line => new LateLine(line.ByDay, null, line)))
        .OrderBy(line => line.Day)];

    /// <summary>Whether a figure stands beside those of neighbours.</summary>
    public bool HasNeighbours => Promises.SelectMany(promise => promise.Figures).Concat(OfNoPromise).Any(figure => figure.Beside?.Median is not null);
}

/// <summary>Reads the board page: published numbers, never a count of today.</summary>
public static class BoardReads
{
    /// <param name="on">Null for the newest; else the publication of that day or the last before it.</param>
    /// <param name="now">What was published by then, actions and commitments as they stood then, and the day on which one is late or not.</param>
    /// <returns>Eight statements, whatever the number of people and whether or not anything was published; null when nothing was by then.</returns>
    public static async Task<BoardPage?> ReadBoardAsync(this PledgeDb db, DateOnly? on, DateTimeOffset now, CancellationToken ct)
    {
        var published = await db.ReadPublishedAsync(on, now, ct);
        var day = published?.Publication.OnDay ?? LondonTime.DayOf(now);
        var promises = await db.ReadPromisesAsync(day, ct);
        var commitments = (await db.ListCommitmentsAsync(exact: false, now, ct)).ToLookup(line => line.PromiseKey);
        var said = (await db.ListBoardVoicesAsync(ct)).ToLookup(voice => voice.PromiseKey);
        var beside = await db.ReadBenchmarksAsync(Indicator.All, ct);
        var seldomHeard = await db.ReadSeldomHeardAsync(day, now.ToUniversalTime(), ct);
        if (published is null)
            return null;
        published = published with { Indicators = [.. published.Indicators.Select(shown => shown with { Beside = beside.GetValueOrDefault(shown.Indicator.Code) })] };
        var figures = published.Indicators.ToLookup(shown => shown.Indicator.Promise);
        return new(
            published, $"?on={published.Publication.OnDay:yyyy-MM-dd}",
            [
                .. from promise in promises
                   let own = figures[promise.Key].ToList()
                   select new BoardPromise(promise.Key, promise.Statement, own, published.Find("CL-VOICE", promise.Key), published.Find("CL-VIEW", promise.Key), [.. commitments[promise.Key]],
                       [.. published.Actions.Where(action => action.PromiseKey == promise.Key || own.Exists(figure => figure.Indicator.Code == action.Indicator))], [.. said[promise.Key].DistinctBy(voice => voice.Words)]),
            ],
            [.. figures[null].Where(shown => shown.Part is null)],
            published.Find("CL-TOUCH")?.Now.Base, seldomHeard, LondonTime.DayOf(now));
    }

    // How many answers there are for each young person with a right to support, group by group. Both numbers are told.
    private static async Task<IReadOnlyList<SeldomHeard>> ReadSeldomHeardAsync(this PledgeDb db, DateOnly on, DateTimeOffset now, CancellationToken ct)
    {
        var day = new DateOnly(on is { Month: >= 4 } or { Month: 3, Day: 31 } ? on.Year : on.Year - 1, 3, 31);
        var rows = await db.PublishedFigures.AsNoTracking()
            .Where(figure => (figure.Indicator == "CL-VOICE" || figure.Indicator == "CL-TOUCH") && figure.Dimension != Dimension.Part && figure.Dimension != Dimension.Ethnicity
                && figure.PublicationId == db.Publications.Where(publication => publication.OnDay == day && publication.PublishedAt <= now)
                    .OrderByDescending(publication => publication.Number).Select(publication => publication.Id).First())
            .ToListAsync(ct);
        var people = rows.Where(row => row is { Indicator: "CL-TOUCH", Base.Number: >= Told.SmallestBase }).ToDictionary(row => (row.Dimension, row.GroupName), row => row.Base!.Value.Number);
        var answers = rows.Where(row => row is { Indicator: "CL-VOICE", Base.IsFew: false } && people.ContainsKey((row.Dimension, row.GroupName)))
            .Select(row => (row.Dimension, Group: row.GroupName, Each: (decimal)row.Base!.Value.Number / people[(row.Dimension, row.GroupName)])).ToList();
        if (answers.Find(row => row.Dimension is null) is not { Each: > 0 } all)
            return [];
        return [.. answers.Where(row => row.Dimension is not null && row.Group != FigureCell.Unknown && row.Each < all.Each * 0.8m).OrderBy(row => row.Each).Take(3)
            .Select(row => new SeldomHeard(day, row.Dimension!.Value, row.Group!, row.Each, all.Each))];
    }
}

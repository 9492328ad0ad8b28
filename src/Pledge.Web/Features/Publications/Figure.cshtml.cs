using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Indicators;
using Pledge.Domain.Publications;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Benchmarks;
using Pledge.Web.Features.Figures;
using Pledge.Web.Features.Meetings;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Publications;

/// <summary>One figure as it was published: for the board, and for whoever wants to see what the board sees.</summary>
[Authorize(Policy = Policies.ReadBoard), ReadsStandby]
public sealed class FigureModel(PledgeDb db, TimeProvider clock, IStringLocalizer<PublicationsText> texts, IStringLocalizer<FiguresText> figureTexts) : PageModel
{
    /// <summary>A published quarter end as <c>yyyy-MM-dd</c>; the last one before it for another day, the newest for none.</summary>
    [BindProperty(SupportsGet = true)]
    public string? On { get; set; }

    /// <summary>True where another day was asked for than the one shown.</summary>
    public bool IsAnotherDay { get; private set; }

    /// <summary>A closed meeting: everything is then as the board read it there.</summary>
    [BindProperty(SupportsGet = true)]
    public BoardMeetingId? Meeting { get; set; }

    /// <summary>That meeting, or null.</summary>
    public MeetingRead? Read { get; private set; }

    /// <summary>Kebab-case <see cref="Dimension"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    public Indicator Indicator { get; private set; } = null!;

    /// <summary>Null where nothing was published by then.</summary>
    public PublishedBoard? Board { get; private set; }

    /// <summary>Null where this figure was not.</summary>
    public PublishedIndicator? Shown { get; private set; }
    public EnglandBenchmark? England { get; private set; }

    /// <summary>What is published of England, the region and neighbours; null where nothing is.</summary>
    public PublishedBeside? Beside { get; private set; }

    /// <summary>The 31 March whose groups are shown; null where none was published by then.</summary>
    public PublicationLine? GroupsOf { get; private set; }

    /// <summary>The groups of that day of every dimension.</summary>
    public IReadOnlyList<PublishedFigure> Groups { get; private set; } = [];

    // Of promises by their keys, in the pledge's order.
    private OrderedDictionary<string, string> _statements = [];

    /// <summary>The base of everybody on that day: what share of everybody a group is.</summary>
    public Told? GroupsBase { get; private set; }
    public Dimension? Asked { get; private set; }
    public string Day => $"{Board!.Publication.OnDay:yyyy-MM-dd}";

    /// <summary>What leads to the same day or meeting elsewhere.</summary>
    public string Address => Read is null ? $"?On={Day}" : $"?meeting={Read.Id}";

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct) => await ReadAsync(code, ct) ? Page() : NotFound();

    /// <summary>The same numbers as a file, every group in it, each line with the definition.</summary>
    public async Task<IActionResult> OnGetListAsync(string code, CancellationToken ct)
    {
        if (!await ReadAsync(code, ct) || Shown is null)
            return NotFound();
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"{Indicator.Code}-{Day}.csv\"";
        // What is said of each promise comes out every quarter.
        var parts = Board!.Indicators.Where(shown => shown.Indicator == Indicator && shown.Part is not null && GroupsOf?.OnDay != Board.Publication.OnDay).Select(shown => new PublishedAt(Board.Publication.OnDay, shown.Now));
        await CsvTable.WriteAsync(
            Response.Body, [.. PublishedCsv.Headings(texts), .. Indicator.Exclusions.Select(reason => figureTexts[$"Excluded_{reason}"].Value)],
            Shown.Trend.Reverse().Concat(parts).Concat(Groups.Select(group => new PublishedAt(GroupsOf!.OnDay, group))).Select(line => FieldsOf(line.Day, line.Figure)), ct);
        return new EmptyResult();
    }

    /// <summary>What share of everybody a group is, in whole per cent of told numbers; null where one of them is not told.</summary>
    public decimal? ShareOf(PublishedFigure group) =>
        group.Base is { IsFew: false } people && GroupsBase is { IsFew: false } everybody ? Math.Min(100, Math.Round(100m * people.Number / everybody.Number, MidpointRounding.AwayFromZero)) : null;

    /// <summary>What a group is called: a promise by its words.</summary>
    public string NameOf(Dimension dimension, string group) => dimension is Dimension.Part && _statements.GetValueOrDefault(group) is { } statement ? statement : figureTexts.GroupOf(dimension, group);

    private IEnumerable<object?> FieldsOf(DateOnly day, PublishedFigure figure) =>
        [.. PublishedCsv.FieldsOf(texts, figureTexts, Indicator, day, figure), .. figure.LeftOutByReason.Select(left => texts.Tell(left.People))];

    private async Task<bool> ReadAsync(string code, CancellationToken ct)
    {
        if (Indicator.Find(code) is not { } indicator)
            return false;
        Indicator = indicator;
        England = EnglandBenchmark.Latest(indicator);
        Asked = Kebab.Find<Dimension>(By) is { } asked && indicator.Dimensions.Contains(asked) ? asked : null;
        if (Meeting is { } id && (Read = await db.FindReadAsync(id, ct)) is null)
            return false;
        var now = Read?.ClosedAt ?? clock.GetUtcNow();
        Board = await db.ReadPublishedAsync(Read?.FiguresOf ?? (DateOnly.TryParseExact(On, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null), now, ct);
        if (Board is null)
            return true;
        IsAnotherDay = Read is null && On is { Length: > 0 } && On != Day;
        (Shown, On, Beside) = (Board.Find(code), Day, await db.ReadBenchmarksAsync(indicator, ct));
        if (indicator.Dimensions.Contains(Dimension.Part))
            _statements = new((await db.ReadPromisesAsync(Board.Publication.OnDay, ct)).Select(promise => KeyValuePair.Create(promise.Key, promise.Statement)));
        if (await db.ReadBreakdownsAsync(code, Board.Publication.OnDay, now, ct) is not { } groups)
            return true;
        GroupsOf = groups.Publication;
        GroupsBase = groups.Figures.SingleOrDefault(figure => figure.Dimension is null)?.Base;
        var places = _statements.Keys.Index().ToDictionary(promise => promise.Item, promise => promise.Index);
        Groups = [.. PublishedCsv.InOrder(groups.Figures.Where(figure => figure.Dimension is not null))
            .OrderBy(figure => figure.Dimension).ThenBy(figure => figure.Dimension is Dimension.Part ? places.GetValueOrDefault(figure.GroupName!) : 0)];
        return true;
    }
}

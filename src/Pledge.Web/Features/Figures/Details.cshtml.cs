using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Indicators;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;
using Pledge.Web.Features.Admin;
using Pledge.Web.Features.Benchmarks;

namespace Pledge.Web.Features.Figures;

/// <summary>A figure at the end of a quarter.</summary>
public sealed record FigureAt(DateOnly Day, IndicatorResult Result);

/// <summary>A figure of one group, with its trend.</summary>
/// <param name="First">Group of the first dimension.</param>
/// <param name="Second">Group of the second, or null where only one is asked for.</param>
public sealed record FigureOfGroup(string First, string? Second, IndicatorResult Now, IReadOnlyList<FigureAt> Trend);

/// <summary>How many people stand in the figure with these codes.</summary>
public sealed record FigureSource(string Codes, int People);

[Authorize(Policy = Policies.SeeFigures), ReadsStandby]
public sealed class DetailsModel(PledgeDb db, TimeProvider clock, IStringLocalizer<FiguresText> texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? KnownOn { get; set; }

    /// <summary>Kebab-case <see cref="Dimension"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    /// <summary>A second one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? And { get; set; }

    public Indicator Indicator { get; private set; } = null!;
    public FigureDays Days { get; private set; } = null!;
    public DateTimeOffset? RecordedAt { get; private set; }
    public IndicatorResult Now { get; private set; } = null!;
    public IndicatorResult Before { get; private set; } = null!;
    public Target? Target { get; private set; }
    public Rag Rag { get; private set; }
    public EnglandBenchmark? England { get; private set; }
    public PublishedBeside? Beside { get; private set; }
    public IReadOnlyList<FigureAt> Trend { get; private set; } = [];
    public IReadOnlyList<FigureSource> Sources { get; private set; } = [];
    public IReadOnlyList<FigureOfGroup> Groups { get; private set; } = [];
    public IReadOnlyList<TargetLine> Targets { get; private set; } = [];

    // Of promises by their keys.
    private IReadOnlyDictionary<string, string> _statements = new Dictionary<string, string>();

    /// <summary>The dimensions asked for: none, one or two.</summary>
    public IReadOnlyList<Dimension> Asked { get; private set; } = [];

    /// <summary>The address of the file.</summary>
    public string ListAddress => $"/figures/{Indicator.Code}?handler=List&{Days.Query}{string.Concat(Asked.Zip(["By", "And"], (dimension, name) => $"&{name}={FigureWords.KeyOf(dimension)}"))}";

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (!await ReadAsync(code, ct))
            return NotFound();
        On ??= Days.On;
        return Page();
    }

    /// <summary>The figure and its groups as a file, each line with the definition. Written while the row scope holds; a spreadsheet will run nothing in it.</summary>
    public async Task<IActionResult> OnGetListAsync(string code, CancellationToken ct)
    {
        if (!await ReadAsync(code, ct))
            return NotFound();
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"{Indicator.Code}-{Days.On:yyyy-MM-dd}.csv\"";
        string[] headings = ["Code", "Name", "WhatCounts", "WhoCounts", "AsAt", "KnownAt", "GroupFirst", "GroupSecond", "Value", "IntervalLow", "IntervalHigh", "Met", "NotMet", "NoInformation", "Base", "LeftOut"];
        await CsvTable.WriteAsync(
            Response.Body, headings.Select(heading => texts[$"Csv{heading}"].Value),
            Groups.Select(group => (First: NameOf(group, 0), Second: NameOf(group, 1), group.Now)).Prepend((texts["Everybody"], "", Now)).Select(group => FieldsOf(group.First, group.Second, group.Now)), ct);
        return new EmptyResult();
    }

    /// <summary>What a group is called in one of the dimensions asked for; empty where there is no second.</summary>
    public string NameOf(FigureOfGroup group, int which) => (which == 0 ? group.First : group.Second) is { } name ? Asked[which] is Dimension.Part && _statements.GetValueOrDefault(name) is { } statement ? statement : texts.GroupOf(Asked[which], name) : "";

    private IEnumerable<object?> FieldsOf(string first, string second, IndicatorResult result)
    {
        var band = Indicator.Unit is IndicatorUnit.Percent ? result.Interval : null;
        return
        [
            Indicator.Code, texts[$"Name_{Indicator.Code}"].Value, texts[$"Met_{Indicator.Code}"].Value, texts[$"Base_{Indicator.Code}"].Value, $"{Days.On:yyyy-MM-dd}",
            $"{Days.KnownAt(clock):O}", first, second, result.Value, band?.Low, band?.High, result.Met, result.NotMet, result.NoInformation, result.Base, result.Excluded.Values.Sum(),
        ];
    }

    private async Task<bool> ReadAsync(string code, CancellationToken ct)
    {
        if (Indicator.Find(code) is not { } indicator)
            return false;
        Indicator = indicator;
        Days = FigureDays.Of(this, On, KnownOn, clock.Today());
        Asked = [.. new[] { By, And }.Select(Kebab.Find<Dimension>).OfType<Dimension>().Where(indicator.Dimensions.Contains).Distinct()];
        if (Asked.Contains(Dimension.Part))
            _statements = (await db.ReadPromisesAsync(Days.On, ct)).ToDictionary(promise => promise.Key, promise => promise.Statement);
        var known = Days.KnownAt(clock);
        var quarters = Days.QuarterEnds();
        var cells = await db.ReadCellsAsync(indicator, [Days.On, Days.YearAgo, .. quarters], known, Asked, ct);
        RecordedAt = await db.ReadRecordedAtAsync(known, ct);
        Targets = await db.ListTargetsAsync(indicator, ct);
        Target = Targets.FirstOrDefault(line => line.HoldsOn(Days.On)) is { } aim ? new((double)aim.Target, (double)aim.Tolerance) : null;
        England = EnglandBenchmark.Latest(indicator);
        Beside = await db.ReadBenchmarksAsync(indicator, ct);

        var byDay = cells.Where(indicator.Counts).ToLookup(cell => cell.On);
        IReadOnlyList<FigureAt> TrendOf(Func<FigureCell, bool> isIn) => [.. quarters.Select(day => new FigureAt(day, indicator.Measure(byDay[day].Where(isIn))))];
        (Now, Before, Trend) = (indicator.Measure(byDay[Days.On]), indicator.Measure(byDay[Days.YearAgo]), TrendOf(_ => true));
        Rag = indicator.Rate(Now, Target, Days.IsStale(RecordedAt));
        Sources = [.. byDay[Days.On].GroupBy(cell => texts.CodesOf(cell, indicator)).Select(codes => new FigureSource(codes.Key, codes.Sum(cell => cell.Count))).OrderByDescending(source => source.People)];
        Groups = Asked switch
        {
            [var one] => [.. GroupsOf(one).Select(group => GroupOf(group, null, cell => cell.GroupOf(one) == group))],
            [var one, var two] => [.. from first in GroupsOf(one)
                                      from second in GroupsOf(two)
                                      select GroupOf(first, second, cell => cell.GroupOf(one) == first && cell.GroupOf(two) == second)],
            _ => [],
        };
        return true;

        IReadOnlyList<string> GroupsOf(Dimension dimension) => FigureWords.InOrder(dimension, byDay[Days.On].Select(cell => cell.GroupOf(dimension)));
        FigureOfGroup GroupOf(string first, string? second, Func<FigureCell, bool> isIn) => new(first, second, indicator.Measure(byDay[Days.On].Where(isIn)), TrendOf(isIn));
    }
}

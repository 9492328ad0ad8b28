using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Domain;
using Pledge.Domain.Indicators;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Figures;

/// <summary>One figure beside the year before and its target.</summary>
/// <param name="Voice">Key of the promise whose answers alone are counted, or null.</param>
public sealed record FigureLine(Indicator Indicator, IndicatorResult Now, IndicatorResult Before, Target? Target, Rag Rag, string? Voice = null);

/// <summary>The figures of one promise.</summary>
public sealed record FigureGroup(string Key, string Statement, IReadOnlyList<FigureLine> Lines);

[Authorize(Policy = Policies.SeeFigures), ReadsStandby]
public sealed class IndexModel(PledgeDb db, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? KnownOn { get; set; }

    public FigureDays Days { get; private set; } = null!;
    public bool IsStale { get; private set; }
    public IReadOnlyList<FigureGroup> Groups { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Days = FigureDays.Of(this, On, KnownOn, clock.Today());
        var known = Days.KnownAt(clock);
        var cells = await db.ReadCellsAsync(Enum.GetValues<IndicatorFamily>(), [Days.On, Days.YearAgo], known, [], ct);
        var targets = await db.ReadTargetsAsync(Days.On, ct);
        IsStale = Days.IsStale(await db.ReadRecordedAtAsync(known, ct));
        Groups =
        [
            .. (await db.ReadPromisesAsync(Days.On, ct)).Select(promise => new FigureGroup(promise.Key, promise.Statement,
            [
                .. Indicator.All.Where(indicator => indicator.Promise == promise.Key).Select(indicator => Line(indicator, cells, targets, null)),
                Line(Indicator.Find("CL-VOICE")!, cells, [], promise.Key),
                Line(Indicator.Find("CL-VIEW")!, cells, [], promise.Key),
            ])),
        ];
        On ??= Days.On;
    }

    private FigureLine Line(Indicator indicator, IReadOnlyList<FigureCell> cells, IReadOnlyList<TargetOfDay> targets, string? voice)
    {
        var counted = cells.Where(cell => voice is null || cell.Part == voice).ToList();
        var (now, before) = (indicator.Measure(counted.Where(cell => cell.On == Days.On)), indicator.Measure(counted.Where(cell => cell.On == Days.YearAgo)));
        var target = targets.Where(row => row.Indicator == indicator.Code).Select(row => row.Target).SingleOrDefault();
        return new(indicator, now, before, target, indicator.Rate(now, target, IsStale), voice);
    }
}

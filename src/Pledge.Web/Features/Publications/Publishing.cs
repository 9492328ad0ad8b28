using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Board;
using Pledge.Domain.Indicators;
using Pledge.Domain.Publications;
using Pledge.Web.Data;
using Pledge.Web.Features.Figures;

namespace Pledge.Web.Features.Publications;

/// <summary>What would be published of a quarter end, beside the exact numbers it comes from. For whoever publishes, never for the board.</summary>
/// <param name="KnownAt">Only what was recorded by this instant counts: published later, it is the same.</param>
/// <param name="Exact">The figures that are told, in the order of <paramref name="Figures"/>.</param>
/// <param name="WithAction">Codes of the indicators on which an action is open.</param>
/// <param name="Corrected">How many facts were put right since the first publication of the day; null when there is none.</param>
/// <param name="Last">The figures of the last publication of the day, which the board reads now; none when there is none.</param>
public sealed record Prepared(
    AuthorityId Authority, DateOnly On, int Number, DateTimeOffset KnownAt, bool IsStale, IReadOnlyList<ExactFigure> Exact, IReadOnlyList<PublishedFigure> Figures,
    IReadOnlyCollection<string> WithAction, int? Corrected, IReadOnlyList<PublishedFigure> Last)
{
    public PublicationId Id => Figures[0].PublicationId;
    public IReadOnlyList<string> RedWithoutAction => [.. Publication.RedWithoutAction(Figures, WithAction)];

    /// <summary>Figures that would be told otherwise than the board reads them now, in the order of <see cref="Figures"/>; null where one was not told.</summary>
    public IReadOnlyList<(PublishedFigure? Before, PublishedFigure After)> Otherwise =>
        [.. Figures.Select(figure => (Before: Last.FirstOrDefault(figure.IsOfTheSame), After: figure)).Where(pair => pair.Before is null || !pair.After.TellsTheSameAs(pair.Before))];

    /// <summary>Figures that the board reads now and would not any more.</summary>
    public IReadOnlyList<PublishedFigure> Gone => [.. Last.Where(before => !Figures.Any(before.IsOfTheSame))];

    /// <param name="reason">Why the day is published again; not asked the first time.</param>
    /// <returns>Refused as <see cref="Publication.Publish"/> says.</returns>
    public Outcome<Publication> Publish(string? reason, DateTimeOffset now, AccountId by) => Publication.Publish(Id, Authority, On, Number, KnownAt, IsStale, Figures, WithAction, Corrected, reason, now, by);
}

/// <summary>Counts the figures of a quarter end, protects them and freezes them.</summary>
public static class Publishing
{
    /// <summary>Counts and protects.</summary>
    /// <param name="on">A quarter end that is over.</param>
    /// <param name="knownAt">Not in the future.</param>
    /// <returns>Six statements, whatever the number of people, and a second or so of work for 31 March.</returns>
    public static async Task<Prepared> PrepareAsync(this PledgeDb db, AuthorityId authority, DateOnly on, DateTimeOffset knownAt, CancellationToken ct)
    {
        var cells = QuarterEnd.HasBreakdowns(on) ? await db.ReadEveryCellAsync(on, knownAt, ct) : await db.ReadCellsAsync(Enum.GetValues<IndicatorFamily>(), [on], knownAt, [], ct);
        var isStale = (await db.ReadRecordedAtAsync(knownAt, ct)) is not { } recorded || LondonTime.DayOf(recorded) < on.AddDays(-Target.StaleAfterDays);
        var targets = await db.IndicatorTargets.AsNoTracking()
            .Where(target => target.AuthorityId == authority && target.SupersededAt == null && target.PeriodFrom <= on && (target.PeriodTo == null || target.PeriodTo > on))
            .ToDictionaryAsync(target => target.Indicator, target => new Target((double)target.Target, (double)target.Tolerance), ct);
        var withAction = await db.BoardActions.Where(action => action.AuthorityId == authority && action.State == BoardActionState.Open && action.Indicator != null).Select(action => action.Indicator!).ToListAsync(ct);
        var before = await db.Publications.AsNoTracking().Where(publication => publication.AuthorityId == authority && publication.OnDay == on).OrderBy(publication => publication.Number).ToListAsync(ct);
        int? corrected = before.Count == 0
            ? null
            : (await db.Database.SqlQuery<int>($"select pledge.facts_corrected({on}, {before[0].KnownAt}, {knownAt.ToUniversalTime()}) as \"Value\"").ToListAsync(ct))[0];

        var told = await db.ReadToldAsync(before, ct);
        // What an earlier publication of the day withheld: told now, it would be told then.
        var hidden = told.SelectMany(figure => figure.ListWithheld()).ToHashSet();
        var all = ExactFigure.Of(on, cells);
        var withheld = DisclosureAudit.Withhold(all, hidden.Contains, ct);
        var exact = all.Where(figure => figure.IsTold).ToList();
        var id = new PublicationId(Guid.CreateVersion7(knownAt));
        var figures = exact.Select(figure => PublishedFigure.Of(id, authority, figure, IsShown(figure), targets.GetValueOrDefault(figure.Indicator.Code), isStale)).ToList();
        return new(authority, on, (before.LastOrDefault()?.Number ?? 0) + 1, knownAt, isStale, exact, figures, withAction, corrected,
            before is [.., var last] ? [.. told.Where(figure => figure.PublicationId == last.Id)] : []);

        Func<CountKind, string?, bool> IsShown(ExactFigure figure) => (kind, reason) =>
            new NumberKey(figure.Indicator.Code, figure.Dimension, figure.Group, kind, reason) is var key && !hidden.Contains(key) && !withheld.Contains(key);
    }

    private static async Task<List<PublishedFigure>> ReadToldAsync(this PledgeDb db, List<Publication> before, CancellationToken ct)
    {
        if (before.Count == 0)
            return [];
        var ids = before.Select(publication => publication.Id).ToList();
        return await db.PublishedFigures.AsNoTracking().Where(figure => ids.Contains(figure.PublicationId)).ToListAsync(ct);
    }
}

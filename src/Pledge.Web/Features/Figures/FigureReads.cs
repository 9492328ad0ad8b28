using Microsoft.EntityFrameworkCore;
using Pledge.Domain.Indicators;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Figures;

/// <summary>What an authority aimed for with an indicator on a day.</summary>
public sealed record TargetOfDay(string Indicator, Target Target);

/// <summary>A promise of the edition in force on a day.</summary>
public sealed record PromiseOfDay(string Key, string Statement);

/// <summary>Exact counts of the caller's authority, from <c>security definer</c> functions that give no row about a person. Empty for whoever may not see them, the board included.</summary>
public static class FigureReads
{
    /// <summary>Every cell that every indicator counts, with every characteristic: what a publication is made from.</summary>
    /// <param name="on">The London day of the figures.</param>
    /// <param name="knownAt">Only what was recorded by this instant counts.</param>
    /// <returns>One statement. <see cref="Indicator.Measure"/> counts an indicator from them, <see cref="FigureCell.GroupOf"/> tells them apart.</returns>
    public static Task<IReadOnlyList<FigureCell>> ReadEveryCellAsync(this PledgeDb db, DateOnly on, DateTimeOffset knownAt, CancellationToken ct) =>
        db.ReadCellsAsync(Enum.GetValues<IndicatorFamily>(), [on], knownAt, Enum.GetValues<Dimension>(), ct);

    /// <summary>The cells of some families on some days.</summary>
    /// <param name="by">The characteristics that are told apart. Age and <see cref="Dimension.Part"/> always are.</param>
    /// <returns>One statement, whatever the number of days.</returns>
    public static async Task<IReadOnlyList<FigureCell>> ReadCellsAsync(
        this PledgeDb db, IEnumerable<IndicatorFamily> families, IEnumerable<DateOnly> days, DateTimeOffset knownAt, IEnumerable<Dimension> by, CancellationToken ct)
    {
        string[] names = [.. families.Select(Kebab.Of).Distinct()];
        DateOnly[] on = [.. days.Distinct()];
        var rows = await db.Database.SqlQuery<CellRow>($"select * from pledge.figure_cells({names}, {on}, {knownAt.ToUniversalTime()}, {ColumnsOf(by)})").ToListAsync(ct);
        return [.. rows.Select(row => row.Cell())];
    }

    /// <summary>The cells of one figure on some days: codes that it does not look at are not told apart, and ages that it does not count are left out.</summary>
    /// <inheritdoc cref="ReadCellsAsync(PledgeDb, IEnumerable{IndicatorFamily}, IEnumerable{DateOnly}, DateTimeOffset, IEnumerable{Dimension}, CancellationToken)"/>
    public static async Task<IReadOnlyList<FigureCell>> ReadCellsAsync(
        this PledgeDb db, Indicator indicator, IEnumerable<DateOnly> days, DateTimeOffset knownAt, IEnumerable<Dimension> by, CancellationToken ct)
    {
        string[] family = [Kebab.Of(indicator.Family)];
        DateOnly[] on = [.. days.Distinct()];
        string[] codes = [indicator.LooksAtHome ? "home" : "activity"];
        var rows = await db.Database.SqlQuery<CellRow>(
            $"select * from pledge.figure_cells({family}, {on}, {knownAt.ToUniversalTime()}, {ColumnsOf(by)}, {indicator.FromAge ?? 0}, {indicator.ToAge ?? int.MaxValue}, {codes})").ToListAsync(ct);
        return [.. rows.Select(row => row.Cell())];
    }

    /// <summary>When a fact or a contact was last recorded by <paramref name="knownAt"/>; null when none was.</summary>
    public static async Task<DateTimeOffset?> ReadRecordedAtAsync(this PledgeDb db, DateTimeOffset knownAt, CancellationToken ct) =>
        (await db.Database.SqlQuery<DateTimeOffset?>($"select pledge.figures_recorded_at({knownAt.ToUniversalTime()}) as \"Value\"").ToListAsync(ct))[0];

    /// <summary>The targets that count on a day, as they are set now.</summary>
    public static async Task<IReadOnlyList<TargetOfDay>> ReadTargetsAsync(this PledgeDb db, DateOnly on, CancellationToken ct) =>
        await db.IndicatorTargets.AsNoTracking().Where(target => target.SupersededAt == null && target.PeriodFrom <= on && (target.PeriodTo == null || target.PeriodTo > on))
            .Select(target => new TargetOfDay(target.Indicator, new Target((double)target.Target, (double)target.Tolerance))).ToListAsync(ct);

    /// <summary>The promises in force on a day, in their order; those of the first edition for a day before it.</summary>
    public static async Task<IReadOnlyList<PromiseOfDay>> ReadPromisesAsync(this PledgeDb db, DateOnly on, CancellationToken ct) =>
        await db.Database.SqlQuery<PromiseOfDay>(
            $"""
            select p.key, p.statement from pledge.promise p
            where p.edition_id = (select e.id from pledge.edition e order by e.in_force_from <= {on} desc, abs(e.in_force_from - {on}), e.number desc limit 1)
            order by p.position
            """).ToListAsync(ct);

    private static string[] ColumnsOf(IEnumerable<Dimension> by) =>
        [.. by.Where(dimension => dimension is not (Dimension.Age or Dimension.Part)).Select(dimension => Kebab.Of(dimension is Dimension.EthnicGroup ? Dimension.Ethnicity : dimension)).Distinct()];

    private sealed record CellRow(
        string Family, DateOnly OnDay, int? Age, string? InTouch, string? Activity, string? Home, string? Outcome, string? Part, string? Ethnicity, string? Sex,
        string? Locality, string? Disability, string? Ehcp, string? Uasc, string? LegalStatus, string? Area, int People)
    {
        public FigureCell Cell() => new(Kebab.Read<IndicatorFamily>(Family), OnDay, Age, InTouch, Activity, Home, Outcome, Part, People)
        {
            Ethnicity = Ethnicity,
            Sex = Sex,
            Locality = Locality,
            Disability = Disability,
            Ehcp = Ehcp,
            Uasc = Uasc,
            LegalStatus = LegalStatus,
            Area = Area,
        };
    }
}

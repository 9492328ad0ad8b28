using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Indicators;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Board;

/// <summary>One indicator as the board may see it.</summary>
/// <param name="Now">The year that ends on the day asked for.</param>
/// <param name="Before">The year before that.</param>
/// <param name="Target">What the authority aims for on that day, or null when it set none.</param>
/// <param name="England">The newest published figure for England.</param>
public sealed record BoardIndicator(Indicator Indicator, IndicatorFigures Now, IndicatorFigures Before, Target? Target, EnglandBenchmark? England)
{
    /// <summary>Grey while there is no target, too few people, or the share is hidden.</summary>
    public Rag Rag => Target?.Rate(Now.Percent, Now.Percent is null ? 0 : Disclosure.SmallestBaseForPercent) ?? Rag.Grey;
}

/// <summary>What young people say of one promise, by their latest answers.</summary>
/// <param name="True">It is true for me.</param>
/// <param name="Answered">Everyone who answered, those for whom it is not meant left out.</param>
/// <param name="PercentTrue">0 to 100; null when hidden or too few answered.</param>
public sealed record BoardPromise(string Key, string Statement, Figure True, Figure GettingThere, Figure NotYet, Figure NotForMe, Figure Answered, double? PercentTrue);

/// <summary>Everything on the board page. Counts of 1 to 5, and what would give them away, are already gone.</summary>
public sealed record BoardPage(DateOnly On, IReadOnlyList<BoardIndicator> Indicators, IReadOnlyList<BoardPromise> Promises);

/// <summary>Reads for the board: counts from <c>security definer</c> functions, never a row about a person.</summary>
public static class BoardReads
{
    /// <param name="on">The day as at which to count; a year is the twelve months that end on it.</param>
    /// <param name="knownAt">The instant as at which facts were known.</param>
    /// <returns>Three statements whatever the number of people.</returns>
    public static async Task<BoardPage> ReadBoardAsync(this PledgeDb db, DateOnly on, DateTimeOffset knownAt, CancellationToken ct)
    {
        var (yearAgo, twoYearsAgo) = (on.AddYears(-1), on.AddYears(-2));
        var known = knownAt.ToUniversalTime();
        var cells = await db.Database.SqlQuery<CellRow>(
            $"""
            select true as this_year, age, in_touch, activity, accommodation, suitable, people::int as people from pledge.outcome_cells({yearAgo}, {on}, {known})
            union all
            select false, age, in_touch, activity, accommodation, suitable, people::int from pledge.outcome_cells({twoYearsAgo}, {yearAgo}, {known})
            """).ToListAsync(ct);
        var targets = await db.Database.SqlQuery<TargetRow>(
            $"""
            select indicator, target::float8 as target, tolerance::float8 as tolerance from pledge.indicator_target
            where superseded_at is null and period_from <= {on} and (period_to is null or period_to > {on})
            """).ToListAsync(ct);

        var (now, before) = (Cohort(cells, thisYear: true, on), Cohort(cells, thisYear: false, yearAgo));
        var indicators = OnBoard.Select(indicator => new BoardIndicator(
            indicator,
            Figures(indicator, now),
            Figures(indicator, before),
            targets.Where(row => row.Indicator == indicator.Code).Select(row => new Target(row.Target, row.Tolerance)).SingleOrDefault(),
            EnglandBenchmark.Latest(indicator)));
        return new(on, [.. indicators], await db.ReadVoiceAsync(on, ct));
    }

    private static readonly IReadOnlyList<Indicator> OnBoard = [.. Indicator.All.Where(indicator => indicator is { Ages: not null, EnglandMeasure: "suitable" or "eet" }).OrderBy(indicator => indicator.Code, StringComparer.Ordinal)];

    // Learning and work counts everyone of these ages; homes leaves some out, and few of them must not show in the difference.
    private static IndicatorFigures Figures(Indicator indicator, IReadOnlyList<FigureCell> cohort) =>
        IndicatorFigures.Of(indicator.Measure(cohort), OnBoard.Single(other => other.Ages == indicator.Ages && other.EnglandMeasure == "eet").Measure(cohort));

    private static async Task<IReadOnlyList<BoardPromise>> ReadVoiceAsync(this PledgeDb db, DateOnly on, CancellationToken ct)
    {
        var endOfDay = LondonTime.At(on.AddDays(1), TimeOnly.MinValue);
        var rows = await db.Database.SqlQuery<VoiceRow>(
            $"""
            select p.key, p.position, p.statement, c.value, coalesce(c.people, 0)::int as people
            from pledge.promise p left join pledge.promise_counts({endOfDay}) c on c.promise_key = p.key
            where p.edition_id = (select e.id from pledge.edition e where e.in_force_from <= {on} order by e.in_force_from desc, e.number desc limit 1)
            """).ToListAsync(ct);
        return [.. rows.GroupBy(row => (row.Key, row.Position, row.Statement)).OrderBy(promise => promise.Key.Position).Select(promise =>
            Voice(promise.Key.Key, promise.Key.Statement, promise.Where(row => row.Value is not null).ToDictionary(row => row.Value!, row => row.People)))];
    }

    private static BoardPromise Voice(string key, string statement, Dictionary<string, int> counts)
    {
        int Of(string value) => counts.GetValueOrDefault(value);
        var meant = Of("true") + Of("getting-there") + Of("not-yet");
        var (answers, notForMe) = (Disclosure.Protect([Of("true"), Of("getting-there"), Of("not-yet")]), Disclosure.Protect([Of("not-for-me")]));
        var (yes, answered) = (answers.Parts[0], answers.Total);
        var percent = yes.IsHidden || answered.IsHidden || meant < Disclosure.SmallestBaseForPercent ? (double?)null : 100.0 * Of("true") / meant;
        return new(key, statement, yes, answers.Parts[1], answers.Parts[2], notForMe.Parts[0], answered, percent);
    }

    private static List<FigureCell> Cohort(IEnumerable<CellRow> cells, bool thisYear, DateOnly day) =>
    [
        .. from cell in cells
           where cell.ThisYear == thisYear
           let home = cell.Accommodation + (cell.Suitable switch { true => "1", false => "2", _ => "" })
           select new FigureCell(IndicatorFamily.Birthday, day, cell.Age, cell.InTouch, cell.Activity, home, null, null, cell.People),
    ];

    private sealed record CellRow(
        [property: Column("this_year")] bool ThisYear, [property: Column("age")] int Age, [property: Column("in_touch")] string? InTouch,
        [property: Column("activity")] string? Activity, [property: Column("accommodation")] string? Accommodation,
        [property: Column("suitable")] bool? Suitable, [property: Column("people")] int People);

    private sealed record TargetRow([property: Column("indicator")] string Indicator, [property: Column("target")] double Target, [property: Column("tolerance")] double Tolerance);

    private sealed record VoiceRow(
        [property: Column("key")] string Key, [property: Column("position")] int Position, [property: Column("statement")] string Statement,
        [property: Column("value")] string? Value, [property: Column("people")] int People);
}

using System.Globalization;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.People;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Caseload;

/// <summary>One young person as the caseload shows them, with their clocks read for today.</summary>
/// <param name="Name">What to call them, or null while nobody has recorded a name.</param>
/// <param name="DaysQuiet">Days since the last contact made; null when there never was one.</param>
public sealed record CaseloadRow(CaseloadLine Line, string? Name, ClockReading Contact, ClockReading Review, DateOnly Today, int? DaysQuiet)
{
    private static readonly CompareInfo Letters = CultureInfo.InvariantCulture.CompareInfo;

    /// <summary>Reads the clocks of one line.</summary>
    public static CaseloadRow Of(CaseloadLine line, DateOnly today, IReadOnlyCollection<ClockSetting> settings, ILookup<YoungPersonId, ClockPause> pauses)
    {
        var status = line.Status is { } word ? Kebab.Read<LegalStatus>(word) : LegalStatus.None;
        var facts = new ClockFacts(line.DateOfBirth, status, line.FirstAssignedOn, line.Home, line.LastMadeOn, line.PlanStartedOn, line.LastReviewOn, line.ReviewAskedOn)
        {
            MovedInOn = line.MovedInOn,
            CouncilProvided = line.CouncilProvided,
            LastVisitOn = line.LastVisitOn,
            EligibleSince = line.EligibleSince,
            Pauses = pauses[new(line.Id)],
        };
        var name = string.Join(' ', new[] { line.FirstName, line.FamilyName }.Where(part => !string.IsNullOrWhiteSpace(part)));
        return new(line, name.Length == 0 ? null : name, facts.Contact(today, settings), facts.NextReview(today, settings), today,
            line.LastMadeOn is { } made ? today.DayNumber - made.DayNumber : null);
    }

    public int DaysLate => Math.Max(Contact.DaysLate(Today), Review.DaysLate(Today));
    public bool IsOverdue => DaysLate > 0;
    public bool IsDueThisWeek => Contact.State(Today) is ClockState.DueThisWeek || Review.State(Today) is ClockState.DueThisWeek;
    public bool SaidNotYet => Line.NotYetCount > 0;

    /// <summary>True when <paramref name="text"/> is part of the name or the authority's number, whatever the case and accents.</summary>
    public bool IsCalled(string text) =>
        Letters.IndexOf($"{Name} {Line.ChildId}", text, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;

    /// <summary>Worst first: most days late, then due soonest this week, then longest without a contact made, then most and newest "not yet".</summary>
    public static IEnumerable<CaseloadRow> WorstFirst(IEnumerable<CaseloadRow> rows) => rows
        .OrderByDescending(row => row.DaysLate)
        .ThenBy(row => row.IsDueThisWeek ? row.SoonestDue : DateOnly.MaxValue)
        .ThenBy(row => row.Line.LastMadeOn ?? DateOnly.MinValue)
        .ThenByDescending(row => row.Line.NotYetCount)
        .ThenByDescending(row => row.Line.NotYetAt)
        .ThenBy(row => row.Name, StringComparer.CurrentCulture)
        .ThenBy(row => row.Line.Id);

    private DateOnly SoonestDue => new[] { Contact.DueOn, Review.DueOn }.OfType<DateOnly>().Where(due => due >= Today).Min();
}

using System.Globalization;
using Pledge.Domain;
using Pledge.Domain.Clocks;
using Pledge.Domain.People;
using Pledge.Web.Data;
using Pledge.Web.Features.Addresses;
using Pledge.Web.Features.Conversations;
using Pledge.Web.Features.Notes;

namespace Pledge.Web.Features.Caseload;

/// <summary>One young person as the caseload shows them, with their clocks read for today.</summary>
/// <param name="Name">What to call them, or null while nobody has recorded a name.</param>
/// <param name="Plan">What is next due for their plan: its needs assessment or a review.</param>
/// <param name="DaysQuiet">Days since the last contact made; null when there never was one.</param>
public sealed record CaseloadRow(CaseloadLine Line, string? Name, ClockReading Contact, ClockReading Plan, DateOnly Today, int? DaysQuiet)
{
    private static readonly CompareInfo Letters = CultureInfo.InvariantCulture.CompareInfo;

    /// <summary>Reads the clocks of one line.</summary>
    public static CaseloadRow Of(CaseloadLine line, DateOnly today, IReadOnlyCollection<ClockSetting> settings, ILookup<YoungPersonId, ClockPause> pauses)
    {
        var facts = FactsOf(line, pauses);
        return new(line, NameOf(line), facts.Contact(today, settings), facts.PlanWork(today, settings), today,
            line.LastMadeOn is { } made ? today.DayNumber - made.DayNumber : null);
    }

    /// <summary>What to call them, or null while nobody has recorded a name.</summary>
    public static string? NameOf(CaseloadLine line) =>
        string.Join(' ', new[] { line.FirstName, line.FamilyName }.Where(part => !string.IsNullOrWhiteSpace(part))) is { Length: > 0 } name ? name : null;

    /// <summary>What the clocks of one line are read from.</summary>
    public static ClockFacts FactsOf(CaseloadLine line, ILookup<YoungPersonId, ClockPause> pauses)
    {
        var status = line.Status is { } word ? Kebab.Read<LegalStatus>(word) : LegalStatus.None;
        return new(line.DateOfBirth, status, line.FirstAssignedOn, line.Home, line.LastMadeOn, line.PlanStartedOn, line.LastReviewOn, line.ReviewAskedOn)
        {
            MovedInOn = line.MovedInOn,
            CouncilProvided = line.CouncilProvided,
            LastVisitOn = line.LastVisitOn,
            EligibleSince = line.EligibleSince,
            Pauses = pauses[new(line.Id)],
        };
    }

    /// <summary>Longer than this without a contact made is quiet for too long: the longest wait under 21 that published local standards accept.</summary>
    public const int QuietAfterDays = 56;

    /// <summary>A birthday on which support changes is shown this long before.</summary>
    private const int TurningWithinDays = 90;

    private static readonly int[] AgesThatChangeThings = [18, 21, 25];

    /// <summary>Messages of theirs that nobody has answered; null when none waits.</summary>
    public WaitingMessages? Waiting { get; init; }

    /// <summary>Their plan, when it was shared and they have not agreed to it; null otherwise.</summary>
    public PlanNotAgreed? PlanNotAgreed { get; init; }

    /// <summary>Notes kept from them that are to be looked at again today or since; null when there is none.</summary>
    public NotesDue? NotesDue { get; init; }

    /// <summary>A background check of somebody who works with them that runs out soon, or ran out; null when there is none.</summary>
    public CheckLapsing? CheckLapsing { get; init; }

    /// <summary>Since when Pledge cannot reach them; null when it can, or has no address.</summary>
    public Unreachable? Unreachable { get; init; }

    /// <summary>Open requests to put something in the record right.</summary>
    public int Corrections { get; init; }

    public bool IsQuiet => DaysQuiet is null or > QuietAfterDays;

    /// <summary>The age they turn in the next days on which something ends, and the London day; null when none comes soon.</summary>
    public (int Age, DateOnly On)? Turning
    {
        get
        {
            foreach (var age in AgesThatChangeThings)
            {
                var on = LondonTime.Birthday(Line.DateOfBirth, age);
                if (on >= Today && on.DayNumber - Today.DayNumber <= TurningWithinDays)
                    return (age, on);
            }
            return null;
        }
    }

    /// <summary>The next day something is due, in the past when it is late; null when no clock runs.</summary>
    public DateOnly? NextDue => new[] { Contact.DueOn, Plan.DueOn }.Min();

    /// <summary>True when anything beside the clocks asks to be looked at.</summary>
    public bool AsksForMore => SaidNotYet || Waiting is not null || PlanNotAgreed is not null || NotesDue is not null || CheckLapsing is not null || Unreachable is not null || Corrections > 0 || Line.LateActions > 0 || Turning is not null || IsQuiet;

    public int DaysLate => Math.Max(Contact.DaysLate(Today), Plan.DaysLate(Today));
    public bool IsOverdue => DaysLate > 0;
    public bool IsDueThisWeek => Contact.State(Today) is ClockState.DueThisWeek || Plan.State(Today) is ClockState.DueThisWeek;
    public bool SaidNotYet => Line.NotYetCount > 0;

    /// <summary>True when <paramref name="text"/> is part of the name or the authority's number, whatever the case and accents.</summary>
    public bool IsCalled(string text) =>
        Letters.IndexOf($"{Name} {Line.ChildId}", text, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;

    /// <summary>Worst first: a message that should have had an answer by now, then most days late, then due soonest this week, then longest without a contact made, then most and newest "not yet".</summary>
    public static IEnumerable<CaseloadRow> WorstFirst(IEnumerable<CaseloadRow> rows) => rows
        .OrderByDescending(row => row.Waiting?.IsLate(row.Today) is true)
        .ThenByDescending(row => row.DaysLate)
        .ThenBy(row => row.IsDueThisWeek ? row.SoonestDue : DateOnly.MaxValue)
        .ThenBy(row => row.Line.LastMadeOn ?? DateOnly.MinValue)
        .ThenByDescending(row => row.Line.NotYetCount)
        .ThenByDescending(row => row.Line.NotYetAt)
        .ThenBy(row => row.Name, StringComparer.CurrentCulture)
        .ThenBy(row => row.Line.Id);

    private DateOnly SoonestDue => new[] { Contact.DueOn, Plan.DueOn }.OfType<DateOnly>().Where(due => due >= Today).Min();
}

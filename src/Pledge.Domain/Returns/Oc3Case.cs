using Pledge.Domain.Facts;
using Pledge.Domain.People;

namespace Pledge.Domain.Returns;

/// <summary>One person in one collection year: what would be returned of them, for the rules to look at.</summary>
public sealed class Oc3Case
{
    private const int LastAgeAtBirthday = 21, LastAge = 25;

    // First day on which they had died or gone home for good.
    private readonly DateOnly? _ended;

    /// <param name="today">London day; a birthday after it has not been.</param>
    public Oc3Case(Oc3Subject subject, CollectionYear year, BirthdayWindow window, DateOnly today)
    {
        (Subject, Year) = (subject, year);
        (Age, Birthday) = year.BirthdayOf(subject.Born);
        On = Age <= LastAgeAtBirthday ? Birthday : subject.LatestContact;
        IsToCome = Age <= LastAgeAtBirthday && Birthday > today;
        if (On is not { } day || IsToCome)
            return;

        var touch = window.At(day, subject.InTouch);
        InTouch = touch?.Code ?? "";
        // Of those who died or went home for good nothing more is asked.
        if (InTouchCode.Find(InTouch) is { Outcomes: OutcomesRule.Forbidden })
        {
            _ended = touch?.From;
            return;
        }
        Activity = window.At(day, subject.Activity) is { } does ? ActivityCode.Find(does.Code)?.AsOn(year.Start) ?? does.Code : ActivityCode.NotKnown;
        Home = window.At(day, subject.Home) is { Suitable: { } suits } home ? home.Code + (suits ? '1' : '2') : AccommodationCode.NotKnown;
    }

    public Oc3Subject Subject { get; }
    public CollectionYear Year { get; }

    /// <summary>Reached in the year.</summary>
    public int Age { get; }

    public DateOnly Birthday { get; }

    /// <summary>The day the position is taken at; null for somebody of 22 or more with whom we were not in contact in the year.</summary>
    public DateOnly? On { get; }

    /// <summary>The birthday has not been.</summary>
    public bool IsToCome { get; }

    /// <summary>Code, or empty when nobody knows: then there can be no row.</summary>
    public string InTouch { get; init; } = "";

    public string Activity { get; init; } = ActivityCode.NotKnown;

    /// <summary>As in <see cref="Oc3Row.Home"/>.</summary>
    public string Home { get; init; } = AccommodationCode.NotKnown;

    /// <summary>What is wrong with the row as a row.</summary>
    public IReadOnlyList<ReturnFault> Faults => _faults ??= [.. ReturnRows.FaultsOf(InTouch, Activity, Home, Age, Year, Subject.Born)];
    private IReadOnlyList<ReturnFault>? _faults;

    /// <summary>True when the law counts them as a care leaver on the day the position is taken; or on the last day before they turned 25, died or went home for good,
    /// since the return goes on asking about those.</summary>
    public bool IsCareLeaver
    {
        get
        {
            var end = _ended ?? LondonTime.Birthday(Subject.Born, LastAge);
            var day = On < end ? On.Value : end.AddDays(-1);
            return Subject.Statuses.Any(status => status.Status is LegalStatus.Relevant or LegalStatus.FormerRelevant && status.HoldsOn(day));
        }
    }

    /// <summary>True when they turned 17 or 18 in the year, the ages at which time in care decides whether they are asked about.</summary>
    public bool IsYoung => Age is 17 or 18;

    public CareEpisode? LastEpisode => Subject.Episodes.Count > 0 ? Subject.Episodes[^1] : null;

    public bool WasInCareInYear => Subject.Episodes.Any(episode => episode.Decom <= Year.End && (episode.Dec is null || episode.Dec >= Year.Start));

    /// <summary>True when every day of the year was one in care.</summary>
    public bool WasInCareAllYear
    {
        get
        {
            var covered = Year.Start;
            foreach (var episode in Subject.Episodes)
            {
                if (episode.Decom <= covered && (episode.Dec is null || episode.Dec > covered))
                    covered = episode.Dec ?? DateOnly.MaxValue;
            }
            return covered > Year.End;
        }
    }

    /// <summary>The row, or null while it cannot be filled.</summary>
    public Oc3Row? Row => On is not { } day || InTouch.Length == 0 ? null : new(
        Subject.Id, Subject.ChildId, Subject.Born, Age, day, InTouch, Activity, Home, Subject.Sex, Subject.Ethnicity, Subject.Upn ?? "", MotherFlag);

    private string MotherFlag => Subject is { Sex: "F", Mother: { } mother } && WasInCareInYear ? mother ? "1" : "0" : "";
}

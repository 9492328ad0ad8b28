using Pledge.Domain.Matching.Mentors;
using Pledge.Domain.People;

namespace Pledge.Domain.Mentors;

/// <summary>Why a mentor may not be matched on a day.</summary>
public enum MatchBar
{
    NotAvailable,
    ClearanceMissing,
    ClearanceNotAccepted,
    ClearanceLapsed,

    /// <summary>The day on the certificate is still to come.</summary>
    ClearanceNotIssuedYet,
    CourseMissing,
    CourseLapsed,
    NoPlaceFree,

    /// <summary>They did not say that they may be suggested.</summary>
    NotAgreed,
    BirthYearMissing,
    TooYoung,

    /// <summary>The level of the check is too low for anybody.</summary>
    ClearanceLevel,
}

/// <summary>One reason, with the course it is about, and the London day on which it stopped being good, where there are such.</summary>
public sealed record StandingBar(MatchBar Bar, MentorCourse? Course = null, DateOnly? Since = null);

/// <summary>Whether a mentor may be matched. Pure: it goes by what it is given and by no clock.</summary>
public static class Readiness
{
    /// <summary>What stands in the way on <paramref name="day"/>; empty when the mentor may be matched.</summary>
    /// <param name="clearance">The one now believed, or null.</param>
    /// <param name="trainings">Those now believed, at most one a course.</param>
    /// <param name="taken">Places that young people have.</param>
    public static IReadOnlyList<StandingBar> On(
        DateOnly day, MentorState state, MentorClearance? clearance, IReadOnlyCollection<MentorTraining> trainings, int places, int taken)
    {
        List<StandingBar> reasons = [];
        if (state != MentorState.Available)
            reasons.Add(new(MatchBar.NotAvailable));
        reasons.AddRange(OfClearance(day, clearance));
        reasons.AddRange(OfCourses(day, trainings));
        if (taken >= places)
            reasons.Add(new(MatchBar.NoPlaceFree));
        return reasons;
    }

    /// <summary>What else keeps matching from suggesting a mentor to anybody, whoever looks: the rules of <see cref="MentorRules"/> that are about the mentor alone.</summary>
    /// <param name="meetingOn">London day of the first meeting.</param>
    public static IReadOnlyList<StandingBar> ForMatching(DateOnly meetingOn, Mentor mentor, MentorSafeguards safeguards)
    {
        List<StandingBar> reasons = [];
        if (mentor.Clearance is { Outcome: ClearanceOutcome.Accepted } check && check.Level < safeguards.ForAdults)
            reasons.Add(new(MatchBar.ClearanceLevel));
        if (mentor.BirthYear is not { } born)
            reasons.Add(new(MatchBar.BirthYearMissing));
        else if (meetingOn.Year - born - 1 < safeguards.LeastAge)
            reasons.Add(new(MatchBar.TooYoung));
        if (!mentor.AgreesToBeSuggested)
            reasons.Add(new(MatchBar.NotAgreed));
        return reasons;
    }

    /// <summary>What has to be put right before <paramref name="next"/>: the courses before a mentor counts as trained, the check too before they are approved or available.</summary>
    public static IReadOnlyList<StandingBar> Before(MentorState next, DateOnly day, MentorClearance? clearance, IReadOnlyCollection<MentorTraining> trainings) => next switch
    {
        MentorState.Trained => OfCourses(day, trainings),
        MentorState.Approved or MentorState.Available => [.. OfClearance(day, clearance), .. OfCourses(day, trainings)],
        _ => [],
    };

    /// <summary>What stands in the way of somebody with this background check; null for nothing. The register and matching both ask here.</summary>
    /// <param name="accepted">Whether a coordinator accepted it.</param>
    public static MatchBar? OfClearance(DateOnly day, DbsCheck check, bool accepted) =>
        !check.IsSeen ? MatchBar.ClearanceMissing
        : !accepted ? MatchBar.ClearanceNotAccepted
        : !(day <= check.AgainBy) ? MatchBar.ClearanceLapsed
        : !(check.IssuedOn <= day) ? MatchBar.ClearanceNotIssuedYet
        : null;

    /// <summary>The same of a course that counts until <paramref name="until"/>; null when it was not done.</summary>
    public static MatchBar? OfCourse(DateOnly day, DateOnly? until) =>
        until is null ? MatchBar.CourseMissing : day > until ? MatchBar.CourseLapsed : null;

    /// <summary>Until when all courses count: the day of the first that runs out, or null while one was not done.</summary>
    public static DateOnly? TrainedUntil(IReadOnlyCollection<MentorTraining> trainings) =>
        Enum.GetValues<MentorCourse>().All(course => trainings.Any(done => done.Course == course)) ? trainings.Min(done => done.ValidUntil) : null;

    private static StandingBar[] OfClearance(DateOnly day, MentorClearance? clearance) =>
        OfClearance(day, clearance?.Check ?? DbsCheck.None, clearance?.Outcome is ClearanceOutcome.Accepted) is { } bar
            ? [new(bar, Since: bar is MatchBar.ClearanceLapsed ? clearance!.RecheckDueOn : null)] : [];

    private static List<StandingBar> OfCourses(DateOnly day, IReadOnlyCollection<MentorTraining> trainings)
    {
        List<StandingBar> reasons = [];
        foreach (var course in Enum.GetValues<MentorCourse>())
        {
            var until = trainings.FirstOrDefault(done => done.Course == course)?.ValidUntil;
            if (OfCourse(day, until) is { } bar)
                reasons.Add(new(bar, course, until));
        }
        return reasons;
    }
}

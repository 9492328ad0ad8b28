namespace Pledge.Domain.Mentors;

/// <summary>Why a mentor may not be matched on a day.</summary>
public enum MatchBar
{
    NotAvailable,
    ClearanceMissing,
    ClearanceNotAccepted,
    ClearanceLapsed,
    CourseMissing,
    CourseLapsed,
    NoPlaceFree,
}

/// <summary>One reason, with the course it is about, and the London day on which it stopped being good, where there are such.</summary>
public sealed record MatchReason(MatchBar Bar, MentorCourse? Course = null, DateOnly? Since = null);

/// <summary>Whether a mentor may be matched. Pure: it goes by what it is given and by no clock.</summary>
public static class Readiness
{
    /// <summary>What stands in the way on <paramref name="day"/>; empty when the mentor may be matched.</summary>
    /// <param name="clearance">The one now believed, or null.</param>
    /// <param name="trainings">Those now believed, at most one a course.</param>
    /// <param name="taken">Places that young people have.</param>
    public static IReadOnlyList<MatchReason> On(
        DateOnly day, MentorState state, MentorClearance? clearance, IReadOnlyCollection<MentorTraining> trainings, int places, int taken)
    {
        List<MatchReason> reasons = [];
        if (state != MentorState.Available)
            reasons.Add(new(MatchBar.NotAvailable));
        reasons.AddRange(OfClearance(day, clearance));
        reasons.AddRange(OfCourses(day, trainings));
        if (taken >= places)
            reasons.Add(new(MatchBar.NoPlaceFree));
        return reasons;
    }

    /// <summary>What has to be put right before <paramref name="next"/>: the courses before a mentor counts as trained, the check too before they are approved or available.</summary>
    public static IReadOnlyList<MatchReason> Before(MentorState next, DateOnly day, MentorClearance? clearance, IReadOnlyCollection<MentorTraining> trainings) => next switch
    {
        MentorState.Trained => OfCourses(day, trainings),
        MentorState.Approved or MentorState.Available => [.. OfClearance(day, clearance), .. OfCourses(day, trainings)],
        _ => [],
    };

    private static MatchReason[] OfClearance(DateOnly day, MentorClearance? clearance) => clearance switch
    {
        null => [new(MatchBar.ClearanceMissing)],
        { Outcome: ClearanceOutcome.NotAccepted } => [new(MatchBar.ClearanceNotAccepted)],
        _ when day > clearance.RecheckDueOn => [new(MatchBar.ClearanceLapsed, Since: clearance.RecheckDueOn)],
        _ => [],
    };

    private static List<MatchReason> OfCourses(DateOnly day, IReadOnlyCollection<MentorTraining> trainings)
    {
        List<MatchReason> reasons = [];
        foreach (var course in Enum.GetValues<MentorCourse>())
        {
            if (trainings.FirstOrDefault(done => done.Course == course) is not { } done)
                reasons.Add(new(MatchBar.CourseMissing, course));
            else if (day > done.ValidUntil)
                reasons.Add(new(MatchBar.CourseLapsed, course, done.ValidUntil));
        }
        return reasons;
    }
}

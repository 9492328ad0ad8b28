using Pledge.Domain.Mentors;

namespace Pledge.Domain.Matching.Mentors;

/// <summary>Rules that no score outweighs, in the order in which they are told. For the coordinator only: most of them say something of the other side.</summary>
public static class MentorRules
{
    public static IReadOnlyList<MatchRule<MentorPair>> All { get; } =
    [
        Rule("clearance-missing", pair => Clearance(pair) is MatchBar.ClearanceMissing),
        Rule("clearance-not-accepted", pair => Clearance(pair) is MatchBar.ClearanceNotAccepted),
        Rule("clearance-lapsed", pair => Clearance(pair) is MatchBar.ClearanceLapsed, pair => pair.Mentor.Check.AgainBy is { } until ? [until] : []),
        Rule("clearance-not-issued-yet", pair => Clearance(pair) is MatchBar.ClearanceNotIssuedYet),
        Rule("clearance-level", pair => pair.Mentor.Check.Level < pair.Safeguards.LevelFor(pair.YoungPerson.Age), pair => [pair.Safeguards.LevelFor(pair.YoungPerson.Age)]),
        Rule("training-missing", pair => Training(pair) is MatchBar.CourseMissing),
        Rule("training-lapsed", pair => Training(pair) is MatchBar.CourseLapsed, pair => [pair.Mentor.TrainedUntil!.Value]),
        Rule("mentor-not-available", pair => pair.Mentor.State is not MentorState.Available, pair => [pair.Mentor.State]),
        Rule("no-free-place", pair => pair.Mentor.FreePlaces == 0, pair => [pair.Mentor.Capacity]),
        Rule("too-far", pair => pair is { YoungPerson.Reach: { MayUse: true } mine, Mentor.Reach: { MayUse: true } theirs } && !mine.Value.IsWithin(theirs.Value),
            pair => [pair.YoungPerson.Reach!.Value.WithinMiles(pair.Mentor.Reach!.Value.Place)]),
        Rule("asked-gender", pair => Misses(pair.YoungPerson.AskedGenders, pair.Mentor.Genders), pair => [pair.YoungPerson.AskedGenders!.Value.Codes]),
        Rule("asked-language", pair => Misses(pair.YoungPerson.AskedLanguages, pair.Mentor.Languages), pair => [pair.YoungPerson.AskedLanguages!.Value.Codes]),
        Rule("mentor-age-missing", pair => pair.Mentor.Age is null),
        Rule("mentor-too-young", pair => pair.Mentor.Age < pair.Safeguards.LeastAge, pair => [pair.Safeguards.LeastAge]),
        Rule("ages-too-near", pair => pair.YoungPerson.Age < MentorSafeguards.Adult && pair.Mentor.Age - pair.YoungPerson.Age < pair.Safeguards.LeastYearsOlder, pair => [pair.Safeguards.LeastYearsOlder]),
        Rule("never-together", pair => pair.YoungPerson.NeverWith.Contains(pair.Mentor.Id)),
        Rule("young-person-has-not-agreed", pair => !pair.YoungPerson.Agrees),
        Rule("mentor-has-not-agreed", pair => !pair.Mentor.Agrees),
    ];

    private static MatchBar? Clearance(MentorPair pair) => Readiness.OfClearance(pair.MeetingOn, pair.Mentor.Check, pair.Mentor.IsCheckAccepted);

    private static MatchBar? Training(MentorPair pair) => Readiness.OfCourse(pair.MeetingOn, pair.Mentor.TrainedUntil);

    /// <summary>Asked for and not met. What the mentor did not say, or keeps from matching, cannot be taken as met.</summary>
    private static bool Misses(Told<Choices>? asked, Told<Choices>? theirs) =>
        asked is { MayUse: true, Value.Count: > 0 } && (theirs is not { MayUse: true } || asked.Value.SharedWith(theirs.Value) == 0);

    private static MatchRule<MentorPair> Rule(string code, Func<MentorPair, bool> excludes, Func<MentorPair, IReadOnlyList<object>>? args = null) =>
        new(code, MatchReaders.Coordinator, excludes, args ?? (_ => []));
}

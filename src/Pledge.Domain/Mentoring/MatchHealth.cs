using Pledge.Domain.Mentors;

namespace Pledge.Domain.Mentoring;

/// <summary>One check-in that is due.</summary>
public sealed record DueCheckIn(MatchSide Side, int Months, DateOnly DueOn);

/// <summary>How a match stands, as far as it decides whether it needs somebody.</summary>
/// <param name="Unread">Worries that nobody has read.</param>
/// <param name="Barred">Whether the mentor may meet nobody: not available, or without a check or course that is good.</param>
/// <param name="EndSeen">Whether a coordinator has looked after its end.</param>
/// <param name="NotWell">Whether a side said last that it does not go well, and nobody wrote what was done.</param>
public sealed record MatchStanding(DateOnly MeetingOn, DateOnly? EndingOn, DateOnly? EndedOn, MatchEnd? EndKind, bool Agreed, DateOnly? LastMade, DateOnly? PausedUntil, int Unread, bool Barred, bool NotWell, bool EndSeen, IReadOnlyCollection<(MatchSide Side, int Months)> CheckInsDone);

/// <summary>Whether a match needs somebody to look at it. Pure: it goes by what it is given.</summary>
public static class MatchHealth
{
    /// <summary>So long without a meeting, and a mentor is asked how it goes, in days; and again after <see cref="NudgeAgainDays"/>.</summary>
    public const int NudgeDays = 21;
    public const int NudgeAgainDays = 28;

    /// <summary>So long without a meeting, and it stands on the coordinator's list, in days.</summary>
    public const int QuietDays = 42;

    /// <summary>For so long after an end that was not planned it stands there too.</summary>
    public const int EndedLatelyDays = 60;

    /// <summary>So many days after the first meeting the two have agreed what they do.</summary>
    public const int AgreedWithinDays = 14;

    /// <summary>Why a match can need somebody, the most urgent first.</summary>
    public static IReadOnlyList<string> AlarmCodes { get; } = ["worry", "mentor-may-not-meet", "not-well", "ended-early", "quiet", "check-in", "end-passed", "not-agreed"];

    /// <summary>Its place in <see cref="AlarmCodes"/>.</summary>
    public static int Urgency(string alarm) => AlarmCodes.TakeWhile(code => code != alarm).Count();

    /// <summary>Why it needs somebody on a day, in the order of <see cref="AlarmCodes"/>; empty when it does not.</summary>
    public static IReadOnlyList<string> Alarms(MatchStanding match, DateOnly today)
    {
        var (runs, rests) = (match.EndedOn is null, match.PausedUntil > today);
        HashSet<string> alarms = [];
        if (match.Unread > 0)
            alarms.Add("worry");
        if (runs && match.Barred)
            alarms.Add("mentor-may-not-meet");
        if (runs && match.NotWell)
            alarms.Add("not-well");
        if (!match.EndSeen && EndedEarly(match.EndedOn, match.EndKind, today))
            alarms.Add("ended-early");
        if (runs && !rests && IsQuiet(QuietSince(match.MeetingOn, match.LastMade, match.PausedUntil), today))
            alarms.Add("quiet");
        if (runs && !rests && CheckInsDue(match.MeetingOn, match.CheckInsDone, today).Count > 0)
            alarms.Add("check-in");
        if (runs && !rests && match.EndingOn < today)
            alarms.Add("end-passed");
        if (runs && !rests && !match.Agreed && match.MeetingOn.AddDays(AgreedWithinDays) <= today)
            alarms.Add("not-agreed");
        return [.. AlarmCodes.Where(alarms.Contains)];
    }

    /// <summary>The London day since which nobody met: of the last meeting, the first one that was to be, or the end of a break.</summary>
    /// <param name="lastMade">Day of the last meeting that was made; null when none was.</param>
    /// <param name="pausedUntil">First day after the last break; null without one.</param>
    public static DateOnly QuietSince(DateOnly firstMeeting, DateOnly? lastMade, DateOnly? pausedUntil)
    {
        var since = lastMade is { } made && made > firstMeeting ? made : firstMeeting;
        return pausedUntil is { } until && until > since ? until : since;
    }

    /// <summary>Whether nobody has met for so long that a coordinator asks.</summary>
    public static bool IsQuiet(DateOnly since, DateOnly today) => since.AddDays(QuietDays) <= today;

    /// <summary>Whether it ended otherwise than was planned, and lately.</summary>
    public static bool EndedEarly(MentorMatch match, DateOnly today) => EndedEarly(match.EndedOn, match.EndKind, today);

    private static bool EndedEarly(DateOnly? endedOn, MatchEnd? endKind, DateOnly today) => endKind is not (null or MatchEnd.AsPlanned) && endedOn > today.AddDays(-EndedLatelyDays);

    /// <summary>Check-ins that can be recorded: of each side those after the last one that was done, the earliest first.</summary>
    public static IEnumerable<(MatchSide Side, int Months)> CheckInsOpen(IReadOnlyCollection<(MatchSide Side, int Months)> done) =>
        from months in MentorCheckIn.Months
        from side in new[] { MatchSide.YoungPerson, MatchSide.Mentor }
        where !done.Any(one => one.Side == side && one.Months >= months)
        select (side, months);

    /// <summary>Check-ins that should have been by <paramref name="today"/> and were not, the earliest first. A later one of the same side stands for those before it.</summary>
    public static IReadOnlyList<DueCheckIn> CheckInsDue(DateOnly firstMeeting, IReadOnlyCollection<(MatchSide Side, int Months)> done, DateOnly today) =>
    [
        .. from side in new[] { MatchSide.YoungPerson, MatchSide.Mentor }
           from months in MentorCheckIn.Months
           let due = MentorCheckIn.DueOn(firstMeeting, months)
           where due <= today && !done.Any(one => one.Side == side && one.Months >= months)
           group new DueCheckIn(side, months, due) by side into ofSide
           let last = ofSide.Last()
           orderby last.DueOn, last.Side
           select last,
    ];
}

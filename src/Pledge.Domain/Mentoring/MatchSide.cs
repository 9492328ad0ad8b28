namespace Pledge.Domain.Mentoring;

/// <summary>Who of a match writes something.</summary>
public enum MatchSide
{
    YoungPerson,
    Mentor,

    /// <summary>For breaks and worries alone: meetings and agreements are the two's own.</summary>
    Coordinator,
}

/// <summary>How a match ended.</summary>
public enum MatchEnd
{
    /// <summary>On the day that was planned in time, or after it: see <see cref="Mentors.MentorMatch.IsPlannedFor"/>.</summary>
    AsPlanned,
    YoungPersonStops,
    MentorStops,
    CoordinatorEnds,
}

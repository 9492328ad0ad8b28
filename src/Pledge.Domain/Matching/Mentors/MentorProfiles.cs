using Pledge.Domain.Mentors;
using Pledge.Domain.People;

namespace Pledge.Domain.Matching.Mentors;

/// <summary>What matching may know of a young person who looks for a mentor. Null where they did not say.</summary>
/// <param name="Age">In whole years on the day of the meeting. For the safeguarding rules only, never a part of the score.</param>
/// <param name="Agrees">Whether they said that mentors may be looked for.</param>
/// <param name="NeverWith">Mentors who are never suggested to them, whoever wished it.</param>
public sealed record MentorSeeker(YoungPersonId Id, int Age, bool Agrees, IReadOnlySet<MentorId> NeverWith)
{
    /// <summary>Kinds of mentor, any of which will do.</summary>
    public Told<Choices>? Kinds { get; init; }

    /// <summary>Asked for: a mentor of another gender, or whose gender is not known, is not suggested.</summary>
    public Told<Choices>? AskedGenders { get; init; }

    /// <summary>Asked for: a mentor must speak one of them.</summary>
    public Told<Choices>? AskedLanguages { get; init; }

    /// <summary>Rather than not; a wish, no rule.</summary>
    public Told<Choices>? AskedBackgrounds { get; init; }

    public Told<Reach>? Reach { get; init; }

    public Told<MeetingTimes>? Times { get; init; }

    public Told<Choices>? Interests { get; init; }

    /// <summary>What they would like help with.</summary>
    public Told<Choices>? Hopes { get; init; }
}

/// <summary>What matching may know of a mentor. Null where they did not say.</summary>
/// <param name="Age">In whole years on the day of the meeting, never too many; null when it is not known.</param>
/// <param name="Agrees">Whether they said that they may be suggested.</param>
/// <param name="Capacity">Most young people at a time.</param>
/// <param name="Taken">Of those, matches that run and proposals that are open.</param>
/// <param name="TrainedUntil">Last London day on which the training is good; null before it.</param>
public sealed record MentorProfile(MentorId Id, MentorState State, int? Age, bool Agrees, int Capacity, int Taken, DbsCheck Check, DateOnly? TrainedUntil)
{
    /// <summary>Whether a coordinator accepted the check.</summary>
    public bool IsCheckAccepted { get; init; } = true;

    public Told<Choices>? Kinds { get; init; }

    public Told<Choices>? Genders { get; init; }

    public Told<Choices>? Languages { get; init; }

    public Told<Choices>? Backgrounds { get; init; }

    public Told<Reach>? Reach { get; init; }

    public Told<MeetingTimes>? Times { get; init; }

    public Told<Choices>? Interests { get; init; }

    public Told<Choices>? HelpsWith { get; init; }

    /// <summary>Never below 0.</summary>
    public int FreePlaces => Math.Max(0, Capacity - Taken);
}

/// <summary>Rules of an authority for who may mentor whom.</summary>
/// <param name="ForChildren">Least level of check for a mentor of somebody under 18.</param>
/// <param name="ForAdults">The same from 18.</param>
/// <param name="LeastAge">Of a mentor, in years.</param>
/// <param name="LeastYearsOlder">By how many years a mentor of somebody under 18 must be older.</param>
/// <remarks>The defaults follow the practice of mentoring schemes: an enhanced check for all, with the barred list where the work is with children.</remarks>
public sealed record MentorSafeguards(DbsLevel ForChildren, DbsLevel ForAdults, int LeastAge, int LeastYearsOlder)
{
    public const int Adult = 18;

    public static MentorSafeguards Default { get; } = new(DbsLevel.EnhancedBarred, DbsLevel.Enhanced, 21, 5);

    public DbsLevel LevelFor(int age) => age < Adult ? ForChildren : ForAdults;
}

/// <summary>A young person and a mentor who might meet.</summary>
/// <param name="MeetingOn">London day of the first meeting: what must hold, must hold on it.</param>
public readonly record struct MentorPair(MentorSeeker YoungPerson, MentorProfile Mentor, DateOnly MeetingOn, MentorSafeguards Safeguards);

namespace Pledge.Domain.Matching;

/// <summary>Who may read something. The one it is about always may, whatever was chosen.</summary>
[Flags]
public enum MatchReaders
{
    Nobody = 0,
    YoungPerson = 1,
    Mentor = 2,
    Employer = 4,

    /// <summary>Staff who run the matching.</summary>
    Coordinator = 8,

    Everybody = YoungPerson | Mentor | Employer | Coordinator,
}

/// <summary>One thing somebody told about themselves, with what it may be used for. Null in place of it: they did not say.</summary>
/// <param name="MayUse">Whether matching may look at it at all.</param>
/// <param name="MaySee">Who may ever read it, besides the one who told it. What may be used and not seen counts in the score and is in no reason.</param>
public sealed record Told<T>(T Value, bool MayUse, MatchReaders MaySee)
    where T : notnull;

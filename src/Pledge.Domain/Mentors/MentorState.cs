namespace Pledge.Domain.Mentors;

/// <summary>Where a mentor stands, in the order of the way from applying to being there for somebody.</summary>
public enum MentorState
{
    Applied,

    /// <summary>References are being asked for.</summary>
    References,

    /// <summary>The background check is being made.</summary>
    Checks,
    Trained,
    Approved,

    /// <summary>May be suggested to young people.</summary>
    Available,

    /// <summary>Not suggested for a while. Comes back to <see cref="Available"/>.</summary>
    Paused,

    /// <summary>No longer a mentor, or never became one. Nothing follows.</summary>
    Left,
}

/// <summary>Which step may follow which.</summary>
public static class MentorStates
{
    /// <summary>The steps that may follow, the usual one first.</summary>
    public static IReadOnlyList<MentorState> After(MentorState state) => state switch
    {
        MentorState.Applied => [MentorState.References, MentorState.Left],
        MentorState.References => [MentorState.Checks, MentorState.Left],
        MentorState.Checks => [MentorState.Trained, MentorState.Left],
        MentorState.Trained => [MentorState.Approved, MentorState.Left],
        MentorState.Approved => [MentorState.Available, MentorState.Left],
        MentorState.Available => [MentorState.Paused, MentorState.Left],
        MentorState.Paused => [MentorState.Available, MentorState.Left],
        _ => [],
    };

    /// <summary>Whether the step says why.</summary>
    public static bool NeedsReason(MentorState state) => state is MentorState.Paused or MentorState.Left;
}

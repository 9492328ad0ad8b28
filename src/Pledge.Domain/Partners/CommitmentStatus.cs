namespace Pledge.Domain.Partners;

/// <summary>How a commitment stands on a day.</summary>
public enum CommitmentStatus
{
    /// <summary>Its day is past and it is not kept.</summary>
    Late,

    /// <summary>Its day is near and it is not kept.</summary>
    Due,
    OnTheWay,
    Kept,
}

/// <summary>The rule of <see cref="CommitmentStatus"/>.</summary>
public static class CommitmentStatuses
{
    /// <summary>How many days before its day a commitment is due. Local.</summary>
    public const int DueDays = 28;

    /// <param name="done">How much of <paramref name="howMany"/> is done.</param>
    public static CommitmentStatus Of(int done, int howMany, DateOnly byDay, DateOnly today) =>
        done >= howMany ? CommitmentStatus.Kept
        : byDay < today ? CommitmentStatus.Late
        : byDay <= today.AddDays(DueDays) ? CommitmentStatus.Due
        : CommitmentStatus.OnTheWay;
}

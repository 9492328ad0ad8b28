namespace Pledge.Domain.Publications;

/// <summary>What a number of a figure counts. In the order in which one is rather left out than the next, where all of them together would say too much.</summary>
public enum CountKind
{
    NotMet,
    NoInformation,
    LeftOut,
    Base,

    /// <summary>How often it happened, all together: never told itself, but the mean comes from it.</summary>
    Sum,
    Met,
}

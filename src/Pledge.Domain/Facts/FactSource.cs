namespace Pledge.Domain.Facts;

/// <summary>Where a fact came from.</summary>
public enum FactSource
{
    /// <summary>Typed by a member of staff.</summary>
    Worker,

    /// <summary>An <c>oc3</c> file of the yearly return.</summary>
    Oc3,

    /// <summary>An <c>episodes</c> file of the yearly return.</summary>
    Episodes,

    /// <summary>A table of the Standard Safeguarding Dataset, as of the day it was extracted.</summary>
    Ssd,

    /// <summary>Told by the young person here.</summary>
    YoungPerson,

    /// <summary>Invented for the demonstration authority.</summary>
    Demonstration,
}

/// <summary>The person a fact is about.</summary>
/// <param name="Born">Date of birth.</param>
public sealed record FactSubject(AuthorityId Authority, YoungPersonId YoungPerson, DateOnly Born);

/// <summary>Who told us a fact, and when.</summary>
/// <param name="Detail">File and line, or null.</param>
/// <param name="By">Who is signed in, or null for a job.</param>
/// <param name="At">UTC instant.</param>
public sealed record FactOrigin(FactSource Source, string? Detail, AccountId? By, DateTimeOffset At);

/// <summary>What is known about a home.</summary>
/// <param name="Code">Letter of an <see cref="AccommodationCode"/>, or <see cref="AccommodationCode.NotKnown"/>.</param>
/// <param name="Suitable">Null only when the home is not known.</param>
/// <param name="Reasons">Why it does or does not suit. Needed from a person who says it does not.</param>
/// <param name="Evidence">What was seen.</param>
/// <param name="Outcode">First half of the postcode only.</param>
public sealed record HomeDetails(string Code, bool? Suitable, string? Reasons = null, string? Evidence = null, string? Outcode = null)
{
    /// <summary>Whom they rent from or who runs it: a landlord, a housing association, a provider. Never an address.</summary>
    public string? Provider { get; init; }

    /// <summary>Whether the council provides it under its leaving-care duties; null when nobody said.</summary>
    public bool? CouncilProvided { get; init; }

    /// <summary>London day they moved in, when this is news about a home they already had; null when they moved in on the first day of the fact.</summary>
    public DateOnly? MovedInOn { get; init; }

    /// <summary>Key of a <see cref="Facts.MoveReason"/>, or null.</summary>
    public string? MoveReason { get; init; }

    /// <summary>What was weighed, each matter at most once; those left out were not weighed.</summary>
    public IReadOnlyList<MatterView> Matters { get; init; } = [];
}

/// <summary>What is known about learning or work.</summary>
/// <param name="Code">Of an <see cref="ActivityCode"/>. It also says whether it is full or part time.</param>
/// <param name="Provider">College, university, employer or other place; null when not said or when there is none.</param>
/// <param name="Level">Key of a <see cref="LearningLevel"/>, or null.</param>
/// <param name="HoursPerWeek">From 0.5 to 80, to one decimal, or null.</param>
public sealed record ActivityDetails(string Code, string? Provider = null, string? Level = null, decimal? HoursPerWeek = null);

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
public sealed record HomeDetails(string Code, bool? Suitable, string? Reasons = null, string? Evidence = null, string? Outcode = null);

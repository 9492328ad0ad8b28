using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Web.Data;

namespace Pledge.Web.Features.YoungPeople;

/// <summary>Who a page is about.</summary>
/// <param name="FirstName">The name they chose, or the given name; null while nobody has recorded one.</param>
/// <param name="ChildId">The authority's own number, shown only while there is no name.</param>
public sealed record PersonHead(YoungPersonId Id, AuthorityId Authority, DateOnly Born, string? FirstName, string? FamilyName, string ChildId)
{
    /// <summary>First and family name, or the authority's number.</summary>
    public string Name => $"{FirstName} {FamilyName}".Trim() is { Length: > 0 } name ? name : ChildId;

    /// <summary>What to call them in a sentence.</summary>
    public string ShortName => FirstName ?? Name;

    public FactSubject Subject => new(Authority, Id, Born);
}

public static class PersonReads
{
    /// <summary>The young person, or null when the caller does not reach them.</summary>
    /// <returns>One statement, by key.</returns>
    public static Task<PersonHead?> FindPersonAsync(this PledgeDb db, YoungPersonId id, CancellationToken ct) =>
        db.YoungPeople.AsNoTracking().Where(person => person.Id == id)
            .Select(person => new PersonHead(
                person.Id, person.AuthorityId, person.DateOfBirth,
                person.KnownAs == null || person.KnownAs.Trim() == "" ? person.GivenName : person.KnownAs, person.FamilyName, person.ChildId))
            .SingleOrDefaultAsync(ct);
}

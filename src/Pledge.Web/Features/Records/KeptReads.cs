using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Records;

/// <summary>Who a young person is, as written down.</summary>
/// <param name="Name">As recorded; null while nobody has recorded one.</param>
/// <param name="Ethnicity">In words; null when not known.</param>
public sealed record AboutMe(string? Name, DateOnly DateOfBirth, string? Ethnicity, string? Locality);

/// <summary>One fact as the young person reads it.</summary>
/// <param name="Code">Of the list of its kind.</param>
/// <param name="Until">Last London day it held; null while it still does.</param>
/// <param name="Suitable">For a home only, and null when not known.</param>
/// <param name="Home">The home itself, for a home only.</param>
/// <param name="Activity">Learning or work itself, for that only.</param>
public sealed record FactLine(
    Guid Id, string Kind, string Code, DateOnly From, DateOnly? Until, bool? Suitable, string? Reasons, FactSource Source, Home? Home, Activity? Activity)
{
    /// <summary>What the young person said is wrong with it and was not changed, latest first.</summary>
    public IReadOnlyList<CorrectionLine> Disputes { get; init; } = [];
}

/// <summary>What is kept about a young person, in full.</summary>
public static class KeptReads
{
    /// <returns>One statement.</returns>
    public static async Task<AboutMe> ReadAboutMeAsync(this PledgeDb db, YoungPersonId youngPerson, CancellationToken ct) =>
        (await db.Database.SqlQuery<AboutMe>(
            $"""
            select nullif(concat_ws(' ', coalesce(nullif(btrim(y.known_as), ''), y.given_name), y.family_name), '') as name,
                   y.date_of_birth, e.meaning as ethnicity, y.locality
            from pledge.young_person y
            left join pledge.ethnicity_code e on e.code = y.ethnicity and e.code not in ('NOBT', 'REFU')
            where y.id = {youngPerson.Value}
            """).ToListAsync(ct))[0];

    /// <summary>Every fact as we know it now, newest first.</summary>
    /// <returns>One statement.</returns>
    public static async Task<IReadOnlyList<FactLine>> ListMyFactsAsync(this PledgeDb db, YoungPersonId youngPerson, CancellationToken ct)
    {
        var facts = await db.Facts.AsNoTracking().Where(fact => fact.YoungPersonId == youngPerson && fact.SupersededAt == null)
            .OrderByDescending(fact => fact.From).ToListAsync(ct);
        return
        [
            .. facts.Select(fact => new FactLine(
                fact.Id.Value,
                fact switch { Home => "Home", Activity => "Activity", _ => "InTouch" }, fact.Code, fact.From, fact.To?.AddDays(-1),
                (fact as Home)?.Suitable, (fact as Home)?.SuitabilityReasons, fact.Source,
                fact as Home, fact as Activity)),
        ];
    }
}

using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Organisations;

/// <summary>One partner organisation in the list.</summary>
/// <param name="Kind">Kebab-case.</param>
/// <param name="Mentors">Those of its people who are on the register and have not left.</param>
/// <param name="Total">How many the whole list has.</param>
public sealed record OrganisationRow(Guid Id, string Name, string Kind, DateOnly? EndedOn, int Mentors, int Total);

/// <summary>A page of organisations: partners first, by name.</summary>
public sealed record OrganisationPage(IReadOnlyList<OrganisationRow> Rows, int Number)
{
    public const int Size = 50;
    public int LastNumber => Rows.Count == 0 ? 1 : (Rows[0].Total + Size - 1) / Size;
}

/// <summary>Somebody who mentors for an organisation.</summary>
/// <param name="State">Kebab-case.</param>
public sealed record OrganisationMentor(Guid Id, string Name, string State);

/// <summary>What the pages of organisations read. Row policies keep it to coordinators of the authority.</summary>
public static class OrganisationReads
{
    /// <param name="number">1-based; past the end there is nothing.</param>
    /// <returns>One statement.</returns>
    public static async Task<OrganisationPage> ListOrganisationsAsync(this PledgeDb db, int number, CancellationToken ct)
    {
        var page = Math.Clamp(number, 1, 10_000);
        return new(await db.Database.SqlQuery<OrganisationRow>(
            $"""
            select o.id, o.name, o.kind, o.ended_on, coalesce(m.count, 0) as mentors, count(*) over ()::int as total
            from pledge.organisation o
            left join (select organisation_id, count(*)::int as count from pledge.mentor where authority_id = (select pledge.authority()) and state <> 'left' group by organisation_id) m on m.organisation_id = o.id
            where o.authority_id = (select pledge.authority())
            order by o.ended_on is not null, lower(o.name), o.id
            limit {OrganisationPage.Size} offset {(page - 1) * OrganisationPage.Size}
            """).ToListAsync(ct), page);
    }

    /// <returns>One statement; those who left last.</returns>
    public static Task<List<OrganisationMentor>> ListMentorsOfAsync(this PledgeDb db, OrganisationId id, CancellationToken ct) =>
        db.Database.SqlQuery<OrganisationMentor>(
            $"select m.id, m.name, m.state from pledge.mentor m where m.authority_id = (select pledge.authority()) and m.organisation_id = {id.Value} order by m.state = 'left', lower(m.name), m.id").ToListAsync(ct);

    /// <summary>Whether another organisation has this name. The database says it again, for two at one moment.</summary>
    public static Task<bool> HasOrganisationCalledAsync(this PledgeDb db, string? name, OrganisationId but, CancellationToken ct) =>
        db.Database.SqlQuery<bool>($"select exists (select from pledge.organisation o where lower(o.name) = lower(trim({name ?? ""})) and o.id <> {but.Value}) as \"Value\"").SingleAsync(ct);
}

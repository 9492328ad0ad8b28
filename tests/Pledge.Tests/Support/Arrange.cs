using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Pledge.Domain.Organisations;

namespace Pledge.Tests.Support;

/// <summary>A member of staff, or a young person with an account, as arranged.</summary>
public sealed record Someone(Guid Authority, Guid Account, Guid? YoungPerson, string Email);

/// <summary>Puts rows in place as the database owner, so that a test starts from what it says.</summary>
public sealed class Arrange(NpgsqlDataSource owner, FakeTimeProvider clock)
{
    private int _count;

    public async Task<int> ExecuteAsync(string sql, params object?[] values)
    {
        await using var command = owner.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<Guid> AuthorityAsync(string name = "Testshire", bool secondFactor = false)
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync("insert into pledge.authority (id, name, short_name, staff_second_factor_required) values ($1, $2, $2, $3)", id, name, secondFactor);
        return id;
    }

    public async Task<Guid> TeamAsync(Guid authority, string name = "North")
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync("insert into pledge.team (id, authority_id, name) values ($1, $2, $3)", id, authority, name);
        return id;
    }

    /// <summary>A member of staff who can sign in (no password yet).</summary>
    public async Task<Someone> StaffAsync(Guid authority, string role, Guid? team = null, string name = "Sam Worker")
    {
        var id = Guid.CreateVersion7();
        var email = $"{role}{++_count}@staff.test";
        await ExecuteAsync(
            "insert into pledge.staff_member (id, authority_id, team_id, role, display_name, work_email) values ($1, $2, $3, $4, $5, $6)",
            id, authority, team, role, name, email);
        await AccountAsync(id, authority, role, null, name, email);
        return new(authority, id, null, email);
    }

    public async Task<Guid> OrganisationAsync(Guid authority, string name = "Bakers", string kind = "employer")
    {
        var id = Guid.CreateVersion7();
        await ExecuteAsync("insert into pledge.organisation (id, authority_id, name, kind, changed_at, changed_by) values ($1, $2, $3, $4, $5, $1)", id, authority, name, kind, clock.GetUtcNow());
        return id;
    }

    /// <summary>Somebody of a partner organisation who can sign in (no password yet), with these rights in it.</summary>
    public async Task<Someone> PartnerAsync(Guid authority, Guid organisation, params string[] rights)
    {
        var id = Guid.CreateVersion7();
        var email = $"partner{++_count}@partners.test";
        await AccountAsync(id, authority, Roles.Partner, null, "Pat Partner", email);
        var someone = new Someone(authority, id, null, email);
        await BelongsAsync(someone, organisation, rights);
        return someone;
    }

    /// <summary>The partner belongs to one more organisation.</summary>
    public Task<int> BelongsAsync(Someone partner, Guid organisation, params string[] rights) => ExecuteAsync(
        "insert into pledge.organisation_person (id, authority_id, organisation_id, account_id, name, rights, added_at, added_by) values ($1, $2, $3, $4, 'Pat Partner', $5, $6, $4)",
        Guid.CreateVersion7(), partner.Authority, organisation, partner.Account, rights, clock.GetUtcNow());

    /// <summary>A young person with a name and an account. Born 10 May 2006 unless told.</summary>
    public async Task<Someone> YoungPersonAsync(Guid authority, string givenName = "Ash", string familyName = "Reed", DateOnly? born = null)
    {
        var (id, account) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var number = ++_count;
        await ExecuteAsync(
            "insert into pledge.young_person (id, authority_id, child_id, given_name, family_name, date_of_birth, added_at) values ($1, $2, $3, $4, $5, $6, $7)",
            id, authority, $"C{number:00000}", givenName, familyName, born ?? new DateOnly(2006, 5, 10), clock.GetUtcNow());
        var email = $"young{number}@people.test";
        await AccountAsync(account, authority, Roles.YoungPerson, id, givenName, email);
        return new(authority, account, id, email);
    }

    /// <summary>Makes the worker the young person's personal adviser from a day (a year ago unless told).</summary>
    public Task<int> AssignAsync(Someone worker, Someone youngPerson, DateOnly? from = null) => ExecuteAsync(
        "insert into pledge.assignment (id, authority_id, young_person_id, staff_member_id, period_from, recorded_at) values ($1, $2, $3, $4, $5, $6)",
        Guid.CreateVersion7(), worker.Authority, youngPerson.YoungPerson, worker.Account, from ?? new DateOnly(2025, 11, 22), clock.GetUtcNow());

    private Task<int> AccountAsync(Guid id, Guid authority, string role, Guid? youngPerson, string name, string email) => ExecuteAsync(
        """
        insert into identity.account (id, authority_id, role, young_person_id, display_name, user_name, normalized_user_name, email, normalized_email, email_confirmed, security_stamp, welcomed_at)
        values ($1, $2, $3, $4, $5, $6, upper($6), $6, upper($6), true, $7, now())
        """, id, authority, role, youngPerson, name, email, Guid.NewGuid().ToString("N"));
}

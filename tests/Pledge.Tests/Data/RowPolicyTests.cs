using Npgsql;
using Pledge.Tests.Support;

namespace Pledge.Tests.Data;

/// <summary>What must hold of the database itself, whatever the program asks.</summary>
public sealed class RowPolicyTests(Site site) : IClassFixture<Site>
{
    // A table without row policies is named here, with why it may be read by every scope.
    private static readonly string[] WithoutPolicies =
    [
        "identity.data_protection_key", // keys of cookies, needed before anyone is known; no person in it
        "identity.ended_session",       // random ids of sessions that were signed out; no grant, only pledge.enter and pledge.end_session reach it
        "pledge.accommodation_code",    // code lists are public facts
        "pledge.activity_code",
        "pledge.benchmark",             // published figures: public facts too
        "pledge.benchmark_neighbour",
        "pledge.ethnicity_code",
        "pledge.in_touch_code",
        "pledge.outcode",               // where an outcode is: public facts too
    ];

    [Fact]
    public async Task Every_other_table_has_row_policies() =>
        Assert.Equal(WithoutPolicies, await ListAsync(
            """
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('pledge', 'identity') and c.relkind in ('r', 'p') and (not c.relrowsecurity or not exists (select from pg_policy p where p.polrelid = c.oid))
            order by 1
            """));

    [Fact]
    public async Task The_application_role_owns_nothing_and_cannot_skip_policies()
    {
        Assert.Empty(await ListAsync("select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'pledge_app'"));
        Assert.Empty(await ListAsync("select rolname from pg_roles where rolname = 'pledge_app' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)"));
    }

    [Fact]
    public async Task The_application_role_deletes_no_facts_of_anyones_life() =>
        Assert.Equal(["identity.account_claim", "identity.account_login", "identity.account_token", "identity.new_address", "identity.sign_in_code", "identity.sign_in_try", "pledge.caseload_view", "pledge.clock_setting", "pledge.data_set_upload", "pledge.data_set_upload_row", "pledge.draft", "pledge.job_application", "pledge.mentor_round_pair", "pledge.national_advert", "pledge.national_advert_pass", "pledge.national_advert_place", "pledge.return_named"], await ListAsync(
            """
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('pledge', 'identity') and c.relkind = 'r' and has_table_privilege('pledge_app', c.oid, 'delete') order by 1
            """));

    [Fact]
    public async Task Every_foreign_key_has_an_index() =>
        Assert.Empty(await ListAsync(
            """
            select c.conrelid::regclass || ': ' || c.conname from pg_constraint c
            where c.contype = 'f' and c.connamespace = 'pledge'::regnamespace and c.confrelid not in ('pledge.authority'::regclass)
              and c.confrelid::regclass::text not like '%_code'
              and not exists (select from pg_index i where i.indrelid = c.conrelid
                  and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey or (i.indrelid = c.conrelid and c.conkey @> (i.indkey::int2[])[0:0] and cardinality(c.conkey) > 0 and (i.indkey::int2[])[0] = any (c.conkey)))
            """));

    [Fact]
    public async Task Outside_a_scope_the_application_sees_nothing()
    {
        await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());
        await using var app = NpgsqlDataSource.Create(site.Database.App);
        await using var command = app.CreateCommand("select (select count(*) from pledge.young_person) + (select count(*) from identity.account) + (select count(*) from pledge.authority)");

        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    private async Task<string[]> ListAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(site.Database.Owner);
        await using var command = owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return [.. rows];
    }
}

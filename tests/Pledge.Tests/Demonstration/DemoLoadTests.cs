using Npgsql;
using Pledge.Tests.Support;
using Pledge.Web.Data;
using Pledge.Web.Demonstration;

namespace Pledge.Tests.Demonstration;

public sealed class DemoLoadTests : IAsyncLifetime
{
    private static readonly DateOnly AsOf = new(2026, 11, 22);
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_citys_figures_look_like_those_published_for_England()
    {
        var signIns = await LoadAsync(DemoOptions.City(AsOf));

        // 2025: 19 to 21: 89% in suitable homes, 54% in education or work. 17 to 18: 91% and 64%.
        Assert.InRange(await ShareAsync(19, 21, "home like '_1'", "home !~ '^[GHR]'"), 84, 94);
        Assert.InRange(await ShareAsync(19, 21, "activity ~ '^[FP]'", "true"), 48, 60);
        Assert.InRange(await ShareAsync(17, 18, "home like '_1'", "home !~ '^[GHR]'"), 85, 97);
        Assert.InRange(await ShareAsync(17, 18, "activity ~ '^[FP]'", "true"), 57, 71);
        Assert.InRange(await NumberAsync("select count(distinct (s.young_person_id)) from pledge.legal_status s where superseded_at is null and status = 'former-relevant'"), 550, 750);

        var adviser = signIns[0];
        Assert.Equal("adviser", adviser.Role);
        var mine = $"(select a.young_person_id from pledge.assignment a join identity.account i on i.id = a.staff_member_id where i.email = '{adviser.Email}' and a.period_to is null)";
        Assert.InRange(await NumberAsync($"select count(*) from {mine} as m"), 24, 28);
        Assert.InRange(await NumberAsync($"select count(*) from pledge.young_person y where id in {mine} and not exists (select from pledge.contact c where c.young_person_id = y.id and c.outcome = 'made' and c.occurred_on > date '2026-11-22' - 57)"), 2, 14);
        Assert.Equal(1, await NumberAsync($"select count(*) from pledge.young_person y join identity.account i on i.young_person_id = y.id where y.id in {mine} and i.email = '{signIns.First(s => s.Role == "young-person").Email}'"));
        Assert.All(signIns.Where(s => s.Role == "administrator"), s => Assert.Matches("^[A-Z2-7]{32}$", s.TotpSecret));
    }

    [Fact]
    public async Task A_second_load_is_refused_and_changes_nothing()
    {
        await LoadAsync(new(1, AsOf, 5, 1));

        await Assert.ThrowsAsync<InvalidOperationException>(() => LoadAsync(new(2, AsOf, 5, 1)));

        Assert.Equal(5, await NumberAsync("select count(*) from pledge.young_person"));
    }

    [Fact]
    public async Task Production_refuses_a_database_with_the_demonstration_in_it()
    {
        await DemoCommand.RefuseBesideRealPeopleAsync(_database.App, CancellationToken.None);

        await LoadAsync(new(1, AsOf, 5, 1));

        await Assert.ThrowsAsync<InvalidOperationException>(() => DemoCommand.RefuseBesideRealPeopleAsync(_database.App, CancellationToken.None));
    }

    [Fact]
    public async Task Every_constraint_of_the_schema_is_in_force_after_a_load()
    {
        const string rules = "select string_agg(conname || pg_get_constraintdef(oid) || convalidated, ',' order by conname, conrelid) from pg_constraint";
        const string indexes = "select string_agg(pg_get_indexdef(indexrelid) || indisvalid, ',' order by indexrelid::regclass::text) from pg_index where indrelid::regclass::text like 'pledge.%'";
        var before = (await TextAsync(rules), await TextAsync(indexes));

        // Large enough to be loaded without them.
        await LoadAsync(new(1, AsOf, DemoOptions.FullDetailUpTo + 1, 2));

        Assert.Equal(before, (await TextAsync(rules), await TextAsync(indexes)));
    }

    private async Task<IReadOnlyList<DemoSignIn>> LoadAsync(DemoOptions options)
    {
        await using (var connection = new NpgsqlConnection(_database.Owner))
        {
            await connection.OpenAsync();
            await CodeLists.SyncAsync(connection, CancellationToken.None);
        }
        return await Demo.LoadAsync(_database.Owner, options, _ => { }, CancellationToken.None);
    }

    private Task<double> ShareAsync(int youngest, int oldest, string counted, string inBase) => ScalarAsync<double>($"""
        select set_config('pledge.actor', 'data-officer', true), set_config('pledge.authority_id', (select id::text from pledge.authority), true);
        select 100.0::float8 * coalesce(sum(people) filter (where {counted}), 0)::float8 / sum(people)::float8
        from pledge.figure_cells(array['birthday'], array[date '2026-03-31'], timestamptz '2026-11-22 12:00Z', array[]::text[])
        where age between {youngest} and {oldest} and in_touch not in ('DIED', 'RHOM') and {inBase}
        """);

    private Task<long> NumberAsync(string sql) => ScalarAsync<long>(sql);

    private Task<string> TextAsync(string sql) => ScalarAsync<string>(sql);

    private async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(_database.Owner);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        if (sql.StartsWith("select set_config", StringComparison.Ordinal))
            await reader.NextResultAsync();
        Assert.True(await reader.ReadAsync());
        return reader.GetFieldValue<T>(0);
    }
}

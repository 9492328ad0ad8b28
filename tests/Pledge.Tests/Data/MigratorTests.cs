using Npgsql;
using Pledge.Tests.Support;
using Pledge.Web.Data;

namespace Pledge.Tests.Data;

public sealed class MigratorTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pledge-migrations-");
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateEmptyAsync();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Applies_each_file_once_in_order()
    {
        Write("0001_first.sql", "create table thing (id int)");
        Write("0002_second.sql", "insert into thing values (1); insert into thing values (2)", head: true);

        var first = await RunAsync();
        var second = await RunAsync();

        Assert.Equal(["0001_first.sql", "0002_second.sql"], first.Applied);
        Assert.Equal(0, first.AlreadyApplied);
        Assert.Empty(second.Applied);
        Assert.Equal(2, second.AlreadyApplied);
        Assert.Equal(2L, await ScalarAsync("select count(*) from thing"));
    }

    [Fact]
    public async Task Installs_the_job_tables_for_the_app_role()
    {
        Write("0001_first.sql", "select 1", head: true);
        await RunAsync();
        await using var connection = new NpgsqlConnection(_database.App);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select count(*) from hangfire.job", connection);
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Line_ends_and_a_byte_order_mark_do_not_make_a_file_another()
    {
        Write("0001_first.sql", "select 1;\nselect 2;\n", head: true);
        await RunAsync();
        Write("0001_first.sql", "\uFEFFselect 1;\r\nselect 2;\r\n");
        Assert.Empty((await RunAsync()).Applied);
    }

    [Fact]
    public async Task A_failing_file_leaves_nothing_and_is_tried_again()
    {
        Write("0001_first.sql", "create table thing (id int)");
        Write("0002_second.sql", "insert into thing values (1); select 1/0", head: true);
        var refused = await RefusedAsync("failed", "0002_second.sql");
        Assert.Contains("division by zero", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await ScalarAsync("select count(*) from thing"));

        Write("0002_second.sql", "insert into thing values (1)");
        Assert.Equal(["0002_second.sql"], (await RunAsync()).Applied);
    }

    [Fact]
    public async Task A_file_may_ask_for_no_transaction()
    {
        Write("0001_first.sql", "create table thing (id int)");
        Write("0002_index.sql", "-- no transaction\ncreate index concurrently if not exists thing_id_ix on thing (id)", head: true);
        await RunAsync();
        Assert.Equal(1L, await ScalarAsync("select count(*) from pg_indexes where indexname = 'thing_id_ix'"));
    }

    [Fact]
    public async Task Two_runs_at_once_apply_each_file_once()
    {
        Write("0001_first.sql", "create table thing (id int); select pg_sleep(0.5)");
        Write("0002_index.sql", "-- no transaction\ncreate index concurrently if not exists thing_id_ix on thing (id)");
        Write("0003_row.sql", "insert into thing values (1)", head: true);

        var reports = await Task.WhenAll(RunAsync(), RunAsync());

        Assert.Equal([0, 3], reports.Select(report => report.Applied.Count).Order());
        Assert.Equal(1L, await ScalarAsync("select count(*) from thing"));
    }

    [Fact]
    public async Task A_file_waits_at_most_five_seconds_for_a_lock()
    {
        Write("0001_first.sql", "create table thing (id int)", head: true);
        await RunAsync();
        await using var other = new NpgsqlConnection(_database.Owner);
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("lock table thing", other, transaction))
            await hold.ExecuteNonQueryAsync();
        Write("0002_second.sql", "alter table thing add name text", head: true);
        var refused = await RefusedAsync("failed", "0002_second.sql");
        Assert.Contains("lock timeout", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_file_is_refused()
    {
        Write("0001_first.sql", "select 1", head: true);
        await RunAsync();
        Write("0001_first.sql", "select 2");
        await RefusedAsync("edited", "0001_first.sql");
    }

    [Fact]
    public async Task A_renamed_file_is_refused()
    {
        Write("0001_first.sql", "select 1", head: true);
        await RunAsync();
        File.Delete(Path.Combine(_folder.FullName, "0001_first.sql"));
        Write("0001_other.sql", "select 1", head: true);
        await RefusedAsync("renamed", "0001_first.sql");
    }

    [Fact]
    public async Task A_database_ahead_of_the_program_is_refused()
    {
        Write("0001_first.sql", "select 1");
        Write("0002_second.sql", "select 2", head: true);
        await RunAsync();
        File.Delete(Path.Combine(_folder.FullName, "0002_second.sql"));
        Write("0001_first.sql", "select 1", head: true);
        await RefusedAsync("database-ahead", "0002_second.sql");
    }

    [Theory]
    [InlineData("gap", "0003_third.sql", "0001_first.sql", "0003_third.sql")]
    [InlineData("gap", "0002_second.sql", "0002_second.sql")]
    [InlineData("duplicate-number", "0002_b.sql", "0001_first.sql", "0002_a.sql", "0002_b.sql")]
    [InlineData("wrong-name", "2_second.sql", "0001_first.sql", "2_second.sql")]
    [InlineData("wrong-name", "0002_Second.sql", "0001_first.sql", "0002_Second.sql")]
    [InlineData("wrong-name", "0002-second.SQL", "0001_first.sql", "0002-second.SQL")]
    public async Task A_broken_row_of_files_is_refused_before_anything_is_applied(string code, string named, params string[] files)
    {
        foreach (var file in files)
            Write(file, "select 1", head: true);
        await RefusedAsync(code, named);
        Assert.Equal(0L, await ScalarAsync("select count(*) from pg_namespace where nspname = 'migration'"));
    }

    [Fact]
    public async Task A_head_that_names_another_file_is_refused()
    {
        Write("0001_first.sql", "select 1", head: true);
        Write("0002_second.sql", "select 1");
        await RefusedAsync("wrong-head", "0002_second.sql");
    }

    [Fact]
    public async Task A_file_that_is_not_utf8_is_refused()
    {
        Write("0001_first.sql", "", head: true);
        await File.WriteAllBytesAsync(Path.Combine(_folder.FullName, "0001_first.sql"), [0x2D, 0x2D, 0xE9, 0x0A]);
        await RefusedAsync("not-utf8", "0001_first.sql");
    }

    [Fact]
    public void The_published_files_are_one_unbroken_row() => Assert.NotNull(MigrationFile.ReadAll(Migrator.PublishedFolder));

    private void Write(string name, string sql, bool head = false)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, name), sql);
        if (head)
            File.WriteAllText(Path.Combine(_folder.FullName, "head.txt"), name + "\n");
    }

    private Task<MigrationReport> RunAsync() => Migrator.RunAsync(_database.Owner, _folder.FullName, CancellationToken.None);

    private async Task<MigrationException> RefusedAsync(string code, string named)
    {
        var error = await Assert.ThrowsAsync<MigrationException>(RunAsync);
        Assert.Equal(code, error.Code);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        return error;
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database.Owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}

using Npgsql;

namespace Pledge.Web.Demonstration;

/// <summary>Takes the foreign keys, exclusion constraints and plain indexes off the demonstration's tables and puts them back as they were, all checked, after a big load.</summary>
/// <remarks>In the load's own transaction: if anything fails, nothing was ever taken off. Needs the owner of the tables.</remarks>
internal sealed class BulkLoad
{
    private readonly List<string> _putBack = [];

    private BulkLoad()
    {
    }

    public static async Task<BulkLoad> BeginAsync(NpgsqlConnection owner, CancellationToken ct)
    {
        var load = new BulkLoad();
        var tables = DemoTables.All.Select(table => table.Name).ToArray();
        List<string> takeOff = [];
        await foreach (var (remove, restore) in ReadAsync(owner, tables, ct))
        {
            takeOff.Add(remove);
            load._putBack.Add(restore);
        }
        await RunAsync(owner, takeOff, ct);
        return load;
    }

    public async Task EndAsync(NpgsqlConnection owner, Action<string> say, CancellationToken ct)
    {
        say($"Checking and indexing ({_putBack.Count} rules and indexes) …");
        await RunAsync(owner, ["set local maintenance_work_mem = '512MB'", "set local max_parallel_maintenance_workers = 2", .. _putBack], ct);
    }

    // Foreign keys come last to be put back: they are checked faster with the indexes there.
    private static async IAsyncEnumerable<(string Remove, string Restore)> ReadAsync(
        NpgsqlConnection owner, string[] tables, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("""
            select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid), 0 as turn
            from pg_index i where i.indrelid = any ($1::text[]::regclass[]) and not i.indisunique and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
            union all
            select format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname),
                   format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)), case c.contype when 'x' then 1 else 2 end
            from pg_constraint c where c.conrelid = any ($1::text[]::regclass[]) and c.contype in ('f', 'x')
            order by turn, 1
            """, owner)
        { Parameters = { new() { Value = tables } } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            yield return (reader.GetString(0), reader.GetString(1));
    }

    private static async Task RunAsync(NpgsqlConnection owner, IEnumerable<string> statements, CancellationToken ct)
    {
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, owner) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}

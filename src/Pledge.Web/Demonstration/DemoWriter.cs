using Microsoft.AspNetCore.Identity;
using Npgsql;
using Pledge.Web.Access;

namespace Pledge.Web.Demonstration;

/// <summary>Writes invented rows by binary COPY, as the owner of the tables.</summary>
internal sealed class DemoWriter(NpgsqlConnection owner)
{
    // A hash takes a while on purpose, so each passphrase is hashed once and not for every account.
    private readonly Dictionary<string, string> _hashes =
        DemoAccounts.Passphrases.ToDictionary(pair => pair.Key, pair => new PasswordHasher<Account>().HashPassword(new Account(), pair.Value));

    /// <returns>Rows written.</returns>
    public async Task<long> WriteAsync(DemoRows rows, CancellationToken ct)
    {
        var count = 0L;
        foreach (var table in DemoTables.All.Where(table => rows.Of(table).Count > 0))
        {
            ct.ThrowIfCancellationRequested();
            await CopyAsync(table, rows.Of(table), ct);
            count += rows.Of(table).Count;
        }
        return count;
    }

    private async Task CopyAsync(DemoTable table, IReadOnlyList<object?[]> rows, CancellationToken ct)
    {
        var columns = string.Join(", ", table.Columns.Select(column => column.Name));
        await using var copy = await owner.BeginBinaryImportAsync($"copy {table.Name} ({columns}) from stdin (format binary)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            for (var i = 0; i < row.Length; i++)
            {
                var value = row[i] is PasswordOf password ? _hashes[password.Role] : row[i];
                if (value is null)
                    await copy.WriteNullAsync(ct);
                else
                    await copy.WriteAsync(value, table.Columns[i].Type, ct);
            }
        }
        await copy.CompleteAsync(ct);
    }
}

using Microsoft.AspNetCore.Identity;
using Npgsql;
using NpgsqlTypes;
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
        Fill(copy, table, rows);
        await copy.CompleteAsync(ct);
    }

    // Millions of values: each is only put into the buffer here, so waiting for each one would cost more than writing it.
    private void Fill(NpgsqlBinaryImporter copy, DemoTable table, IReadOnlyList<object?[]> rows)
    {
        foreach (var row in rows)
        {
            copy.StartRow();
            for (var i = 0; i < row.Length; i++)
                Write(copy, row[i], table.Columns[i].Type);
        }
    }

    private void Write(NpgsqlBinaryImporter copy, object? value, NpgsqlDbType type)
    {
        switch (value)
        {
            case null: copy.WriteNull(); break;
            case Guid id: copy.Write(id, type); break;
            case string text: copy.Write(text, type); break;
            case DateOnly day: copy.Write(day, type); break;
            case DateTimeOffset at: copy.Write(at, type); break;
            case bool yes: copy.Write(yes, type); break;
            case int number: copy.Write(number, type); break;
            case string[] texts: copy.Write(texts, type); break;
            case PasswordOf password: copy.Write(_hashes[password.Role], type); break;
            default: copy.Write(value, type); break;
        }
    }
}

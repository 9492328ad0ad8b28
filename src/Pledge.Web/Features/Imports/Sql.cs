using Npgsql;

namespace Pledge.Web.Features.Imports;

/// <summary>Statements of an import, without a command object each time.</summary>
internal static class Sql
{
    /// <returns>Rows touched.</returns>
    public static async Task<int> RunAsync(this NpgsqlConnection connection, string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = connection.Command(sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task<T> ValueAsync<T>(this NpgsqlConnection connection, string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = connection.Command(sql, values);
        return (T)(await command.ExecuteScalarAsync(ct))!;
    }

    public static async Task<List<T>> ListAsync<T>(this NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params object?[] values)
    {
        await using var command = connection.Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<T> rows = [];
        while (await reader.ReadAsync(ct))
            rows.Add(read(reader));
        return rows;
    }

    private static NpgsqlCommand Command(this NpgsqlConnection connection, string sql, object?[] values)
    {
        // A large return takes longer than a page may.
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        return command;
    }
}

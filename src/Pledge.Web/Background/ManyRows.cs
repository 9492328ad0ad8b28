using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>Reads of the planner, which take a whole authority at once. For as many rows EF takes four times the processor time, and waiting for each row twice that of not waiting.</summary>
internal static class ManyRows
{
    /// <param name="sql">One query, with its values as <c>$1</c>, <c>$2</c> and so on.</param>
    public static async Task<List<T>> ReadManyAsync<T>(this PledgeDb db, string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params NpgsqlParameter[] values)
    {
        await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection());
        command.Parameters.AddRange(values);
        if (db.Database.GetCommandTimeout() is { } seconds)
            command.CommandTimeout = seconds;
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<T> rows = [];
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    public static DateOnly? DayAt(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    public static Guid? IdAt(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);
}

using System.Security.Claims;
using Npgsql;
using Pledge.Domain;

namespace Pledge.Web.Data;

/// <summary>On a page whose handlers only read, and only by <see cref="ScopedRead"/>: no transaction is opened around them.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ScopedReadsAttribute : Attribute;

/// <summary>The account was closed, changed its role or signed out everywhere since the cookie was issued. <see cref="RowScopeFilter"/> sends the browser to sign in.</summary>
public sealed class SessionEndedException() : Exception("The session has ended.");

/// <summary>Reads for pages that many people open often: who is asking and what they ask for go to the database in one round trip.</summary>
/// <remarks>The commands are one batch, which PostgreSQL runs as one transaction of its own. The scope <c>pledge.enter</c> sets in it holds for the queries
/// that follow in the batch and for nothing after; without the scope they find nothing.</remarks>
public sealed class ScopedRead(DatabaseConnections databases, TimeProvider clock)
{
    /// <param name="read">Gets the reader at the first query's rows; further queries follow by <c>NextResultAsync</c>.</param>
    /// <exception cref="SessionEndedException">The database refused the scope; nothing was read.</exception>
    public async Task<T> RunAsync<T>(ClaimsPrincipal user, Func<NpgsqlDataReader, Task<T>> read, CancellationToken ct, params NpgsqlBatchCommand[] queries)
    {
        await using var connection = new NpgsqlConnection(databases.App);
        await connection.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(RowScope.Of(user).EnterCommand(clock.Today()));
        foreach (var query in queries)
            batch.BatchCommands.Add(query);

        await using var reader = await batch.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct) || !reader.GetBoolean(0))
            throw new SessionEndedException();
        await reader.NextResultAsync(ct);
        return await read(reader);
    }

    /// <summary>A query with its values in order, for <c>$1</c>, <c>$2</c> and so on.</summary>
    public static NpgsqlBatchCommand Query(string sql, params ReadOnlySpan<NpgsqlParameter> values)
    {
        var query = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            query.Parameters.Add(value);
        return query;
    }

    /// <summary>A value of a query, sent without boxing it.</summary>
    public static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };
}

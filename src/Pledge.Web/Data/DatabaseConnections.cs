namespace Pledge.Web.Data;

/// <summary>The ways into the database.</summary>
/// <param name="App">For all work: a role that owns nothing and is bound by the row policies.</param>
/// <param name="Owner">For migrations, the demonstration, the outcodes and the benchmarks only; null when the operator configured none.</param>
public sealed record DatabaseConnections(string App, string? Owner) : IAsyncDisposable
{
    /// <summary>A copy of the database that follows it and takes no writes, for pages that carry <see cref="ReadsStandbyAttribute"/>; null when there is none. As the role of <see cref="App"/>.</summary>
    public string? Standby { get; init; }

    /// <summary>The embedded server behind them; null when the operator runs their own.</summary>
    public EmbeddedPostgres? Server { get; init; }

    /// <summary>The owner's connection string.</summary>
    /// <exception cref="InvalidOperationException">None is configured.</exception>
    public string RequireOwner() => Owner
        ?? throw new InvalidOperationException("This needs the role that owns the schema. Set ConnectionStrings__PledgeOwner.");

    /// <summary>Connection strings hold passwords, so they never print.</summary>
    public override string ToString() => Server is null ? "configured server" : "embedded server";

    /// <summary>Stops the embedded server, unless another program still uses it.</summary>
    public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? ValueTask.CompletedTask;
}

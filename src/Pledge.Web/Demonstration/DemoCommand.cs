using System.Diagnostics;
using Npgsql;
using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Demonstration;

/// <summary>The demonstration as the program's verbs use it.</summary>
public static class DemoCommand
{
    /// <summary>The verb <c>demo</c>: brings an empty database up to date, fills it and prints the sign-ins.</summary>
    public static async Task<int> RunAsync(DatabaseConnections databases, string contentRoot, IReadOnlyList<string> arguments, TimeProvider clock, CancellationToken ct)
    {
        var options = DemoOptions.Parse(arguments, clock.Today());
        await Schema.BringUpToDateAsync(databases.RequireOwner(), ct);
        await LoadAsync(databases, contentRoot, options, ct);
        return 0;
    }

    /// <summary>On a developer's own machine: fills the database when it is empty, and prints the sign-ins either way.</summary>
    public static async Task StartAsync(DatabaseConnections databases, string contentRoot, TimeProvider clock, CancellationToken ct)
    {
        if (await Demo.IsEmptyAsync(databases.RequireOwner(), ct))
            await LoadAsync(databases, contentRoot, DemoOptions.City(clock.Today()), ct);
        else
            Demo.Print(Demo.FileIn(contentRoot), Console.Out);
    }

    /// <summary>Known passwords must never guard real records.</summary>
    /// <exception cref="InvalidOperationException">The database holds a demonstration.</exception>
    public static async Task RefuseBesideRealPeopleAsync(string appConnectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(appConnectionString);
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand("""
            select pledge.enter_as('sign-in', null, current_date);
            select exists (select from pledge.authority where is_demonstration) or exists (select from identity.account where is_demonstration)
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        if (await reader.ReadAsync(ct) && reader.GetBoolean(0))
            throw new InvalidOperationException("This database holds the demonstration, whose passwords are public. Production does not start on it: give Pledge a database of its own.");
    }

    private static async Task LoadAsync(DatabaseConnections databases, string contentRoot, DemoOptions options, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        Console.WriteLine($"Inventing {options.YoungPeople:N0} young people in {options.Authorities} authorities, as of {options.AsOf:yyyy-MM-dd} (seed {options.Seed}) …");
        var signIns = await Demo.LoadAsync(databases.RequireOwner(), options, Console.WriteLine, ct);
        Console.WriteLine($"Loaded in {watch.Elapsed.TotalSeconds:N1} s.");
        var file = Demo.FileIn(contentRoot);
        await Demo.KeepAsync(file, signIns, ct);
        Demo.Print(file, Console.Out);
    }
}

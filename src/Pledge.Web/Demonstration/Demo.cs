using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using Pledge.Web.Data;

namespace Pledge.Web.Demonstration;

/// <summary>Fills an empty database with fictional authorities, and tells how to sign in to them.</summary>
public static class Demo
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>True when no authority was ever set up.</summary>
    public static async Task<bool> IsEmptyAsync(string ownerConnectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("select not exists (select from pledge.authority)", connection);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>All or nothing: one transaction.</summary>
    /// <param name="say">Hears of progress, one line at a time.</param>
    /// <returns>The sign-ins, those of the first authority first.</returns>
    /// <exception cref="InvalidOperationException">The database is not empty.</exception>
    public static async Task<IReadOnlyList<DemoSignIn>> LoadAsync(string ownerConnectionString, DemoOptions options, Action<string> say, CancellationToken ct)
    {
        if (!await IsEmptyAsync(ownerConnectionString, ct))
            throw new InvalidOperationException("The demonstration needs an empty database, and this one holds an authority already. Throw the local data away first: ./pledge reset");
        var connectionString = new NpgsqlConnectionStringBuilder(ownerConnectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString;
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var writer = new DemoWriter(connection);
        var bulk = options.YoungPeople > DemoOptions.FullDetailUpTo ? await BulkLoad.BeginAsync(connection, ct) : null;
        List<DemoSignIn> signIns = [];
        var next = Task.Run(() => DemoGenerator.Make(options, 0), ct);
        for (var i = 0; i < options.Authorities; i++)
        {
            var authority = await next;
            var following = i + 1;
            if (following < options.Authorities)
                next = Task.Run(() => DemoGenerator.Make(options, following), ct);
            var rows = await writer.WriteAsync(authority.Rows, ct);
            signIns.AddRange(authority.SignIns);
            say($"{authority.Name}: {rows:N0} rows");
        }
        if (bulk is not null)
            await bulk.EndAsync(connection, say, ct);
        // Reminders are planned at once, before the server would look at the new tables by itself.
        await using (var analyze = new NpgsqlCommand("analyze", connection))
            await analyze.ExecuteNonQueryAsync(ct);
        if (bulk is null)
        {
            await DemoPublications.PublishAsync(connection, transaction, options.AsOf, DemoPublications.Usual, only: null, ct);
            await DemoReturns.KeepAsync(connection, transaction, options.AsOf, ct);
        }
        await transaction.CommitAsync(ct);
        return signIns;
    }

    /// <summary>Where the sign-ins are kept for whoever starts the program.</summary>
    public static string FileIn(string contentRoot) => Path.Combine(EmbeddedPostgresOptions.For(contentRoot).Directory, "demo-accounts.json");

    public static async Task KeepAsync(string file, IReadOnlyList<DemoSignIn> signIns, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(signIns, Format), ct);
        // Other people of this computer could sign in as anyone with it.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Prints the kept sign-ins as a table; nothing when there are none.</summary>
    public static void Print(string file, TextWriter output, int most = 40)
    {
        if (!File.Exists(file))
            return;
        var signIns = JsonSerializer.Deserialize<List<DemoSignIn>>(File.ReadAllText(file), Format)!;
        output.WriteLine("Demonstration sign-ins (the last word of an administrator's line goes into an authenticator app, which then shows the code that is asked for):");
        foreach (var signIn in signIns.Take(most))
            output.WriteLine($"  {signIn.Role,-14} {signIn.Email,-44} {signIn.Password,-20} {signIn.TotpSecret}{signIn.Note}".TrimEnd());
        if (signIns.Count > most)
            output.WriteLine($"  … and {signIns.Count - most} more in {file}");
    }
}

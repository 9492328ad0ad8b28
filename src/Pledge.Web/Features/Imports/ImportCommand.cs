using System.Globalization;
using Microsoft.Extensions.Localization;
using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Returns;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Imports;

/// <summary>The verb <c>import-903 FOLDER [--authority NAME-or-id] [--year 2026] [--strict]</c>.</summary>
public static class ImportCommand
{
    private const int MostShown = 50;

    private sealed record Options(string Folder, string? Authority, int? Year, bool Strict);

    /// <returns>0 when something could be loaded, 2 when nothing was.</returns>
    /// <exception cref="ArgumentException">An argument cannot be used, or the folder or the authority is not there; the message says which.</exception>
    public static async Task<int> RunAsync(DatabaseConnections databases, IReadOnlyList<string> arguments, IStringLocalizer<ImportsText> text, TimeProvider clock, CancellationToken ct)
    {
        var options = Parse(arguments);
        var files = Directory.Exists(options.Folder) ? Directory.GetFiles(options.Folder, "*.csv").Order(StringComparer.Ordinal).ToList() : [];
        if (files.Count == 0)
            throw new ArgumentException($"There is no .csv file in {options.Folder}.");
        await using var connection = new NpgsqlConnection(databases.App);
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var authority = await EnterAsync(connection, options.Authority, clock.Today(), ct);
        var year = options.Year is { } given ? new CollectionYear(given) : CollectionYear.LastEnded(clock.Today());
        var import = await CohortImport.BeginAsync(connection, authority, year, options.Strict, by: null, clock, Console.WriteLine, ct);
        foreach (var file in files)
        {
            await using var stream = File.OpenRead(file);
            await import.AddAsync(file, stream, ct);
        }
        var report = await import.FinishAsync(ct);
        await transaction.CommitAsync(ct);
        Print(report, text);
        return report.Loaded ? 0 : 2;
    }

    private static Options Parse(IReadOnlyList<string> arguments)
    {
        var options = new Options("", null, null, false);
        for (var i = 0; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--strict" => options with { Strict = true },
                "--authority" when i + 1 < arguments.Count => options with { Authority = arguments[++i] },
                "--year" when i + 1 < arguments.Count && int.TryParse(arguments[++i], CultureInfo.InvariantCulture, out var year) && year is >= CollectionYear.Earliest and < 2100 =>
                    options with { Year = year },
                var folder when !folder.StartsWith('-') && options.Folder.Length == 0 => options with { Folder = folder },
                var other => throw new ArgumentException($"'{other}' cannot be used. import-903 FOLDER [--authority NAME-or-id] [--year 2026] [--strict]"),
            };
        }
        return options.Folder.Length > 0 ? options : throw new ArgumentException("import-903 needs a folder: import-903 FOLDER [--authority NAME-or-id] [--year 2026] [--strict]");
    }

    // The job works for one authority at a time; with several in the database it must be named.
    private static async Task<AuthorityId> EnterAsync(NpgsqlConnection connection, string? name, DateOnly today, CancellationToken ct)
    {
        await connection.RunAsync("select pledge.enter_as('job:import-903', null, $1)", ct, today);
        var found = await connection.ListAsync("select id, name from pledge.authority where $1::text is null or lower(name) = lower($1) or lower(short_name) = lower($1) or id::text = $1 order by name",
            row => (Id: row.GetGuid(0), Name: row.GetString(1)), ct, name);
        if (found.Count != 1)
            throw new ArgumentException(found.Count == 0 ? "There is no such authority." : $"Which authority? Add --authority with one of: {string.Join(", ", found.Select(one => one.Name))}.");
        await connection.RunAsync("select pledge.enter_as('job:import-903', $1, $2)", ct, found[0].Id, today);
        return new(found[0].Id);
    }

    private static void Print(ImportReport report, IStringLocalizer<ImportsText> text)
    {
        foreach (var file in report.Files)
            Console.WriteLine($"{file.Name}: {file.Kind?.ToString() ?? "?"}, {file.Rows:N0} rows");
        Console.WriteLine(text[report.Loaded ? "StateLoaded" : "StateNothingLoaded"].Value);
        Console.WriteLine(text["Counts", report.RowsRead, report.RowsLoaded, report.RowsUnchanged, report.NotLoaded, report.ToDecide, report.ValuesLeftOut, report.StatusesChanged].Value);
        foreach (var refusal in report.Refusals.Take(MostShown))
            Console.WriteLine($"  {refusal.File}:{refusal.Line} {refusal.Column} {refusal.Value} — {text.Sentence(refusal.Code)}");
        if (report.Refusals.Count > MostShown)
            Console.WriteLine(text["MoreRefusals", report.Refusals.Count - MostShown, report.Id].Value);
    }
}

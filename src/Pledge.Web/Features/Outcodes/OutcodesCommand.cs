using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Pledge.Web.Demonstration;
using Pledge.Web.Features.Imports;

namespace Pledge.Web.Features.Outcodes;

/// <summary>The verb <c>outcodes FILE [--as-of 2026-08-31] [--fewer]</c>: the middle of each outcode, from the postcode file of the ONS.</summary>
public static class OutcodesCommand
{
    private const string Usage = "outcodes FILE [--as-of 2026-08-31] [--fewer]";

    // Outcodes hardly ever end: a set that lost more than a twentieth is a part of a file.
    private const double MostLost = 0.05;

    private sealed record Options(string File, DateOnly? AsOf, bool Fewer);

    /// <returns>0; the set there was before is replaced as one.</returns>
    /// <exception cref="ArgumentException">Nothing was changed; the message says why.</exception>
    public static async Task<int> RunAsync(string owner, IReadOnlyList<string> arguments, Action<string> say, CancellationToken ct)
    {
        var options = Parse(arguments);
        if (!File.Exists(options.File))
            throw new ArgumentException($"There is no file {options.File}.");
        var set = await OutcodeFile.ReadAsync(options.File, options.AsOf, ct);
        say($"{set.Source}: {set.Read:N0} postcodes, {set.Used:N0} in use with a place, {set.Outcodes.Count:N0} outcodes, as of {set.AsOf:yyyy-MM-dd}");
        var before = await ReplaceAsync(owner, set, options.Fewer, ct);
        say($"Written. There were {before:N0} before.");
        return 0;
    }

    private static async Task<long> ReplaceAsync(string owner, OutcodeSet set, bool fewer, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Two imports take turns; readers see the set before until the end.
        await connection.RunAsync("lock table pledge.outcode in share row exclusive mode", ct);
        var before = await connection.ValueAsync<long>("select count(*) from pledge.outcode where source <> $1", ct, DemoOutcodes.Source);
        if (!fewer && set.Outcodes.Count < before * (1 - MostLost))
            throw new ArgumentException($"There are {before:N0} outcodes now and only {set.Outcodes.Count:N0} in the file, so it is not whole. Nothing was changed. If it is meant, add --fewer.");
        await connection.RunAsync("delete from pledge.outcode where source <> $1 or outcode = any ($2)", ct, DemoOutcodes.Source, set.Outcodes.Select(outcode => outcode.Code).ToArray());
        await using (var copy = await connection.BeginBinaryImportAsync("copy pledge.outcode (outcode, easting, northing, source, as_of) from stdin (format binary)", ct))
        {
            foreach (var (code, middle) in set.Outcodes)
            {
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(code, NpgsqlDbType.Text, ct);
                await copy.WriteAsync(middle.Easting, NpgsqlDbType.Integer, ct);
                await copy.WriteAsync(middle.Northing, NpgsqlDbType.Integer, ct);
                await copy.WriteAsync(set.Source[..Math.Min(set.Source.Length, 120)], NpgsqlDbType.Text, ct);
                await copy.WriteAsync(set.AsOf, NpgsqlDbType.Date, ct);
            }
            await copy.CompleteAsync(ct);
        }
        await transaction.CommitAsync(ct);
        return before;
    }

    private static Options Parse(IReadOnlyList<string> arguments)
    {
        var options = new Options("", null, false);
        for (var i = 0; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--fewer" => options with { Fewer = true },
                "--as-of" when i + 1 < arguments.Count && DateOnly.TryParseExact(arguments[++i], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => options with { AsOf = day },
                var file when !file.StartsWith('-') && options.File.Length == 0 => options with { File = file },
                var other => throw new ArgumentException($"'{other}' cannot be used. {Usage}"),
            };
        }
        return options.File.Length > 0 ? options : throw new ArgumentException($"outcodes needs a file: {Usage}");
    }
}

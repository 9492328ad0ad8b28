using System.Globalization;
using System.Text.Json;

namespace Pledge.Benchmarks;

/// <summary>Prints tables for people, and writes each value as one JSON object a line for programs.</summary>
internal sealed class Report(TextWriter output, string? json) : IDisposable
{
    private readonly StreamWriter? _json = json is null ? null : new StreamWriter(json, append: false) { AutoFlush = true };

    public void Say(string text) => output.WriteLine(text);

    /// <summary>Keeps one value: <paramref name="metric"/> in dots, as <c>my-pledge.8.p95</c>.</summary>
    public void Keep(string bench, int size, string metric, double value, string unit) =>
        _json?.WriteLine(JsonSerializer.Serialize(new { bench, size, metric, value = Math.Round(value, 4), unit }));

    /// <summary>Columns as wide as their widest cell; the first to the left, the others to the right.</summary>
    public void Table(IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = heads.Select((head, column) => rows.Select(row => row[column].Length).Append(head.Length).Max()).ToList();
        foreach (var row in rows.Prepend(heads))
            output.WriteLine("  " + string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))));
        output.WriteLine();
    }

    public static string Number(double value, int decimals = 0) => value.ToString("N" + decimals, CultureInfo.InvariantCulture);

    public void Dispose() => _json?.Dispose();
}

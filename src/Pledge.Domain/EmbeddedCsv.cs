using System.Globalization;
using System.Text;

namespace Pledge.Domain;

/// <summary>Reads the small code lists that are part of the program: comma-separated, a heading row, <c>#</c> comment lines first.</summary>
internal static class EmbeddedCsv
{
    /// <param name="name">Folder and file, as in <c>Facts.sex</c>.</param>
    /// <returns>Each line by column name. A missing file or a line of another length is a bug in the build, so it throws.</returns>
    internal static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string name)
    {
        using var stream = typeof(EmbeddedCsv).Assembly.GetManifestResourceStream($"Pledge.Domain.{name}.csv")
            ?? throw new InvalidOperationException($"No code list {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);

        List<string[]> lines = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                lines.Add(Split(line));
        }

        var columns = lines[0];
        return [.. lines.Skip(1).Select(values => columns.Length == values.Length
            ? columns.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second)
            : throw new InvalidOperationException($"Code list {name}: {values.Length} values under {columns.Length} columns."))];
    }

    internal static string? OrNull(this string value) => value.Length == 0 ? null : value;

    internal static bool IsYes(this string value) => value == "yes";

    internal static int? WholeNumber(this string value) => value.Length == 0 ? null : int.Parse(value, CultureInfo.InvariantCulture);

    internal static DateOnly? Day(this string value) => value.Length == 0 ? null : DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string[] Split(string line)
    {
        List<string> values = [];
        var value = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                value.Append(line[i++]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                values.Add(value.ToString());
                value.Clear();
            }
            else
                value.Append(line[i]);
        }

        values.Add(value.ToString());
        return [.. values];
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Pledge.Web.Data;

/// <summary>One file of the schema's history.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Sha256">Of the text with LF line ends, in lower-case hex, so that a checkout with other line ends is the same file.</param>
public sealed partial record MigrationFile(int Number, string Name, string Sql, string Sha256)
{
    /// <summary>False for a file whose first line is <c>-- no transaction</c>: one statement that PostgreSQL refuses inside one.</summary>
    public bool InTransaction => Sql.Split('\n', 2)[0].Trim() != "-- no transaction";

    /// <summary>Every file in <paramref name="folder"/>, in order.</summary>
    /// <exception cref="MigrationException">The folder is not one unbroken, well-named row ending in the name in <c>head.txt</c>.</exception>
    public static IReadOnlyList<MigrationFile> ReadAll(string folder)
    {
        if (!Directory.Exists(folder))
            throw new MigrationException("no-folder", $"There is no folder {folder}. Pledge needs the migrations it was published with.");
        var names = Directory.GetFiles(folder).Select(path => Path.GetFileName(path)!)
            .Where(name => name.EndsWith(".sql", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
        var files = names.Select(name => Read(folder, name)).ToList();
        for (var i = 0; i < files.Count; i++)
        {
            if (i > 0 && files[i].Number == files[i - 1].Number)
                throw new MigrationException("duplicate-number", $"{files[i - 1].Name} and {files[i].Name} have the same number. Renumber the one that was never applied.");
            if (files[i].Number != i + 1)
                throw new MigrationException("gap", $"{files[i].Name} should have number {i + 1:0000}: numbers run from 0001 without gaps.");
        }
        CheckHead(folder, files.LastOrDefault()?.Name ?? "");
        return files;
    }

    private static MigrationFile Read(string folder, string name)
    {
        if (!WellNamed().IsMatch(name))
            throw new MigrationException("wrong-name", $"{name} is not named like 0001_what_it_does.sql.");
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(Path.Combine(folder, name)));
            var sql = text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
            return new MigrationFile(int.Parse(name.AsSpan(0, 4), provider: null), name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
        }
        catch (DecoderFallbackException error)
        {
            throw new MigrationException("not-utf8", $"{name} is not UTF-8 text.", error);
        }
    }

    private static void CheckHead(string folder, string last)
    {
        var path = Path.Combine(folder, "head.txt");
        var head = File.Exists(path) ? File.ReadAllText(path).Trim() : "";
        if (head != last)
            throw new MigrationException("wrong-head", $"head.txt says \"{head}\" but the last file is \"{last}\". Two branches may have added a file each; renumber one, then put the last name in head.txt.");
    }

    [GeneratedRegex(@"^\d{4}_[a-z0-9]+(_[a-z0-9]+)*\.sql$")]
    private static partial Regex WellNamed();
}

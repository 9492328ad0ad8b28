using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pledge.Domain;
using Pledge.Domain.Documents;

namespace Pledge.Web.Demonstration;

/// <summary>Documents on the record of some people: small ones, written here, one of them kept back now and then. Cheap, because most people have none.</summary>
internal static class DemoDocuments
{
    public static void Make(DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments)
    {
        if (assignments[^1].To is not null)
            return;
        var dice = Dice.For(city.Seed, "document", person.Number);
        var known = person.Number < DemoCity.SignInPeople;
        for (var left = known ? 3 : dice.Chance(city.InFull ? 0.06 : 0.004) ? 1 : 0; left > 0; left--)
            Add(city, dice, person, assignments, keptBack: known ? left == 1 && person.Number % 3 == 1 : dice.Chance(0.1));
    }

    private static void Add(DemoCity city, Dice dice, DemoPerson person, IReadOnlyList<DemoAssignment> assignments, bool keptBack)
    {
        var day = dice.Day(city.AsOf.AddDays(-200) > assignments[^1].From ? city.AsOf.AddDays(-200) : assignments[^1].From, city.AsOf.AddDays(-1));
        var at = city.Recorded(dice, day);
        var worker = assignments.On(day);
        var id = dice.Id(at);
        Guid? hiding = keptBack ? dice.Id(at) : null;
        var (title, file, words) = dice.One(DemoWords.Documents);
        var content = file.EndsWith(".pdf", StringComparison.Ordinal) ? Pdf(title, words) : Encoding.UTF8.GetBytes($"{title}\n\n{words}\n");
        city.Rows.Add(DemoTables.Document, id, city.Authority, person.Id, title, file, file.EndsWith(".pdf", StringComparison.Ordinal) ? "pdf" : "text", content.Length, SHA256.HashData(content),
            "database", Convert.ToHexStringLower(SHA256.HashData(id.ToByteArray()))[..32], at, worker, hiding);
        city.Rows.Add(DemoTables.DocumentChunk, id, 0, city.Authority, person.Id, content);
        if (hiding is { } decision)
            city.Rows.Add(DemoTables.DocumentHiding, decision, city.Authority, person.Id, id, dice.One(DemoWords.DocumentReasons), LondonTime.DayOf(at).AddDays(dice.Between(20, 300)), at, worker);
    }

    /// <summary>One page with a heading and a few lines, in a font every reader has. ISO 32000-1: header, objects, cross-reference table, trailer.</summary>
    public static byte[] Pdf(string title, string words)
    {
        var page = new StringBuilder("BT /F1 18 Tf 60 770 Td (").Append(Escaped(title)).Append(") Tj /F1 12 Tf 0 -36 Td 16 TL\n");
        foreach (var line in Lines(words, 80))
            page.Append('(').Append(Escaped(line)).Append(") Tj T*\n");
        page.Append("ET");
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            string.Create(CultureInfo.InvariantCulture, $"<< /Length {page.Length} >>\nstream\n{page}\nendstream"),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        List<int> places = [];
        for (var number = 1; number <= objects.Length; number++)
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{objects[number - 1]}\nendobj\n");
        }
        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            file.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {places.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }

    // The lists hold plain letters only, so that a character is a byte.
    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);

    private static IEnumerable<string> Lines(string words, int most)
    {
        var line = "";
        foreach (var word in words.Split(' '))
        {
            if (line.Length + word.Length >= most)
            {
                yield return line;
                line = "";
            }
            line = line.Length == 0 ? word : $"{line} {word}";
        }
        yield return line;
    }
}

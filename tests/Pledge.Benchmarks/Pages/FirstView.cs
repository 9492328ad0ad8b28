using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Pledge.Benchmarks.Client;

namespace Pledge.Benchmarks.Pages;

/// <summary>What a browser fetches to show a page for the first time, as sent: the page, its styles, scripts and fonts.</summary>
internal static partial class FirstView
{
    /// <returns>Bytes by kind: html, css, js, font.</returns>
    public static IReadOnlyDictionary<string, int> Weigh(IPEndPoint server, Session session)
    {
        using var connection = new HttpConnection(server);
        var (html, weight) = Fetch(connection, session.Visits[0].Path, session.Cookies);
        var weights = new Dictionary<string, int> { ["html"] = weight, ["css"] = 0, ["js"] = 0, ["font"] = 0 };
        foreach (var path in Files().Matches(html).Select(match => match.Groups[1].Value).Distinct())
        {
            var (text, bytes) = Fetch(connection, path, session.Cookies);
            weights[path.EndsWith(".css", StringComparison.Ordinal) ? "css" : "js"] += bytes;
            // Each face is needed for some letter of the page, as the fonts hold Latin letters only.
            foreach (var font in Fonts().Matches(text).Select(match => match.Groups[1].Value).Distinct())
                weights["font"] += Fetch(connection, new Uri(new Uri("http://localhost" + path), font).AbsolutePath, session.Cookies).Bytes;
        }
        return weights;
    }

    private static (string Text, int Bytes) Fetch(HttpConnection connection, string path, string cookies)
    {
        connection.Get(HttpConnection.Request(path, cookies));
        var text = connection.Status == 200 ? Encoding.UTF8.GetString(connection.Body) : throw new BenchException($"{path} answered {connection.Status}.");
        connection.Get(HttpConnection.Request(path, cookies, "gzip, br"));
        return (text, connection.Body.Length);
    }

    [GeneratedRegex("<(?:link rel=\"stylesheet\" href|script src)=\"([^\"]+)\"")]
    private static partial Regex Files();

    [GeneratedRegex(@"url\([""']?([^)""']+\.woff2)[""']?\)")]
    private static partial Regex Fonts();
}

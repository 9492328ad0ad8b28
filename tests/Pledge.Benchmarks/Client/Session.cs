using System.Text;

namespace Pledge.Benchmarks.Client;

/// <summary>An address to ask for, and the text by which its page is recognised.</summary>
/// <param name="Heading">As in the HTML, encoded.</param>
internal sealed record Visit(string Path, string Heading)
{
    private readonly byte[] _heading = Encoding.UTF8.GetBytes(Heading);

    /// <exception cref="BenchException">Another page came, or an error.</exception>
    public void Check(HttpConnection connection)
    {
        if (connection.Status != 200 || connection.Body.IndexOf(_heading) < 0)
            throw new BenchException($"{Path} answered {connection.Status} without \"{Heading}\".");
    }
}

/// <summary>One signed-in browser: its cookies, renewed as the server sets them, and the pages it goes round.</summary>
internal sealed class Session(IReadOnlyDictionary<string, string> cookies, IReadOnlyList<Visit> visits)
{
    private readonly Dictionary<string, string> _cookies = new(cookies);
    private readonly byte[]?[] _requests = new byte[]?[visits.Count];

    public IReadOnlyList<Visit> Visits => visits;

    /// <summary>The same person's next browser.</summary>
    public Session Another() => new(_cookies, visits);

    public string Cookies => string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    /// <summary>Asks for visit <paramref name="number"/> of the round and checks what came.</summary>
    public void Go(HttpConnection connection, int number)
    {
        var which = number % visits.Count;
        connection.CookieSet ??= Keep;
        connection.Get(_requests[which] ??= HttpConnection.Request(visits[which].Path, Cookies));
        visits[which].Check(connection);
    }

    private void Keep(string cookie)
    {
        var parts = cookie.Split('=', 2);
        _cookies[parts[0]] = parts[1];
        Array.Clear(_requests);
    }
}

using System.Text.RegularExpressions;
using Pledge.Benchmarks.Client;
using Pledge.Benchmarks.Servers;

namespace Pledge.Benchmarks.Pages;

/// <summary>Counts what one page view sends to the database, in the database server's own log.</summary>
internal static partial class StatementCount
{
    /// <returns>Statements for one view, the beginning and end of the transaction among them; of several people, for the one whose page takes most,
    /// as a page may read more for a record that has more parts.</returns>
    public static async Task<int> OfAsync(ServerProcess server, string log, Session session, CancellationToken ct)
    {
        using var connection = new HttpConnection(server.Address);
        // A statement is prepared when it comes again and again; by then caches of the program are filled too.
        for (var i = 0; i < 8; i++)
            session.Go(connection, i);
        var most = 0;
        for (var which = 0; which < session.Visits.Count; which++)
            most = Math.Max(most, await OfAsync(connection, log, session, which, ct));
        return most;
    }

    private static async Task<int> OfAsync(HttpConnection connection, string log, Session session, int which, CancellationToken ct)
    {
        var before = await CountAsync(log, ct);
        const int views = 4;
        for (var i = 0; i < views; i++)
            session.Go(connection, which);
        var sent = await CountAsync(log, ct) - before;
        return sent % views == 0 ? sent / views : throw new BenchException($"{views} views of {session.Visits[which].Path} sent {sent} statements: not the same each time.");
    }

    private static async Task<int> CountAsync(string log, CancellationToken ct)
    {
        // The last answer is on its way before the server has written the commit that followed it.
        await Task.Delay(300, ct);
        var count = 0;
        await foreach (var line in File.ReadLinesAsync(log, ct))
            count += Statement().IsMatch(line) ? 1 : 0;
        return count;
    }

    [GeneratedRegex(@"LOG:  (statement|execute [^:]*): ")]
    private static partial Regex Statement();
}

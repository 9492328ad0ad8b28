using System.Diagnostics;
using System.Net;

namespace Pledge.Benchmarks.Client;

/// <summary>What a number of connections saw.</summary>
/// <param name="Seconds">From the first request to the last answer.</param>
/// <param name="Milliseconds">How long each request took, ascending.</param>
internal sealed record LoadResult(double Seconds, double[] Milliseconds)
{
    public double Rate => Milliseconds.Length / Seconds;

    /// <param name="share">0 to 1.</param>
    public double Percentile(double share) => Milliseconds[Math.Min(Milliseconds.Length - 1, (int)(share * Milliseconds.Length))];
}

/// <summary>Asks as fast as the server answers, over a fixed number of connections, one thread each.</summary>
internal static class Load
{
    private const double Steady = 0.05;

    /// <param name="sessions">Connection <c>i</c> uses session <c>i</c>, going round.</param>
    /// <exception cref="BenchException">An answer was not the page asked for.</exception>
    public static LoadResult Run(IPEndPoint server, IReadOnlyList<Session> sessions, int connections, TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        var until = started + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var times = new List<long>[connections];
        Exception? failure = null;
        var threads = Enumerable.Range(0, connections).Select(i => new Thread(() =>
        {
            try
            {
                times[i] = Ask(server, sessions[i % sessions.Count].Another(), first: i, until, () => failure is not null);
            }
            catch (Exception error)
            {
                failure ??= error;
            }
        }, maxStackSize: 256 * 1024)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (failure is not null)
            throw new BenchException(failure.Message);
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new(took, [.. times.SelectMany(list => list).Order().Select(ticks => ticks * 1000.0 / Stopwatch.Frequency)]);
    }

    /// <summary>Asks until the rate of a second is within a twentieth of that of the one before, twice running: compiled code and caches have settled.</summary>
    public static void WarmUp(IPEndPoint server, IReadOnlyList<Session> sessions, int connections, int mostSeconds)
    {
        var (before, steady) = (0.0, 0);
        for (var second = 0; second < mostSeconds && (steady < 2 || second < mostSeconds / 3); second++)
        {
            var rate = Run(server, sessions, connections, TimeSpan.FromSeconds(1)).Rate;
            steady = Math.Abs(rate - before) < Steady * rate ? steady + 1 : 0;
            before = rate;
        }
    }

    private static List<long> Ask(IPEndPoint server, Session session, int first, long until, Func<bool> stop)
    {
        using var connection = new HttpConnection(server);
        var times = new List<long>(4096);
        for (var number = first; ; number++)
        {
            var start = Stopwatch.GetTimestamp();
            if (start >= until || stop())
                return times;
            session.Go(connection, number);
            times.Add(Stopwatch.GetTimestamp() - start);
        }
    }
}

using System.Diagnostics;

namespace Pledge.Benchmarks.Matching;

/// <summary>Times of one thing done again and again.</summary>
internal static class Clocked
{
    /// <returns>Milliseconds, in order; the first few, which fill caches and are compiled, are left out.</returns>
    public static List<double> Each(int rounds, Action<int> act)
    {
        List<double> times = [];
        var warm = Math.Min(20, rounds);
        for (var round = 0; round < rounds + warm; round++)
        {
            var took = Once(() => act(round % rounds));
            if (round >= warm)
                times.Add(took);
        }

        times.Sort();
        return times;
    }

    public static double Once(Action act)
    {
        var started = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    public static double At(this List<double> sorted, double share) => sorted[(int)Math.Min(sorted.Count - 1, Math.Floor(share * sorted.Count))];
}

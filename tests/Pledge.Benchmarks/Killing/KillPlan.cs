namespace Pledge.Benchmarks.Killing;

/// <summary>How much is sent, and how often what stops.</summary>
/// <param name="Messages">A multiple of <see cref="Authorities"/>.</param>
/// <param name="Kills">SIGKILL of a worker.</param>
/// <param name="Restarts">PostgreSQL ends without warning and starts again.</param>
internal sealed record KillPlan(int Messages, int Kills, int Restarts)
{
    public const int Workers = 2;

    /// <summary>Their people come one authority after the other, so that there is always something to plan.</summary>
    public const int Authorities = 10;

    public int MessagesEach => Messages / Authorities;

    /// <summary>Settled messages at which something happens: one moment by chance in each of as many equal parts. Kills follow progress, not the clock,
    /// so that a slow machine proves as much as a fast one.</summary>
    public Queue<double> Moments(int count, Random random) => new(Enumerable.Range(0, count).Select(i => (i + random.NextDouble()) * Messages / count));
}

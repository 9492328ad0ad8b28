using Pledge.Benchmarks.Client;
using Pledge.Benchmarks.Servers;

namespace Pledge.Benchmarks.Pages;

/// <summary>One page at one number of connections, between two measurements of the floor.</summary>
/// <param name="Floor">Requests a second of the floor, the mean of before and after.</param>
/// <param name="CpuMilliseconds">Processor time of the program for a view; that of the database is not in it.</param>
internal sealed record PageCell(HotPage Page, int Connections, LoadResult Load, double Floor, double CpuMilliseconds)
{
    public double Ratio => Load.Rate / Floor;

    public static PageCell Measure(HotPage page, IReadOnlyList<Session> sessions, int connections, int bytes, ServerProcess server, ServerProcess floor, BenchOptions options)
    {
        Session[] bare = [new(new Dictionary<string, string>(), [new($"/{bytes}", Servers.Floor.Heading)])];
        var part = TimeSpan.FromSeconds(Math.Max(1, options.Seconds / 3.0));
        Client.Load.WarmUp(floor.Address, bare, connections, options.Quick ? 4 : 20);
        Client.Load.WarmUp(server.Address, sessions, connections, options.Quick ? 8 : 40);

        var before = Client.Load.Run(floor.Address, bare, connections, part).Rate;
        var cpu = server.Cpu;
        var load = Client.Load.Run(server.Address, sessions, connections, TimeSpan.FromSeconds(options.Seconds));
        cpu = server.Cpu - cpu;
        var after = Client.Load.Run(floor.Address, bare, connections, part).Rate;
        return new(page, connections, load, (before + after) / 2, cpu.TotalMilliseconds / load.Milliseconds.Length);
    }
}

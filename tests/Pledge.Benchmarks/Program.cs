using Pledge.Benchmarks;
using Pledge.Benchmarks.Servers;

if (args is [Floor.Verb, ..])
    return await Floor.RunAsync(args[1..]);
try
{
    var options = BenchOptions.Parse(args);
    using var report = new Report(Console.Out, options.Json);
    foreach (var name in options.Names)
        await Benches.All[name](options, report, CancellationToken.None);
    return 0;
}
catch (Exception error) when (error is ArgumentException or BenchException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}

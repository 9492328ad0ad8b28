using System.Diagnostics;

namespace Pledge.Web.Data.Embedded;

/// <summary>Runs another program with a clean environment, so that nobody's PG… variables change what it does.</summary>
internal static class Command
{
    public static async Task<(bool Worked, string Output)> RunAsync(IReadOnlyList<string> line, string input, CancellationToken ct)
    {
        using var process = Process.Start(Describe(line, redirect: true)) ?? throw new EmbeddedPostgresException($"{line[0]} did not start.");
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(ct);
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode == 0, (output + await errors).Trim());
    }

    /// <summary>Starts a program that outlives this one.</summary>
    public static void Leave(IReadOnlyList<string> line) => Process.Start(Describe(line, redirect: false))?.Dispose();

    private static ProcessStartInfo Describe(IReadOnlyList<string> line, bool redirect)
    {
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            RedirectStandardInput = redirect,
            RedirectStandardOutput = redirect,
            RedirectStandardError = redirect,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";
        start.Environment["LANG"] = "C.UTF-8";
        return start;
    }
}

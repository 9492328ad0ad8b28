using System.Diagnostics;

namespace Pledge.Benchmarks.Servers;

/// <summary>The program as it would be deployed: built for release and for this machine, its files compressed beforehand.</summary>
internal static class Published
{
    /// <summary>Folder of Pledge.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Publishes into <paramref name="folder"/>.</summary>
    /// <returns>Path of the program.</returns>
    public static async Task<string> ToAsync(string folder, CancellationToken ct)
    {
        using var publish = Process.Start(new ProcessStartInfo("dotnet",
            ["publish", Path.Combine(Root, "src", "Pledge.Web"), "-c", "Release", "-r", "linux-x64", "--no-self-contained", "-o", folder, "-nologo", "-verbosity:quiet"]))!;
        await publish.WaitForExitAsync(ct);
        return publish.ExitCode == 0 ? Path.Combine(folder, "Pledge.Web.dll") : throw new BenchException("The program could not be published; see the lines above.");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Pledge.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new BenchException("The benchmarks run from a clone of the project, and Pledge.sln was not found.");
    }
}

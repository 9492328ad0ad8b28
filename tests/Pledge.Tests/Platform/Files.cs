using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Pledge.Tests.Platform;

/// <summary>The source files, for tests that read them.</summary>
internal static class Files
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Of(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") && !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}"));

    public static Dictionary<string, string> Words(string resx) =>
        XDocument.Load(resx).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    public static string Relative(string path) => Path.GetRelativePath(Root, path);

    private static string FindRoot([CallerFilePath] string here = "")
    {
        // A build elsewhere may have changed the compiled-in path: then look upwards from the running program.
        var folder = new DirectoryInfo(File.Exists(here) ? Path.GetDirectoryName(here)! : AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Pledge.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("Pledge.sln is not above the tests.");
        return folder.FullName;
    }
}

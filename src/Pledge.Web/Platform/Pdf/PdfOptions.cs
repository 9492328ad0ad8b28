using System.ComponentModel.DataAnnotations;

namespace Pledge.Web.Platform.Pdf;

/// <summary>How documents are printed. Section <c>Pdf</c>.</summary>
public sealed record PdfOptions
{
    // Where packages and the tests' fetcher put it.
    private static readonly string[] Usual = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

    /// <summary>The Chromium program; null to look in the usual places.</summary>
    public string? Chromium { get; init; }

    /// <summary>Seconds after which a document is given up.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>Documents printed at the same time; more wait their turn.</summary>
    [Range(1, 64)]
    public int AtOnce { get; init; } = 2;

    /// <summary>Seconds a document waits for its turn before its reader is asked to come back.</summary>
    [Range(0, 600)]
    public int WaitSeconds { get; init; } = 20;

    /// <summary>True to run without Chromium's own sandbox, where the machine does not let it have one. It never has one as root.</summary>
    public bool NoSandbox { get; init; }

    /// <summary>The program to use, or null when there is none.</summary>
    public string? Program =>
        Chromium is { Length: > 0 } named ? (File.Exists(named) ? named : null)
        : Environment.GetEnvironmentVariable("PLEDGE_CHROMIUM") is { Length: > 0 } chosen && File.Exists(chosen) ? chosen
        : Usual.FirstOrDefault(File.Exists) ?? Fetched();

    private static string? Fetched()
    {
        var folder = Environment.GetEnvironmentVariable("PLAYWRIGHT_BROWSERS_PATH") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "ms-playwright");
        return Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder, "chromium-*").OrderDescending(StringComparer.Ordinal)
                .Select(found => Path.Combine(found, "chrome-linux", "chrome")).FirstOrDefault(File.Exists)
            : null;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Pledge.Domain;

namespace Pledge.Web.Platform.Pdf;

/// <summary>Prints an HTML document of ours to a tagged PDF, by a Chromium of its own for each document.</summary>
/// <remarks>
/// The document must hold everything it shows: styles and fonts inside it, a title, a language, and a policy that lets nothing else in
/// (<c>default-src 'none'</c>: no script, no network, no file). Chromium starts with an empty environment and a profile that is deleted afterwards.
/// </remarks>
public sealed partial class PdfPrinter(IOptions<PdfOptions> options, ILogger<PdfPrinter> log) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(options.Value.AtOnce);

    /// <summary>False when there is no Chromium to print with: then say so instead of offering a file.</summary>
    public bool IsAvailable => options.Value.Program is not null;

    /// <param name="html">A whole document.</param>
    /// <param name="dated">When the file says that it was made: then one document is the same bytes each time. Null for now.</param>
    /// <returns>The bytes of the PDF; refused with <c>pdf-not-set-up</c>, <c>pdf-busy</c> (come back later) or <c>pdf-failed</c> (the log says why).</returns>
    public async Task<Outcome<byte[]>> PrintAsync(string html, DateTimeOffset? dated, CancellationToken ct)
    {
        if (options.Value.Program is not { } program)
            return new Refusal("pdf-not-set-up");
        if (!await _turns.WaitAsync(TimeSpan.FromSeconds(options.Value.WaitSeconds), ct))
            return new Refusal("pdf-busy");

        // Readable by nobody else: it holds a whole plan for a moment.
        var folder = Directory.CreateTempSubdirectory("pledge-pdf-");
        try
        {
            var (page, file) = (Path.Combine(folder.FullName, "page.html"), Path.Combine(folder.FullName, "page.pdf"));
            await File.WriteAllTextAsync(page, html, ct);
            if (!await RunAsync(program, folder.FullName, page, file, ct))
                return new Refusal("pdf-failed");
            var pdf = await File.ReadAllBytesAsync(file, ct);
            return dated is { } at ? Settle(pdf, at) : pdf;
        }
        finally
        {
            _turns.Release();
            Remove(folder);
        }
    }

    public void Dispose() => _turns.Dispose();

    /// <returns>True when there is a PDF.</returns>
    private async Task<bool> RunAsync(string program, string folder, string page, string file, CancellationToken ct)
    {
        using var process = new Process { StartInfo = Command(program, folder, page, file) };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
        process.Start();
        try
        {
            // Chromium talks to itself; only read so that it never waits for somebody to listen.
            var said = process.StandardError.ReadToEndAsync(limit.Token);
            var shown = process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode == 0 && File.Exists(file))
                return true;
            await shown;
            log.LogError("Printing ended with code {Code}. No usable sandbox: {NoSandbox}", process.ExitCode, (await said).Contains("No usable sandbox", StringComparison.Ordinal));
            return false;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            log.LogError("Printing was given up after {Seconds} seconds", options.Value.TimeoutSeconds);
            return false;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private ProcessStartInfo Command(string program, string folder, string page, string file)
    {
        var command = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder };
        command.Environment.Clear();
        foreach (var (name, value) in new[] { ("PATH", "/usr/local/bin:/usr/bin:/bin"), ("HOME", folder), ("TMPDIR", folder), ("LANG", "C.UTF-8") })
            command.Environment[name] = value;
        string[] arguments =
        [
            "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-extensions", "--disable-dev-shm-usage", "--disable-breakpad", "--disable-crash-reporter",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--no-proxy-server", $"--user-data-dir={Path.Combine(folder, "profile")}",
            "--no-pdf-header-footer", "--generate-pdf-document-outline", $"--print-to-pdf={file}", new Uri(page).AbsoluteUri,
        ];
        foreach (var argument in options.Value.NoSandbox || Environment.IsPrivilegedProcess ? arguments.Prepend("--no-sandbox") : arguments)
            command.ArgumentList.Add(argument);
        return command;
    }

    /// <summary>What of a file is Chromium's and not its document's: when it was made, and the numbers of nodes, which change with how busy a machine is.</summary>
    /// <remarks>Everything keeps its length, so nothing in the file moves.</remarks>
    private static byte[] Settle(byte[] pdf, DateTimeOffset at)
    {
        var stamp = string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyyMMddHHmmss}+00'00'");
        var text = Stamp().Replace(Encoding.Latin1.GetString(pdf), stamp);
        Dictionary<string, string> nodes = [];
        text = Node().Replace(text, node => nodes.TryGetValue(node.Value, out var known) ? known : nodes[node.Value] = $"(node{nodes.Count + 1:00000000})");
        return Encoding.Latin1.GetBytes(NodeTree().Replace(text, tree =>
        {
            var names = tree.Groups["name"].Captures.Select(name => name.Value).Order(StringComparer.Ordinal).ToList();
            return $"/Limits [{Node().Match(names[0])} {Node().Match(names[^1])}]\n/Names [{string.Join(' ', names)}]";
        }));
    }

    [GeneratedRegex(@"(?<=/(?:Creation|Mod)Date \(D:)\d{14}\+00'00'")]
    private static partial Regex Stamp();

    [GeneratedRegex(@"\(node\d{8}\)")]
    private static partial Regex Node();

    [GeneratedRegex(@"/Limits \[\(node\d{8}\) \(node\d{8}\)\]\n/Names \[(?:(?<name>\(node\d{8}\) \d+ 0 R) ?)+\]")]
    private static partial Regex NodeTree();

    private void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A helper of Chromium that dies a moment later may still write: what is left holds a plan, so it is said.
            log.LogError("A folder of printing could not be deleted: {Kind}", error.GetType().Name);
        }
    }
}

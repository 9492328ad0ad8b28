using System.Diagnostics;
using Microsoft.Extensions.Options;
using Pledge.Domain;

namespace Pledge.Web.Platform.Pdf;

/// <summary>Prints an HTML document of ours to a tagged PDF, by a Chromium of its own for each document.</summary>
/// <remarks>
/// The document must hold everything it shows: styles and fonts inside it, a title, a language, and a policy that lets nothing else in
/// (<c>default-src 'none'</c>: no script, no network, no file). Chromium starts with an empty environment and a profile that is deleted afterwards.
/// </remarks>
public sealed class PdfPrinter(IOptions<PdfOptions> options, ILogger<PdfPrinter> log) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(options.Value.AtOnce);

    /// <summary>False when there is no Chromium to print with: then say so instead of offering a file.</summary>
    public bool IsAvailable => options.Value.Program is not null;

    /// <param name="html">A whole document.</param>
    /// <returns>The bytes of the PDF; refused with <c>pdf-not-set-up</c>, <c>pdf-busy</c> (come back later) or <c>pdf-failed</c> (the log says why).</returns>
    public async Task<Outcome<byte[]>> PrintAsync(string html, CancellationToken ct)
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
            return await File.ReadAllBytesAsync(file, ct);
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

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Pledge.Tests.Support;

/// <summary>A real worker in a process of its own. It is killed, and never asked to stop.</summary>
public sealed class MailWorker
{
    /// <summary>Of what it says, the last lines are kept.</summary>
    private const int LinesKept = 60;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();

    private MailWorker(Process process)
    {
        _process = process;
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>True once it ended, by itself or killed.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>True once it said that it is at work.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>What it said last.</summary>
    public IEnumerable<string> Said => _said;

    /// <param name="program">Path of Pledge.Web.dll.</param>
    /// <param name="app">Way into the database.</param>
    /// <param name="smtp">Port of the mail server on this machine.</param>
    /// <param name="timeoutSeconds">Longest that one mail may take.</param>
    public static MailWorker Start(string program, string app, int smtp, int timeoutSeconds, int leaseSeconds)
    {
        var start = new ProcessStartInfo("dotnet", [program, "work"]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(program)! };
        foreach (var (name, value) in new[]
        {
            ("DOTNET_ENVIRONMENT", "Testing"), ("ConnectionStrings__Pledge", app), ("Smtp__Host", "127.0.0.1"), ("Smtp__Port", Text(smtp)), ("Smtp__Security", "None"),
            ("Smtp__From", "pledge@council.test"), ("Smtp__PublicAddress", "https://pledge.council.test"), ("Smtp__TimeoutSeconds", Text(timeoutSeconds)),
            ("Sender__LeaseSeconds", Text(leaseSeconds)), ("Sender__PollSeconds", "1"),
        })
            start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>SIGKILL, unless it has ended already. Afterwards all is heard that it said.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not { } text)
            return;
        HasStarted |= text.Contains("Application started", StringComparison.Ordinal);
        _said.Enqueue(text);
        while (_said.Count > LinesKept)
            _said.TryDequeue(out _);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

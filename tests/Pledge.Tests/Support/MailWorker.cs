using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Pledge.Tests.Support;

/// <summary>A real worker in a process of its own. It is killed, and never asked to stop.</summary>
public sealed class MailWorker
{
    /// <summary>Of what the workers say, the last lines are kept.</summary>
    private const int LinesKept = 200;

    private readonly Process _process;
    private readonly long _started = Stopwatch.GetTimestamp();

    private MailWorker(Process process) => _process = process;

    /// <summary>True once it ended, by itself or killed.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Time since it was started.</summary>
    public TimeSpan Age => Stopwatch.GetElapsedTime(_started);

    public int ExitCode => _process.ExitCode;

    /// <param name="program">Path of Pledge.Web.dll.</param>
    /// <param name="app">Way into the database.</param>
    /// <param name="smtp">Port of the mail server on this machine.</param>
    /// <param name="timeoutSeconds">Longest that one mail may take.</param>
    /// <param name="said">Gets what it says.</param>
    public static MailWorker Start(string program, string app, int smtp, int timeoutSeconds, int leaseSeconds, ConcurrentQueue<string> said)
    {
        var start = new ProcessStartInfo("dotnet", [program, "work"]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(program)! };
        foreach (var (name, value) in new[]
        {
            ("DOTNET_ENVIRONMENT", "Testing"), ("ConnectionStrings__Pledge", app), ("Smtp__Host", "127.0.0.1"), ("Smtp__Port", Text(smtp)), ("Smtp__Security", "None"),
            ("Smtp__From", "pledge@council.test"), ("Smtp__PublicAddress", "https://pledge.council.test"), ("Smtp__TimeoutSeconds", Text(timeoutSeconds)),
            ("Sender__LeaseSeconds", Text(leaseSeconds)), ("Sender__PollSeconds", "1"),
        })
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        void Hear(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is { } text)
                said.Enqueue(text);
            while (said.Count > LinesKept)
                said.TryDequeue(out _);
        }
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using MimeKit;

namespace Pledge.Tests.Support;

/// <summary>How a test's mail server wants to be spoken to.</summary>
/// <param name="Slow">Most milliseconds that it waits before it takes a mail, and again before it says so.</param>
/// <param name="Seed">Of its choices by chance.</param>
/// <param name="Shares">What mails meet by chance, and what share of them: the script names the kinds.</param>
public sealed record SmtpServerOptions(
    string Tls = "none", string? Key = null, string? Cert = null, string? User = null, string? Password = null, int Slow = 0, int Seed = 1, IReadOnlyDictionary<string, double>? Shares = null);

/// <summary>A real mail server (the npm package <c>smtp-server</c>) in a process of its own, on a free port.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<JsonElement> _events = new();
    private readonly Channel<string> _acknowledged = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SmtpServer(Process process) => _process = process;

    public int Port { get; private set; }

    /// <summary>What the server took responsibility for, in order.</summary>
    public IReadOnlyList<MimeMessage> Messages => [.. Events("message").Select(e => MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(e.GetProperty("raw").GetString()!))))];

    public IEnumerable<JsonElement> Events(string name) => _events.Where(e => e.GetProperty("event").GetString() == name);

    public static async Task<SmtpServer> StartAsync(SmtpServerOptions? options = null)
    {
        var root = Root();
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(root, "tests/Pledge.Tests/Support/smtp-server.mjs"));
        start.ArgumentList.Add(Path.Combine(root, "wwwroot-assets/package.json"));
        start.ArgumentList.Add(JsonSerializer.Serialize(options ?? new(), JsonSerializerOptions.Web));
        var server = new SmtpServer(Process.Start(start)!);
        _ = server.ReadAsync();
        server.Port = await server._port.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return server;
    }

    /// <summary>Tells the server how to treat the next mails, and waits until it knows.</summary>
    public async Task OrderAsync(string order, int times = 1, int code = 0, string at = "data", string? text = null)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { order, times, code, at, text }));
        await _process.StandardInput.FlushAsync();
        await _acknowledged.Reader.ReadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var told = JsonDocument.Parse(line).RootElement;
            _events.Enqueue(told);
            switch (told.GetProperty("event").GetString())
            {
                case "listening":
                    _port.SetResult(told.GetProperty("port").GetInt32());
                    break;
                case "ordered":
                    await _acknowledged.Writer.WriteAsync(line);
                    break;
            }
        }
        _port.TrySetException(new InvalidOperationException("The mail server did not start. Is wwwroot-assets/node_modules there?"));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Pledge.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}

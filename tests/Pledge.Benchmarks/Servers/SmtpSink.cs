using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pledge.Benchmarks.Servers;

/// <summary>A mail server that takes everything at once and keeps nothing but the count. What it is given ends up nowhere, so that the sender is measured and not a mail server.
/// As Postfix, Exim and Exchange do, it takes several commands at once (RFC 2920).</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private static readonly byte[] EndOfData = "\r\n.\r\n"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private long _taken;

    public SmtpSink()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Mails taken so far.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var connection = client;
        client.NoDelay = true;
        var stream = client.GetStream();
        var (buffer, held, inData) = (new byte[64 * 1024], 0, false);
        try
        {
            await SayAsync(stream, "220 sink\r\n");
            while (await stream.ReadAsync(buffer.AsMemory(held), _stop.Token) is > 0 and var read)
            {
                held += read;
                var said = new StringBuilder();
                while (true)
                {
                    var end = buffer.AsSpan(0, held).IndexOf(inData ? EndOfData : "\r\n"u8);
                    if (end < 0)
                        break;
                    var line = inData ? "." : Encoding.ASCII.GetString(buffer, 0, end);
                    var used = end + (inData ? EndOfData.Length : 2);
                    buffer.AsSpan(used, held - used).CopyTo(buffer);
                    held -= used;
                    if (inData)
                        Interlocked.Increment(ref _taken);
                    var isData = line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase);
                    said.Append(isData ? "354 go on" : line.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase) ? "250-sink\r\n250-PIPELINING\r\n250 8BITMIME" : line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 ok").Append("\r\n");
                    inData = isData;
                }
                if (said.Length > 0)
                    await SayAsync(stream, said.ToString());
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or SocketException)
        {
            // The sender left.
        }
    }

    private static ValueTask SayAsync(NetworkStream stream, string lines) => stream.WriteAsync(Encoding.ASCII.GetBytes(lines));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }
}

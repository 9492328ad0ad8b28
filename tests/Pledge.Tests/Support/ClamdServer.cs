using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pledge.Tests.Support;

/// <summary>Speaks clamd's protocol over TCP, as clamd(8) describes it: one command <c>zINSTREAM</c> a connection. Finds the test signature of EICAR and nothing else.</summary>
public sealed class ClamdServer : IAsyncDisposable
{
    /// <summary>The harmless text every scanner finds, in two parts so that none finds it here.</summary>
    public const string Eicar = @"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public ClamdServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Bytes of the last stream that came whole.</summary>
    public byte[] Received { get; private set; } = [];

    /// <summary>Bytes after which it says, as clamd does, that the stream is too long, and hangs up.</summary>
    public int StreamMaxLength { get; set; } = int.MaxValue;

    /// <summary>Answers nothing.</summary>
    public bool Silent { get; set; }

    private async Task ServeAsync()
    {
        List<Task> answering = [];
        try
        {
            while (true)
                answering.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(answering);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await AnswerAsync(client.GetStream());
            }
            catch (Exception error) when (error is IOException or OperationCanceledException)
            {
                // The other end went away, or the test is over.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var command = new byte["zINSTREAM\0".Length];
        await stream.ReadExactlyAsync(command, _end.Token);
        if (Encoding.ASCII.GetString(command) != "zINSTREAM\0")
        {
            await SayAsync(stream, "UNKNOWN COMMAND");
            return;
        }
        using var content = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length, _end.Token);
            if (BinaryPrimitives.ReadUInt32BigEndian(length) is not (> 0 and var more))
                break;
            var piece = new byte[more];
            await stream.ReadExactlyAsync(piece, _end.Token);
            content.Write(piece);
            if (content.Length > StreamMaxLength)
            {
                await SayAsync(stream, "INSTREAM size limit exceeded. ERROR");
                return;
            }
        }
        Received = content.ToArray();
        if (Silent)
            await Task.Delay(Timeout.Infinite, _end.Token);
        await SayAsync(stream, Encoding.Latin1.GetString(Received).Contains(Eicar, StringComparison.Ordinal) ? "stream: Win.Test.EICAR_HDB-1 FOUND" : "stream: OK");
    }

    private async Task SayAsync(NetworkStream stream, string answer) => await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\0"), _end.Token);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _listener.Dispose();
        _end.Dispose();
    }
}

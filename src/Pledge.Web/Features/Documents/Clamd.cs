using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Pledge.Domain;

namespace Pledge.Web.Features.Documents;

/// <summary>Where a scanner listens.</summary>
/// <param name="Host">Null for a socket of the file system.</param>
internal sealed record ClamdAddress(string? Host, int Port, string? Socket)
{
    public static bool TryParse(string text, out ClamdAddress address)
    {
        const string unix = "unix:";
        address = new(null, 0, null);
        if (text.StartsWith(unix, StringComparison.Ordinal))
            address = new(null, 0, text[unix.Length..]);
        else if (text.LastIndexOf(':') is > 0 and var colon && int.TryParse(text.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536)
            address = new(text[..colon].Trim('[', ']'), port, null);
        return address is { Host.Length: > 0 } or { Socket.Length: > 0 };
    }
}

/// <summary>Asks ClamAV's daemon whether there is a virus in some bytes.</summary>
/// <remarks>
/// Its own protocol, clamd(8) "COMMANDS": <c>zINSTREAM</c> and a NUL, then pieces, each after its length in four bytes, most significant first, then a length of 0.
/// It answers <c>stream: OK</c>, <c>stream: NAME FOUND</c>, or something that ends with <c>ERROR</c>, and a NUL.
/// </remarks>
public sealed class Clamd(IOptions<DocumentOptions> options, ILogger<Clamd> log)
{
    private const int PieceBytes = 64 * 1024, LongestAnswer = 1024;

    public bool IsSetUp => options.Value.Clamd is { Length: > 0 };

    /// <returns>Null when nothing was found, or nobody is set up to look; refused with <c>document-infected</c>, or <c>document-not-scanned</c> when there was no answer that says so.</returns>
    public async Task<Refusal?> CheckAsync(ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        if (!IsSetUp || !ClamdAddress.TryParse(options.Value.Clamd!, out var address))
            return null;
        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(TimeSpan.FromSeconds(options.Value.ScanSeconds));
        try
        {
            var answer = await AskAsync(address, content, time.Token);
            if (answer == "stream: OK")
                return null;
            if (answer.EndsWith(" FOUND", StringComparison.Ordinal))
            {
                log.LogWarning("A document was refused: {Answer}", answer);
                return new("document-infected");
            }
            log.LogError("The virus scanner answered: {Answer}", answer);
        }
        catch (Exception error) when (error is IOException or SocketException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            log.LogError("The virus scanner did not answer: {Kind}", error.GetType().Name);
        }
        return new("document-not-scanned");
    }

    private static async Task<string> AskAsync(ClamdAddress address, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        using var socket = address.Socket is null ? new Socket(SocketType.Stream, ProtocolType.Tcp) : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        if (address.Socket is { } path)
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
        else
            await socket.ConnectAsync(address.Host!, address.Port, ct);
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        try
        {
            await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
            var length = new byte[sizeof(int)];
            for (var sent = 0; sent < content.Length; sent += PieceBytes)
            {
                var piece = content[sent..Math.Min(content.Length, sent + PieceBytes)];
                BinaryPrimitives.WriteInt32BigEndian(length, piece.Length);
                await stream.WriteAsync(length, ct);
                await stream.WriteAsync(piece, ct);
            }
            await stream.WriteAsync(new byte[sizeof(int)], ct);
        }
        catch (IOException)
        {
            // It has had enough, as with a file over its own limit: what it says is still to be read.
        }
        return await ReadAsync(stream, ct);
    }

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken ct)
    {
        var answer = new byte[LongestAnswer];
        var length = 0;
        while (length < answer.Length && await stream.ReadAsync(answer.AsMemory(length), ct) is > 0 and var more)
        {
            length += more;
            if (answer.AsSpan(0, length).IndexOf((byte)0) is >= 0 and var end)
                return Encoding.UTF8.GetString(answer, 0, end);
        }
        return Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\n', '\r');
    }
}

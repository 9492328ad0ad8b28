using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pledge.Benchmarks.Client;

/// <summary>One kept-alive HTTP/1.1 connection that asks and reads with as little work as possible, so that the server gets the machine.</summary>
/// <remarks>Blocking, for one thread. What it read last stays valid until the next <see cref="Get"/>.</remarks>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 60_000 };
    private byte[] _read = new byte[64 * 1024];
    private byte[] _body = new byte[64 * 1024];
    private int _from, _to, _bodyLength;

    public HttpConnection(IPEndPoint server) => _socket.Connect(server);

    public int Status { get; private set; }

    /// <summary>As sent: still compressed if it came so, but without the marks of chunks.</summary>
    public ReadOnlySpan<byte> Body => _body.AsSpan(0, _bodyLength);

    /// <summary><c>br</c>, <c>gzip</c> or null.</summary>
    public string? Encoding { get; private set; }

    /// <summary>Called with <c>name=value</c> of each cookie the response sets.</summary>
    public Action<string>? CookieSet { get; set; }

    /// <summary>The bytes of a request, to be made once and sent often.</summary>
    public static byte[] Request(string path, string cookies, string accept = "") => System.Text.Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n{(accept.Length > 0 ? $"Accept-Encoding: {accept}\r\n" : "")}{(cookies.Length > 0 ? $"Cookie: {cookies}\r\n" : "")}\r\n");

    public void Get(byte[] request)
    {
        _socket.Send(request);
        (_bodyLength, Encoding) = (0, null);
        Status = int.Parse(Line()[9..12], provider: null);
        var (length, chunked) = ReadHeaders();
        if (chunked)
            ReadChunks();
        else
            ReadBody(length);
    }

    private (int Length, bool Chunked) ReadHeaders()
    {
        var (length, chunked) = (0, false);
        for (var line = Line(); line.Length > 0; line = Line())
        {
            var colon = line.IndexOf((byte)':');
            var name = line[..colon];
            var value = line[(colon + 1)..].TrimStart((byte)' ');
            if (Ascii.EqualsIgnoreCase(name, "content-length"u8))
                length = int.Parse(value, provider: null);
            else if (Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8))
                chunked = value.SequenceEqual("chunked"u8);
            else if (Ascii.EqualsIgnoreCase(name, "content-encoding"u8))
                Encoding = System.Text.Encoding.ASCII.GetString(value);
            else if (CookieSet is not null && Ascii.EqualsIgnoreCase(name, "set-cookie"u8))
                CookieSet(System.Text.Encoding.ASCII.GetString(value).Split(';')[0]);
        }
        return (length, chunked);
    }

    private void ReadChunks()
    {
        while (true)
        {
            if (!Utf8Parser.TryParse(Line(), out int size, out _, 'x'))
                throw new BenchException("The server sent a chunk without a size.");
            if (size > 0)
                ReadBody(size);
            Line();
            if (size == 0)
                return;
        }
    }

    private void ReadBody(int length)
    {
        if (_body.Length < _bodyLength + length)
            Array.Resize(ref _body, Math.Max(_body.Length * 2, _bodyLength + length));
        while (length > 0)
        {
            if (_from == _to)
                Fill();
            var part = Math.Min(length, _to - _from);
            _read.AsSpan(_from, part).CopyTo(_body.AsSpan(_bodyLength));
            (_from, _bodyLength, length) = (_from + part, _bodyLength + part, length - part);
        }
    }

    private ReadOnlySpan<byte> Line()
    {
        while (true)
        {
            var end = _read.AsSpan(_from, _to - _from).IndexOf("\r\n"u8);
            if (end < 0)
            {
                Fill();
                continue;
            }
            _from += end + 2;
            return _read.AsSpan(_from - end - 2, end);
        }
    }

    private void Fill()
    {
        _read.AsSpan(_from, _to - _from).CopyTo(_read);
        (_from, _to) = (0, _to - _from);
        if (_to == _read.Length)
            Array.Resize(ref _read, _read.Length * 2);
        var count = _socket.Receive(_read.AsSpan(_to));
        if (count == 0)
            throw new BenchException("The server closed a connection.");
        _to += count;
    }

    public void Dispose() => _socket.Dispose();
}

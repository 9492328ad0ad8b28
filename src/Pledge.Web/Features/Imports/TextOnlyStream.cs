using System.Text;

namespace Pledge.Web.Features.Imports;

/// <summary>Passes a file on as it is read, and stops at the first sign that it is not a UTF-8 text of a sensible size. Keeps nothing.</summary>
internal sealed class TextOnlyStream(Stream inner, long most) : Stream
{
    private readonly Decoder _decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
    private readonly char[] _scratch = new char[16 * 1024 + 8];
    private long _length;
    private bool _started;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The first bytes tell what kind of file it is, so they are not taken one by one.
        var count = await inner.ReadAtLeastAsync(buffer[..Math.Min(buffer.Length, 16 * 1024)], _started ? 1 : 4, throwOnEndOfStream: false, cancellationToken);
        Check(buffer.Span[..count]);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    private void Check(ReadOnlySpan<byte> bytes)
    {
        if (!_started)
            CheckStart(bytes);
        _started = true;
        _length += bytes.Length;
        if (_length > most)
            throw new UnreadableFileException("file-too-big");
        if (bytes.Contains((byte)0))
            throw new UnreadableFileException("file-not-text");
        try
        {
            _decoder.GetChars(bytes, _scratch, flush: bytes.Length == 0);
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableFileException("file-not-utf8");
        }
    }

    private static void CheckStart(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
            throw new UnreadableFileException("file-empty");
        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            throw new UnreadableFileException("file-excel");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || (bytes.Length >= 2 && (bytes[0] == 0) != (bytes[1] == 0)))
            throw new UnreadableFileException("file-utf16");
        var text = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        if (text.TrimStart(" \t\r\n"u8).StartsWith("<"u8))
            throw new UnreadableFileException("file-xml");
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

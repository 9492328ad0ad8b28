using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Pledge.Web.Access;

/// <summary>Codes of an authenticator app: six digits every thirty seconds from a shared secret (RFC 6238, SHA-1, as every app has it).</summary>
public static class Totp
{
    public const int StepSeconds = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>160 random bits in base32, as apps and people type them.</summary>
    public static string NewSecret() => string.Concat(RandomNumberGenerator.GetBytes(32).Select(b => Alphabet[b % 32]));

    /// <summary>True for what <see cref="NewSecret"/> makes.</summary>
    public static bool IsSecret(string text) => text.Length == 32 && text.All(letter => Alphabet.Contains(letter, StringComparison.Ordinal));

    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The step whose code was typed: this one or a neighbour, since phones' clocks differ. Null when it is none of them.</summary>
    public static long? StepOf(string secret, string typed, DateTimeOffset now)
    {
        var step = StepAt(now);
        foreach (var near in (ReadOnlySpan<long>)[step, step - 1, step + 1])
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CodeAt(secret, near)), Encoding.UTF8.GetBytes(typed)))
                return near;
        }
        return null;
    }

    public static string CodeAt(string secret, long step)
    {
        var counter = BitConverter.GetBytes(IPAddress.HostToNetworkOrder(step));
#pragma warning disable CA5350 // The standard and the apps use SHA-1; as a keyed hash of a counter it is sound.
        var hash = HMACSHA1.HashData(Bytes(secret), counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xf;
        var number = ((hash[offset] & 0x7f) << 24 | hash[offset + 1] << 16 | hash[offset + 2] << 8 | hash[offset + 3]) % 1_000_000;
        return number.ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>What the QR code says to the app.</summary>
    public static string Address(string secret, string email) => $"otpauth://totp/Pledge:{Uri.EscapeDataString(email)}?secret={secret}&issuer=Pledge&digits=6&period={StepSeconds}";

    private static byte[] Bytes(string secret)
    {
        var bytes = new byte[secret.Length * 5 / 8];
        var (buffer, bits, count) = (0, 0, 0);
        foreach (var letter in secret)
        {
            buffer = (buffer << 5 | Alphabet.IndexOf(letter, StringComparison.Ordinal)) & 0xfff;
            bits += 5;
            if (bits >= 8)
                bytes[count++] = (byte)(buffer >> (bits -= 8));
        }
        return bytes;
    }
}

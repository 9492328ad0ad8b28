using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pledge.Web.Access;

/// <summary>Six digits sent to somebody, good for ten minutes and once. Only a hash is kept, keyed by the row.</summary>
public abstract class OneTimeCode
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    public const int MostTries = 5;

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public byte[] CodeHash { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public int Tries { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }

    protected OneTimeCode() { }

    protected OneTimeCode(Guid account, string code, DateTimeOffset now)
    {
        (Id, AccountId, CreatedAt, ExpiresAt) = (Guid.CreateVersion7(), account, now.ToUniversalTime(), now.ToUniversalTime() + Life);
        CodeHash = Hash(code);
    }

    /// <summary>Six random digits.</summary>
    public static string NewDigits() => RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture);

    /// <summary>Counts a try and, when the digits are right and in time, uses the code up.</summary>
    public bool Try(string typed, DateTimeOffset now)
    {
        if (UsedAt is not null || Tries >= MostTries || now >= ExpiresAt)
            return false;
        Tries++;
        if (!CryptographicOperations.FixedTimeEquals(Hash(typed), CodeHash))
            return false;
        UsedAt = now.ToUniversalTime();
        return true;
    }

    private byte[] Hash(string code) => HMACSHA256.HashData(Id.ToByteArray(), Encoding.UTF8.GetBytes(code));
}

using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Pledge.Web.Data;

namespace Pledge.Web.Access;

/// <summary>How often something may be tried at sign-in, by one person (as typed, account or not) and from one network address.</summary>
/// <remarks>A wrong password eight times in ten minutes is the lockout: it answers the same whether the account exists, and a code by e-mail is the way round it.</remarks>
public sealed record SignInLimit(string Kind, TimeSpan Within, int PerPerson, int PerAddress)
{
    public static readonly SignInLimit Code = new("code", TimeSpan.FromMinutes(15), 3, 60);
    public static readonly SignInLimit CodeInADay = new("code-in-a-day", TimeSpan.FromDays(1), 10, 1000);

    /// <summary>Codes to a new address that somebody signed in says is theirs.</summary>
    public static readonly SignInLimit NewAddress = new("new-address", TimeSpan.FromMinutes(15), 3, 60);

    public static readonly SignInLimit CodeTry = new("code-try", TimeSpan.FromMinutes(15), 10, 100);
    public static readonly SignInLimit Password = new("password", TimeSpan.FromMinutes(10), 8, 100);

    /// <summary>The password asked again of somebody signed in: whoever finds a session open must not guess it from there.</summary>
    public static readonly SignInLimit OwnPassword = new("own-password", TimeSpan.FromMinutes(10), 8, 100);

    public static readonly SignInLimit SecondFactor = new("second-factor", TimeSpan.FromMinutes(10), 8, 100);
}

/// <summary>Counts tries in the database, so that several web servers agree. Who tried is kept only as a hash, for a day.</summary>
public static class SignInTries
{
    /// <summary>Counts this try, unless the limit is reached.</summary>
    /// <returns>False when the limit is reached; nothing is counted then, so waiting helps.</returns>
    public static async Task<bool> MayTryAsync(this PledgeDb db, SignInLimit limit, string who, IPAddress? from, DateTimeOffset now, CancellationToken ct) =>
        (await db.Database.SqlQuery<bool>(
            $"""
            select identity.may_try({limit.Kind}, {Hash(who)}, {Hash(from)}, {now.ToUniversalTime()}, {limit.Within}, {limit.PerPerson}, {limit.PerAddress}) as "Value"
            """).ToListAsync(ct))[0];

    /// <summary>After success: the person starts afresh, and the try just counted is taken off the address, so that an office of many is not locked out.</summary>
    public static Task ForgetTriesAsync(this PledgeDb db, SignInLimit limit, string who, IPAddress? from, DateTimeOffset now, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            delete from identity.sign_in_try
            where kind = {limit.Kind} and (who = {Hash(who)} or (who = {Hash(from)} and at = {now.ToUniversalTime()}))
            """, ct);

    private static byte[] Hash(string who) => SHA256.HashData(Encoding.UTF8.GetBytes("person:" + who));

    // One home has a whole /64 of IPv6.
    private static byte[] Hash(IPAddress? from)
    {
        var bytes = from?.GetAddressBytes() ?? [];
        return SHA256.HashData([.. "address:"u8, .. from?.AddressFamily is AddressFamily.InterNetworkV6 && !from.IsIPv4MappedToIPv6 ? bytes[..8] : bytes]);
    }
}

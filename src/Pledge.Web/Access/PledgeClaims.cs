using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Pledge.Domain;

namespace Pledge.Web.Access;

/// <summary>What the cookie says about who is signed in. Ids and a display name only.</summary>
public static class PledgeClaims
{
    public const string Role = "pledge:role";
    public const string Authority = "pledge:authority";
    public const string YoungPerson = "pledge:young-person";
    public const string Stamp = "pledge:stamp";
    /// <summary>Random id of the session, which signing out ends.</summary>
    public const string Session = "pledge:session";

    public const string SignedInAt = "pledge:signed-in-at";

    public static string? RoleName(this ClaimsPrincipal user) => user.FindFirstValue(Role);

    /// <summary>The signed-in account. Throws for a stranger: a bug, since the page's policy comes first.</summary>
    public static AccountId AccountId(this ClaimsPrincipal user) => new(Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!));

    /// <summary>The authority of the signed-in account. Throws for a stranger.</summary>
    public static AuthorityId AuthorityId(this ClaimsPrincipal user) => new(Guid.Parse(user.FindFirstValue(Authority)!));

    /// <summary>The session; null for a cookie from before sessions had an id.</summary>
    public static Guid? SessionId(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Session), out var id) ? id : null;

    /// <summary>The young person who is signed in. Throws for anyone else: a bug, since the page's policy comes first.</summary>
    public static YoungPersonId YoungPersonId(this ClaimsPrincipal user) => new(Guid.Parse(user.FindFirstValue(YoungPerson)!));
}

/// <summary>Writes <see cref="PledgeClaims"/> at sign-in.</summary>
public sealed class PledgeClaimsFactory(UserManager<Account> accounts, IOptions<IdentityOptions> options, TimeProvider clock)
    : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    protected override Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, ClaimTypes.Name, PledgeClaims.Role);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, user.Id.ToString()));
        identity.AddClaim(new(ClaimTypes.Name, user.DisplayName));
        identity.AddClaim(new(PledgeClaims.Role, user.Role));
        identity.AddClaim(new(PledgeClaims.Authority, user.AuthorityId.ToString()));
        identity.AddClaim(new(PledgeClaims.Stamp, user.SecurityStamp!));
        identity.AddClaim(new(PledgeClaims.Session, Guid.NewGuid().ToString()));
        identity.AddClaim(new(PledgeClaims.SignedInAt, clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (user.YoungPersonId is { } youngPerson)
            identity.AddClaim(new(PledgeClaims.YoungPerson, youngPerson.ToString()));
        return Task.FromResult(identity);
    }
}

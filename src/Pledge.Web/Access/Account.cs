using Microsoft.AspNetCore.Identity;
using Pledge.Domain;

namespace Pledge.Web.Access;

/// <summary>Somebody who can sign in: how they prove who they are, and the one role they act in.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public AuthorityId AuthorityId { get; set; }

    /// <summary>One of <see cref="Domain.Organisations.Roles"/>.</summary>
    public string Role { get; set; } = "";

    /// <summary>Set exactly when the role is young person.</summary>
    public YoungPersonId? YoungPersonId { get; set; }

    /// <summary>What the page calls them. For a young person their first name only.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>The last authenticator time step accepted; a code is never accepted twice.</summary>
    public long LastTotpStep { get; set; }
    public bool IsDemonstration { get; set; }
    public DateTimeOffset? InvitedAt { get; set; }
    public DateTimeOffset? FirstSignedInAt { get; set; }
    public DateTimeOffset? LastSignedInAt { get; set; }

    /// <summary>UTC instant of closing. A closed account cannot sign in and its sessions end at once.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}

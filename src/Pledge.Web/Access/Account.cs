using Microsoft.AspNetCore.Identity;
using Pledge.Domain;
using Pledge.Domain.Organisations;

namespace Pledge.Web.Access;

/// <summary>Somebody who can sign in: how they prove who they are, and the one role they act in.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public Account() { }

    /// <summary>Somebody new, with no password yet.</summary>
    public Account(AuthorityId authority, string role, YoungPersonId? youngPerson, string name, string email)
    {
        (Id, AuthorityId, Role, YoungPersonId, DisplayName) = (Guid.CreateVersion7(), authority, role, youngPerson, name.Trim());
        MoveTo(email, isProved: false);
    }

    public AuthorityId AuthorityId { get; set; }

    /// <summary>One of <see cref="Roles"/>.</summary>
    public string Role { get; set; } = "";

    /// <summary>Set exactly when the role is young person.</summary>
    public YoungPersonId? YoungPersonId { get; set; }

    /// <summary>What the page calls them. For a young person their first name only.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Tag of the language they chose, or null. It may not be offered any more: ask <see cref="Platform.Languages.Of"/>.</summary>
    public string? Language { get; set; }

    /// <summary>The last authenticator time step accepted; a code is never accepted twice.</summary>
    public long LastTotpStep { get; set; }
    public bool IsDemonstration { get; set; }
    public DateTimeOffset? InvitedAt { get; set; }
    public DateTimeOffset? FirstSignedInAt { get; set; }
    public DateTimeOffset? LastSignedInAt { get; set; }

    /// <summary>UTC instant at which a young person was first shown the welcome, or null.</summary>
    public DateTimeOffset? WelcomedAt { get; set; }

    /// <summary>UTC instant of closing. A closed account cannot sign in and its sessions end at once.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Everybody but a young person: they sign in with a password, and with a second factor where the authority asks for one.</summary>
    public bool IsStaff => Role != Roles.YoungPerson;

    /// <summary>Every cookie issued so far stops working at its next request.</summary>
    public void EndSessions() => SecurityStamp = Guid.NewGuid().ToString("N");

    /// <summary>They proved who they are, which with a code or a link also proves that the e-mail is theirs.</summary>
    public void SignedIn(DateTimeOffset now)
    {
        LastSignedInAt = now.ToUniversalTime();
        FirstSignedInAt ??= LastSignedInAt;
        EmailConfirmed = true;
    }

    /// <summary>Another e-mail address, which is also the name they sign in with. Sessions end: whoever signed in with the old one signs in again.</summary>
    /// <param name="isProved">Whether it is known to be theirs.</param>
    public void MoveTo(string address, bool isProved)
    {
        UserName = Email = address.Trim();
        NormalizedUserName = NormalizedEmail = Email.ToUpperInvariant();
        EmailConfirmed = isProved;
        EndSessions();
    }

    /// <summary>Gives a member of staff another role; their sessions end, since each page believed the old one.</summary>
    /// <param name="by">Who gives it.</param>
    /// <param name="administrators">How many open administrator accounts the authority has, this one included when it is one.</param>
    /// <returns>Null when done or nothing changes; <c>own-account</c> or <c>last-administrator</c>.</returns>
    public Refusal? ActAs(string role, AccountId by, int administrators)
    {
        if (role == Role)
            return null;
        if (by.Value == Id)
            return new("own-account");
        if (Role == Roles.Administrator && administrators <= 1)
            return new("last-administrator");
        Role = role;
        EndSessions();
        return null;
    }

    /// <summary>Closes it; sessions end at once. Closing a closed account changes nothing.</summary>
    /// <param name="by">Who closes it.</param>
    /// <param name="administrators">As for <see cref="ActAs"/>.</param>
    /// <returns>Null when done; <c>own-account</c> or <c>last-administrator</c>.</returns>
    public Refusal? Close(AccountId by, int administrators, DateTimeOffset now)
    {
        if (by.Value == Id)
            return new("own-account");
        if (ClosedAt is not null)
            return null;
        if (Role == Roles.Administrator && administrators <= 1)
            return new("last-administrator");
        ClosedAt = now.ToUniversalTime();
        EndSessions();
        return null;
    }

    /// <summary>Opens a closed account again, as an invited one: its password is gone, and a new one is set by invitation. Opening an open account changes nothing.</summary>
    public void OpenAgain()
    {
        if (ClosedAt is null)
            return;
        (ClosedAt, PasswordHash) = (null, null);
        EndSessions();
    }

    /// <summary>True while an invitation would help: nobody signed in yet, or no password is set since it was opened again.</summary>
    public bool AwaitsInvitation => ClosedAt is null && (FirstSignedInAt is null || (IsStaff && PasswordHash is null));
}

namespace Pledge.Domain.Organisations;

/// <summary>A member of staff as others see them: a name, a team and how to reach them. Same id as the account they sign in with.</summary>
public sealed class StaffMember
{
    public AccountId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public TeamId? TeamId { get; private set; }

    /// <summary>One of <see cref="Roles"/>, never <see cref="Roles.YoungPerson"/>.</summary>
    public string Role { get; private set; } = "";
    public string DisplayName { get; private set; } = "";
    public string? WorkEmail { get; private set; }
    public string? WorkPhone { get; private set; }

    /// <summary>London day they left, or null while they work here.</summary>
    public DateOnly? LeftOn { get; private set; }

    private StaffMember() { }

    public StaffMember(AccountId id, AuthorityId authority, string role, string displayName, string? workEmail, TeamId? team)
    {
        (Id, AuthorityId, DisplayName, WorkEmail) = (id, authority, displayName.Trim(), workEmail);
        Place(role, team);
    }

    /// <summary>Gives the role and the team they work in from now on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a staff role: a bug, since the page offers only staff roles.</exception>
    public void Place(string role, TeamId? team)
    {
        if (!Roles.Staff.Contains(role))
            throw new ArgumentOutOfRangeException(nameof(role));
        (Role, TeamId) = (role, team);
    }

    /// <summary>How young people and colleagues reach them.</summary>
    public void Reach(string displayName, string? workEmail, string? workPhone) =>
        (DisplayName, WorkEmail, WorkPhone) = (displayName.Trim(), workEmail?.Trim(), workPhone?.Trim());

    public void Leave(DateOnly day) => LeftOn = day;

    /// <summary>Works here again. The young people they had stay where they are.</summary>
    public void Return() => LeftOn = null;
}

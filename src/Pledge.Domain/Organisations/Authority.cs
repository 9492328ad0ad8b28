namespace Pledge.Domain.Organisations;

/// <summary>A local authority, or the trust acting for it. Several live in one database, fully apart.</summary>
public sealed class Authority
{
    public AuthorityId Id { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>The name people use in a sentence: "Oakhaven".</summary>
    public string ShortName { get; private set; } = "";

    /// <summary>Whether staff must sign in with an authenticator app.</summary>
    public bool StaffSecondFactorRequired { get; private set; }

    /// <summary>How many months before a birthday something may have ended and still say how things stood around it, 0 to 12.</summary>
    public int BirthdayMonthsBefore { get; private set; }

    /// <summary>How many months after a birthday something may have begun and still say so, 0 to 12.</summary>
    public int BirthdayMonthsAfter { get; private set; }

    /// <summary>A fictional authority with known passwords. Production refuses to start beside one.</summary>
    public bool IsDemonstration { get; private set; }

    private Authority() { }
}

/// <summary>A team of workers.</summary>
public sealed class Team
{
    public TeamId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public string Name { get; private set; } = "";

    private Team() { }

    public Team(AuthorityId authority, string name) => (Id, AuthorityId, Name) = (TeamId.New(), authority, name.Trim());
}

namespace Pledge.Domain.People;

/// <summary>What the young person said about a professional being involved.</summary>
public enum Agreement
{
    Agreed,
    DoesNotWant,
    NotAskedYet,
}

/// <summary>How a version of an entry ended.</summary>
public enum InvolvementEnd
{
    Corrected,
    NoLongerInvolved,
}

/// <summary>What a worker says of a professional.</summary>
/// <param name="Because">Why they are involved although the young person did not agree; may be null only with <see cref="Agreement.Agreed"/>.</param>
/// <param name="Since">London day since which the answer to the question of agreement is so.</param>
/// <param name="Dbs">The background check that was seen.</param>
public sealed record InvolvementDetails(
    string? Name, string? Role, string? Organisation, Ways Ways, Agreement Agreed, string? Because, DateOnly Since, DbsCheck Dbs);

/// <summary>A professional outside the team who is involved with a young person, and what the young person said about that. A correction is a new version.</summary>
/// <remarks>Data about a third party in their work. Author: a worker; source: what the worker knows; the young person reads it all.
/// Invariant: without agreement there is a reason.</remarks>
public sealed class InvolvedProfessional
{
    public const int NameMaxLength = 80;
    public const int RoleMaxLength = 80;
    public const int OrganisationMaxLength = 120;
    public const int BecauseMaxLength = 500;
    public const int ReasonMaxLength = 500;

    public InvolvedProfessionalId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public YoungPersonId YoungPersonId { get; private set; }

    /// <summary>Shared by the versions about one professional.</summary>
    public Guid PersonKey { get; private set; }
    public string Name { get; private set; } = "";
    public string Role { get; private set; } = "";
    public string Organisation { get; private set; } = "";
    public string? Phone { get; private set; }
    public string? Email { get; private set; }
    public string? OtherWay { get; private set; }
    public Agreement Agreed { get; private set; }
    public string? Because { get; private set; }
    public DateOnly Since { get; private set; }
    public DbsLevel? CheckLevel { get; private set; }
    public DateOnly? CheckIssuedOn { get; private set; }
    public DateOnly? CheckAgainBy { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTimeOffset RecordedAt { get; private set; }
    public AccountId RecordedBy { get; private set; }
    public DateTimeOffset? SupersededAt { get; private set; }
    public AccountId? SupersededBy { get; private set; }
    public InvolvementEnd? SupersededAs { get; private set; }
    public string? SupersedeReason { get; private set; }

    private InvolvedProfessional()
    {
    }

    public bool IsCurrent => SupersededAt is null;

    public InvolvementDetails Details => new(Name, Role, Organisation, new(Phone, Email, OtherWay), Agreed, Because, Since, Dbs);

    /// <summary>The background check that was seen.</summary>
    public DbsCheck Dbs => new(CheckLevel, CheckIssuedOn, CheckAgainBy);

    /// <summary>Puts a professional on record.</summary>
    /// <param name="born">The young person's birthday: nothing was agreed before it.</param>
    /// <param name="person">Made with the form, so that one form is one professional; UUID v7.</param>
    /// <returns>Refused with <c>professional-name-missing</c>, <c>professional-role-missing</c>, <c>professional-organisation-missing</c>, one of these with
    /// <c>too-long</c>, <c>agreement-needs-because</c>, <c>because-too-long</c>, <c>date-in-future</c>, <c>date-before-birth</c>, <c>answer-missing</c>,
    /// or as <see cref="Ways.Check"/> and <see cref="DbsCheck.Check"/> are.</returns>
    public static Outcome<InvolvedProfessional> Add(
        AuthorityId authority, YoungPersonId youngPerson, DateOnly born, InvolvementDetails details, Guid person, DateTimeOffset now, AccountId by)
    {
        if (Check(details, born, LondonTime.DayOf(now)) is { } refusal)
            return refusal;
        return new InvolvedProfessional
        {
            Id = InvolvedProfessionalId.New(),
            AuthorityId = authority,
            YoungPersonId = youngPerson,
            PersonKey = person,
            Name = details.Name.Tidy()!,
            Role = details.Role.Tidy()!,
            Organisation = details.Organisation.Tidy()!,
            Phone = details.Ways.Phone,
            Email = details.Ways.Email,
            OtherWay = details.Ways.Other,
            Agreed = details.Agreed,
            Because = details.Because.Tidy(),
            Since = details.Since,
            CheckLevel = details.Dbs.Level,
            CheckIssuedOn = details.Dbs.IssuedOn,
            CheckAgainBy = details.Dbs.AgainBy,
            RecordedAt = now.ToUniversalTime(),
            RecordedBy = by,
        };
    }

    /// <summary>Says it anew; this version stays readable as what was believed before.</summary>
    /// <returns>The new version, or this one when nothing is different. Refused as <see cref="Add"/> is, or with <c>professional-not-current</c>.</returns>
    public Outcome<InvolvedProfessional> Correct(InvolvementDetails details, DateOnly born, DateTimeOffset now, AccountId by)
    {
        if (!IsCurrent)
            return new Refusal("professional-not-current");
        var corrected = Add(AuthorityId, YoungPersonId, born, details, PersonKey, now, by);
        if (corrected.IsRefused)
            return corrected.Refusal;
        if (corrected.Value.Details == Details)
            return this;
        (SupersededAt, SupersededBy, SupersededAs) = (now.ToUniversalTime(), by, InvolvementEnd.Corrected);
        return corrected.Value;
    }

    /// <summary>They are involved no more, or never should have been. Ending twice keeps the first reason.</summary>
    /// <returns>Refused with <c>reason-missing</c> or <c>reason-too-long</c>.</returns>
    public Refusal? End(string? reason, DateTimeOffset now, AccountId by)
    {
        if (reason.Tidy() is not { } why)
            return new("reason-missing");
        if (why.Length > ReasonMaxLength)
            return new("reason-too-long", ReasonMaxLength);
        if (IsCurrent)
            (SupersededAt, SupersededBy, SupersededAs, SupersedeReason) = (now.ToUniversalTime(), by, InvolvementEnd.NoLongerInvolved, why);
        return null;
    }

    private static Refusal? Check(InvolvementDetails details, DateOnly born, DateOnly today)
    {
        if (!Enum.IsDefined(details.Agreed))
            return new("answer-missing");
        if (details.Name.Tidy() is not { } name)
            return new("professional-name-missing");
        if (name.Length > NameMaxLength)
            return new("professional-name-too-long", NameMaxLength);
        if (details.Role.Tidy() is not { } role)
            return new("professional-role-missing");
        if (role.Length > RoleMaxLength)
            return new("professional-role-too-long", RoleMaxLength);
        if (details.Organisation.Tidy() is not { } organisation)
            return new("professional-organisation-missing");
        if (organisation.Length > OrganisationMaxLength)
            return new("professional-organisation-too-long", OrganisationMaxLength);
        if (details.Ways.Check() is { } way)
            return way;
        var because = details.Because.Tidy();
        if (because is null && details.Agreed is not Agreement.Agreed)
            return new("agreement-needs-because");
        if (because?.Length > BecauseMaxLength)
            return new("because-too-long", BecauseMaxLength);
        if (details.Since > today || details.Since < born)
            return new(details.Since > today ? "date-in-future" : "date-before-birth");
        return details.Dbs.Check(today);
    }
}

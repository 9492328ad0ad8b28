namespace Pledge.Domain.Partners;

/// <summary>What a coordinator decided about somebody who asked to become a partner.</summary>
public enum JoiningDecision
{
    Accepted,
    TurnedDown,
}

/// <summary>An organisation from outside asks to become a partner. Decided once.</summary>
public sealed class JoiningRequest
{
    public const int WhyMaxLength = 1000;
    public const int WordsMaxLength = 500;
    public const int PhoneMaxLength = 40;

    public JoiningRequestId Id { get; private set; }
    public AuthorityId AuthorityId { get; private set; }
    public string OrganisationName { get; private set; } = "";
    public string PersonName { get; private set; } = "";

    /// <summary>As typed: nobody has proved that it is theirs until they follow the invitation.</summary>
    public string Email { get; private set; } = "";
    public string? Phone { get; private set; }
    public string Why { get; private set; } = "";

    /// <summary>UTC instant.</summary>
    public DateTimeOffset AskedAt { get; private set; }
    public JoiningDecision? Decision { get; private set; }

    /// <summary>What the coordinator wrote to them; always there when they were turned down.</summary>
    public string? DecisionWords { get; private set; }

    /// <summary>The organisation they are part of since they were accepted.</summary>
    public OrganisationId? OrganisationId { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public AccountId? DecidedBy { get; private set; }

    private JoiningRequest()
    {
    }

    /// <param name="email">Its shape was looked at by the page.</param>
    /// <returns>Refused with <c>organisation-name-missing</c>, <c>organisation-name-too-long</c>, <c>person-name-missing</c>, <c>person-name-too-long</c>, <c>name-holds-link</c>, <c>their-email-missing</c>,
    /// <c>phone-too-long</c>, <c>joining-why-missing</c> or <c>joining-why-too-long</c>.</returns>
    public static Outcome<JoiningRequest> Ask(AuthorityId authority, string? organisation, string? person, string? email, string? phone, string? why, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(organisation))
            return new Refusal("organisation-name-missing");
        if (organisation.Trim().Length > Mentors.Organisation.NameMaxLength)
            return new Refusal("organisation-name-too-long", Mentors.Organisation.NameMaxLength);
        if (OrganisationPerson.CheckName(person) is { } refusal)
            return refusal;
        if (string.IsNullOrWhiteSpace(email))
            return new Refusal("their-email-missing");
        if (phone?.Trim().Length > PhoneMaxLength)
            return new Refusal("phone-too-long", PhoneMaxLength);
        if (string.IsNullOrWhiteSpace(why))
            return new Refusal("joining-why-missing");
        if (why.Trim().Length > WhyMaxLength)
            return new Refusal("joining-why-too-long", WhyMaxLength);
        return new JoiningRequest
        {
            Id = new(Guid.CreateVersion7(now)),
            AuthorityId = authority,
            OrganisationName = organisation.Trim(),
            PersonName = person!.Trim(),
            Email = email.Trim(),
            Phone = string.IsNullOrWhiteSpace(phone) ? null : phone.Trim(),
            Why = why.Trim(),
            AskedAt = now.ToUniversalTime(),
        };
    }

    /// <param name="organisation">The one they are part of from now on.</param>
    /// <returns>Null when done, or <c>joining-decided-already</c>.</returns>
    public Refusal? Accept(OrganisationId organisation, DateTimeOffset now, AccountId by)
    {
        if (Decision is not null)
            return new("joining-decided-already");
        (Decision, OrganisationId, DecidedAt, DecidedBy) = (JoiningDecision.Accepted, organisation, now.ToUniversalTime(), by);
        return null;
    }

    /// <param name="words">Goes to them as it is.</param>
    /// <returns>Null when done; <c>joining-decided-already</c>, <c>joining-words-missing</c> or <c>joining-words-too-long</c>.</returns>
    public Refusal? TurnDown(string? words, DateTimeOffset now, AccountId by)
    {
        if (Decision is not null)
            return new("joining-decided-already");
        if (string.IsNullOrWhiteSpace(words))
            return new("joining-words-missing");
        if (words.Trim().Length > WordsMaxLength)
            return new("joining-words-too-long", WordsMaxLength);
        (Decision, DecisionWords, DecidedAt, DecidedBy) = (JoiningDecision.TurnedDown, words.Trim(), now.ToUniversalTime(), by);
        return null;
    }
}

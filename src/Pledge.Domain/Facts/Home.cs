using System.Text.RegularExpressions;

namespace Pledge.Domain.Facts;

/// <summary>Where a young person lives: what kind of home, and whether it suits them. Never an address.</summary>
public sealed partial class Home : Fact
{
    public const int TextMaxLength = 1000;

    /// <summary>Null only when the home is not known.</summary>
    public bool? Suitable { get; private set; }

    public string? SuitabilityReasons { get; private set; }
    public string? SuitabilityEvidence { get; private set; }

    /// <summary>First half of the postcode, capitals, as in <c>B17</c>.</summary>
    public string? Outcode { get; private set; }

    private Home()
    {
    }

    private Home(FactSubject subject, DateOnly from, DateOnly? to, HomeDetails details, FactOrigin origin)
        : base(subject, from, to, details.Code, origin) =>
        (Suitable, SuitabilityReasons, SuitabilityEvidence, Outcode) = (details.Suitable, details.Reasons, details.Evidence, details.Outcode);

    private Home(Home original, DateOnly from, DateOnly? to, DateTimeOffset at, AccountId? by)
        : base(original, from, to, at, by) =>
        (Suitable, SuitabilityReasons, SuitabilityEvidence, Outcode) =
            (original.Suitable, original.SuitabilityReasons, original.SuitabilityEvidence, original.Outcode);

    /// <summary>A home from a day, until a day or until we hear otherwise.</summary>
    /// <returns>Refused with <c>date-in-future</c>, <c>date-before-birth</c>, <c>end-not-after-start</c>, <c>end-in-future</c>,
    /// <c>home-code-unknown</c>, <c>home-needs-suitability</c>, <c>home-not-known-cannot-suit</c>, <c>home-only-unsuitable</c>,
    /// <c>home-not-suitable-needs-reasons</c>, <c>home-under-18-foyer</c>, <c>home-17-former-foster</c>, <c>outcode-not-valid</c> or <c>text-too-long</c>.</returns>
    /// <remarks>Checks 133, 347 and 3001 of the yearly return.</remarks>
    public static Outcome<Home> Create(FactSubject subject, DateOnly from, DateOnly? to, HomeDetails details, FactOrigin origin)
    {
        var tidy = new HomeDetails(
            details.Code.Trim().ToUpperInvariant(), details.Suitable, Tidy(details.Reasons), Tidy(details.Evidence), Tidy(details.Outcode)?.ToUpperInvariant());

        if (CheckPeriod(subject, from, to, origin) is { } refusal)
            return refusal;
        if (CheckCode(tidy, LondonTime.AgeOn(subject.Born, from)) is { } codeRefusal)
            return codeRefusal;
        // A return file carries the judgement without its reasons; a person who makes the judgement must give them.
        if (tidy is { Suitable: false, Reasons: null } && origin.Source is (FactSource.Worker or FactSource.YoungPerson))
            return new Refusal("home-not-suitable-needs-reasons");
        if (tidy.Outcode is not null && !OutcodePattern().IsMatch(tidy.Outcode))
            return new Refusal("outcode-not-valid");
        if (tidy.Reasons?.Length > TextMaxLength || tidy.Evidence?.Length > TextMaxLength)
            return new Refusal("text-too-long", TextMaxLength);

        return new Home(subject, from, to, tidy, origin);
    }

    public override bool SaysTheSameAs(Fact other) =>
        base.SaysTheSameAs(other) && other is Home home && home.Suitable == Suitable && home.Outcode == Outcode
        && home.SuitabilityReasons == SuitabilityReasons && home.SuitabilityEvidence == SuitabilityEvidence;

    internal override Fact CopyFor(DateOnly from, DateOnly? to, DateTimeOffset at, AccountId? by) => new Home(this, from, to, at, by);

    private static Refusal? CheckCode(HomeDetails details, int age)
    {
        if (details.Code == AccommodationCode.NotKnown)
            return details.Suitable is null ? null : new("home-not-known-cannot-suit");
        if (AccommodationCode.Find(details.Code) is not { } code)
            return new("home-code-unknown");
        if (details.Suitable is null)
            return new("home-needs-suitability");
        if (code.OnlyUnsuitable && details.Suitable is true)
            return new("home-only-unsuitable");
        if (age >= (code.FromAge ?? 0))
            return null;
        return code.Base == AccommodationCode.FormerFosterCarer ? new("home-17-former-foster") : new("home-under-18-foyer");
    }

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex("^[A-Z]{1,2}[0-9][A-Z0-9]?$", RegexOptions.CultureInvariant)]
    private static partial Regex OutcodePattern();
}

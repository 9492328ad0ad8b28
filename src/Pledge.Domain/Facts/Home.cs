using System.Text.RegularExpressions;

namespace Pledge.Domain.Facts;

/// <summary>Where a young person lives: what kind of home, and whether it suits them. Never an address.</summary>
public sealed partial class Home : Fact
{
    public const int TextMaxLength = 1000;
    public const int ProviderMaxLength = 120;

    /// <summary>Null only when the home is not known.</summary>
    public bool? Suitable { get; private set; }

    public string? SuitabilityReasons { get; private set; }
    public string? SuitabilityEvidence { get; private set; }

    /// <summary>First half of the postcode, capitals, as in <c>B17</c>.</summary>
    public string? Outcode { get; private set; }

    /// <summary>Landlord, housing association or provider; null when not said.</summary>
    public string? Provider { get; private set; }

    /// <summary>Whether the council provides it under its leaving-care duties; null when nobody said.</summary>
    public bool? CouncilProvided { get; private set; }

    /// <summary>London day they moved in, where the fact tells news of a home they already had; null when that was the first day it holds.</summary>
    public DateOnly? MovedInOn { get; private set; }

    /// <summary>Key of a <see cref="Facts.MoveReason"/>; null when not said.</summary>
    public string? MoveReason { get; private set; }

    /// <summary>What was weighed, in the order of the regulations.</summary>
    public IReadOnlyList<MatterView> Matters
    {
        get => _matters ?? [];
        private set => _matters = value.Count == 0 ? null : value;
    }

    private IReadOnlyList<MatterView>? _matters;

    private Home()
    {
    }

    private Home(FactSubject subject, DateOnly from, DateOnly? to, HomeDetails details, FactOrigin origin)
        : base(subject, from, to, details.Code, origin) => Say(details);

    private Home(Home original, DateOnly from, DateOnly? to, DateTimeOffset at, AccountId? by)
        : base(original, from, to, at, by) => Say(original.Details with { MovedInOn = original.MovedIn == from ? null : original.MovedIn });

    /// <summary>London day they moved into this home.</summary>
    public DateOnly MovedIn => MovedInOn ?? From;

    /// <summary>Everything it says, whatever its period.</summary>
    public HomeDetails Details => new(Code, Suitable, SuitabilityReasons, SuitabilityEvidence, Outcode)
    {
        Provider = Provider,
        CouncilProvided = CouncilProvided,
        MovedInOn = MovedInOn,
        MoveReason = MoveReason,
        Matters = Matters,
    };

    /// <summary>A home from a day, until a day or until we hear otherwise.</summary>
    /// <returns>Refused with <c>date-in-future</c>, <c>date-before-birth</c>, <c>end-not-after-start</c>, <c>end-in-future</c>,
    /// <c>home-code-unknown</c>, <c>home-needs-suitability</c>, <c>home-not-known-cannot-suit</c>, <c>home-only-unsuitable</c>,
    /// <c>home-not-suitable-needs-reasons</c>, <c>home-emergency-needs-reasons</c>, <c>home-under-18-foyer</c>, <c>home-17-former-foster</c>, <c>outcode-not-valid</c>, <c>text-too-long</c>,
    /// <c>provider-too-long</c>, <c>moved-in-after-start</c>, <c>date-before-birth</c>, <c>move-reason-unknown</c> or a code of <see cref="MatterView"/>.</returns>
    /// <remarks>Checks 133, 347 and 3001 of the yearly return.</remarks>
    public static Outcome<Home> Create(FactSubject subject, DateOnly from, DateOnly? to, HomeDetails details, FactOrigin origin)
    {
        var tidy = details with
        {
            Code = details.Code.Trim().ToUpperInvariant(),
            Reasons = Tidy(details.Reasons),
            Evidence = Tidy(details.Evidence),
            Outcode = Tidy(details.Outcode)?.ToUpperInvariant(),
            Provider = Tidy(details.Provider),
            MoveReason = Tidy(details.MoveReason),
            MovedInOn = details.MovedInOn == from ? null : details.MovedInOn,
            Matters = [.. details.Matters.Select(matter => matter with { Words = Tidy(matter.Words) }).OrderBy(matter => Position(matter.Key))],
        };

        if (CheckPeriod(subject, from, to, origin) is { } refusal)
            return refusal;
        if (CheckCode(tidy, LondonTime.AgeOn(subject.Born, from)) is { } codeRefusal)
            return codeRefusal;
        // A return file carries the judgement without its reasons; a person who makes the judgement must give them.
        if (origin.Source is (FactSource.Worker or FactSource.YoungPerson) && Missing(tidy) is { } missing)
            return missing;
        if (tidy.Outcode is not null && !OutcodePattern().IsMatch(tidy.Outcode))
            return new Refusal("outcode-not-valid");
        if (tidy.Reasons?.Length > TextMaxLength || tidy.Evidence?.Length > TextMaxLength)
            return new Refusal("text-too-long", TextMaxLength);
        if (tidy.Provider?.Length > ProviderMaxLength)
            return new Refusal("provider-too-long", ProviderMaxLength);
        if (tidy.MovedInOn > from)
            return new Refusal("moved-in-after-start", from);
        if (tidy.MovedInOn < subject.Born)
            return new Refusal("date-before-birth");
        if (tidy.MoveReason is not null && Facts.MoveReason.Find(tidy.MoveReason) is null)
            return new Refusal("move-reason-unknown");
        if (MatterView.Check(tidy.Matters) is { } matterRefusal)
            return matterRefusal;

        return new Home(subject, from, to, tidy, origin);
    }

    public override bool SaysTheSameAs(Fact other) =>
        base.SaysTheSameAs(other) && other is Home home && home.Suitable == Suitable && home.Outcode == Outcode
        && home.SuitabilityReasons == SuitabilityReasons && home.SuitabilityEvidence == SuitabilityEvidence
        && home.Provider == Provider && home.CouncilProvided == CouncilProvided && home.MoveReason == MoveReason
        && (home.MovedIn == MovedIn || (home.MovedInOn is null && MovedInOn is null)) && home.Matters.SequenceEqual(Matters);

    internal override Fact CopyFor(DateOnly from, DateOnly? to, DateTimeOffset at, AccountId? by) => new Home(this, from, to, at, by);

    /// <summary>What a person who says this about a home has not said yet.</summary>
    /// <returns><c>home-needs-suitability</c>, <c>home-not-suitable-needs-reasons</c> or <c>home-emergency-needs-reasons</c>; null for a kind that is not known.</returns>
    public static Refusal? Missing(HomeDetails details)
    {
        if (AccommodationCode.Find(details.Code.Trim().ToUpperInvariant()) is not { } code)
            return null;
        if (details.Suitable is not { } suits)
            return new("home-needs-suitability");
        if (!string.IsNullOrWhiteSpace(details.Reasons))
            return null;
        if (!suits)
            return new("home-not-suitable-needs-reasons");
        return code.Base is AccommodationCode.Emergency or AccommodationCode.BedAndBreakfast ? new("home-emergency-needs-reasons") : null;
    }

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

    private void Say(HomeDetails details)
    {
        (Suitable, SuitabilityReasons, SuitabilityEvidence, Outcode) = (details.Suitable, details.Reasons, details.Evidence, details.Outcode);
        (Provider, CouncilProvided, MovedInOn, MoveReason, Matters) = (details.Provider, details.CouncilProvided, details.MovedInOn, details.MoveReason, details.Matters);
    }

    private static int Position(string key) => SuitabilityMatter.All.TakeWhile(matter => matter.Key != key).Count();

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex("^[A-Z]{1,2}[0-9][A-Z0-9]?$", RegexOptions.CultureInvariant)]
    private static partial Regex OutcodePattern();
}

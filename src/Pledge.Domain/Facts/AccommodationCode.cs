namespace Pledge.Domain.Facts;

/// <summary>A kind of home, as the yearly return names it. Whether it suits the person is judged apart.</summary>
/// <param name="Base">One capital letter.</param>
/// <param name="InSuitabilityDenominator">False for gone abroad, deported and residence not known: the published share leaves them out.</param>
/// <param name="OnlyUnsuitable">True for homelessness and custody, which may never be recorded as suitable.</param>
/// <param name="SuitableUntil">First day of the return year from which files may no longer say that it suits; null where they always or never could.</param>
/// <param name="FromAge">Youngest age it may be recorded for, or null.</param>
/// <param name="CouncilMayProvide">True where the council may be the one who provides it, which starts the clocks of visits: whoever records such a home says whether it does.</param>
public sealed record AccommodationCode(string Base, string Meaning, bool InSuitabilityDenominator, bool OnlyUnsuitable, int? FromAge, bool CouncilMayProvide, DateOnly? SuitableUntil)
{
    /// <summary>Stands in place of a letter when the home is not known.</summary>
    public const string NotKnown = "0";

    public const string NoFixedAbode = "S";
    public const string Foyer = "T";
    public const string Emergency = "V";
    public const string BedAndBreakfast = "W";
    public const string Custody = "X";
    public const string FormerFosterCarer = "Z";

    /// <summary>Every kind, by letter.</summary>
    public static IReadOnlyList<AccommodationCode> All { get; } =
        [.. EmbeddedCsv.Read("Facts.accommodation").Select(row => new AccommodationCode(
            row["base"], row["meaning"], row["in_suitability_base"].IsYes(), row["only_unsuitable"].IsYes(), row["from_age"].WholeNumber(), row["council_may_provide"].IsYes(), row["suitable_until"].Day()))];

    private static readonly Dictionary<string, AccommodationCode> ByBase = All.ToDictionary(code => code.Base);

    /// <summary>The kind with this capital letter, or null.</summary>
    public static AccommodationCode? Find(string? letter) => letter is null ? null : ByBase.GetValueOrDefault(letter);
}

using Pledge.Domain.Facts;

namespace Pledge.Domain.Indicators;

/// <summary>The ages for which outcomes are published.</summary>
public enum AgeGroup
{
    From17To18,
    From19To21,
}

/// <summary>What an indicator looks at.</summary>
public enum IndicatorSubject
{
    SuitableHome,
    EducationOrWork,
}

/// <summary>How many people of one age group share one set of facts on their birthday.</summary>
/// <param name="InTouch">Code, or null when not known.</param>
/// <param name="Activity">Code, or null when not known.</param>
/// <param name="AccommodationBase">Letter, <c>0</c> or null when not known.</param>
/// <param name="Suitable">Null when not known.</param>
public sealed record CohortCell(AgeGroup Ages, string? InTouch, string? Activity, string? AccommodationBase, bool? Suitable, int Count);

/// <summary>One of the figures a board looks at first, by the definitions of the Department for Education.</summary>
/// <remarks>
/// People who died or have been home for six months are in no figure. Homes abroad, deportation and residence not known leave the figure about homes only.
/// Everyone else counts, and "not known" is part of the base: a share cannot be 100 % while people are out of touch.
/// </remarks>
public sealed record Indicator(string Code, IndicatorSubject Subject, AgeGroup Ages)
{
    /// <summary>Every indicator.</summary>
    public static IReadOnlyList<Indicator> All { get; } =
    [
        new("CL-ACC-1718", IndicatorSubject.SuitableHome, AgeGroup.From17To18),
        new("CL-ACC-1921", IndicatorSubject.SuitableHome, AgeGroup.From19To21),
        new("CL-EET-1718", IndicatorSubject.EducationOrWork, AgeGroup.From17To18),
        new("CL-EET-1921", IndicatorSubject.EducationOrWork, AgeGroup.From19To21),
    ];

    /// <summary>The indicator, or null.</summary>
    public static Indicator? Find(string? code) => All.FirstOrDefault(indicator => indicator.Code == code);

    /// <summary>The group of a birthday, or null for ages that are not published.</summary>
    public static AgeGroup? AgesOf(int age) => age switch
    {
        17 or 18 => AgeGroup.From17To18,
        19 or 20 or 21 => AgeGroup.From19To21,
        _ => null,
    };

    /// <summary>Counts one cohort.</summary>
    public IndicatorResult Measure(IEnumerable<CohortCell> cohort)
    {
        var (met, notMet, noInformation) = (0, 0, 0);
        foreach (var cell in cohort.Where(cell => cell.Ages == Ages && IsInBase(cell)))
        {
            switch (IsMet(cell))
            {
                case true:
                    met += cell.Count;
                    break;
                case false:
                    notMet += cell.Count;
                    break;
                default:
                    noInformation += cell.Count;
                    break;
            }
        }

        return new(Code, met, notMet, noInformation);
    }

    private bool IsInBase(CohortCell cell) =>
        InTouchCode.Find(cell.InTouch) is not { InPublishedDenominator: false }
        && (Subject is not IndicatorSubject.SuitableHome || AccommodationCode.Find(cell.AccommodationBase) is not { InSuitabilityDenominator: false });

    private bool? IsMet(CohortCell cell) => Subject is IndicatorSubject.SuitableHome
        ? AccommodationCode.Find(cell.AccommodationBase) is null ? null : cell.Suitable
        : ActivityCode.Find(cell.Activity)?.Class switch
        {
            ActivityClass.Eet => true,
            ActivityClass.Neet => false,
            _ => null,
        };
}

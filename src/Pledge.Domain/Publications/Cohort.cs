using Pledge.Domain.Facts;
using Pledge.Domain.Indicators;

namespace Pledge.Domain.Publications;

/// <summary>The same people counted by several figures, so that a reader can add one figure's numbers to another's.</summary>
/// <param name="Facets">Figures that look at the same codes, side by side. What two facets count is tied by how many people they count together.</param>
public sealed record Cohort(string Name, IReadOnlyList<Facet> Facets)
{
    // Ages stand for those that the figures or the groups tell apart.
    private static readonly int[] Bands = [17, 19, 23];

    private static readonly string?[] Fostered = ["fostered", "not-fostered"], Unasked = [null];
    private static readonly string[] Plans = ["no-plan", "in-time", "late"], WithoutPlan = ["no-plan"], Agreements = ["on-paper", "agree", "disagree", "not-seen", "not-asked"];

    /// <summary>Every figure is in one of them.</summary>
    public static IReadOnlyList<Cohort> All { get; } =
    [
        new("17-18", [Activities([17, 18], "CL-EET-1718"), Homes([17, 18], "CL-ACC-1718")]),
        new("19-21", [Activities([19, 21], "CL-EET-1921", "CL-NEET-1921", "CL-HE-1921", "CL-APP", "CL-NIT-1921"), Homes([19, 21], "CL-ACC-1921", "CL-STAYPUT")]),
        new("22-25", [Outcomes([22], "CL-2225", "supported", "no-contact")]),
        new("rights",
        [
            Outcomes(Bands, "CL-TOUCH", "in-time", "late", "never"),
            Facet.Of(["CL-BB"], Bands.SelectMany(age => HomeCodes.Select(code => Possible(IndicatorFamily.Home, age, home: code)))),
            Outcomes(Bands, "CL-PA-CHG", "0", "1", "no-worker"),
            Facet.Of(["CL-PLAN", "CL-PLAN-SEEN"],
                from age in Bands[..2]
                from plan in Plans
                from agreement in plan == "no-plan" ? WithoutPlan : Agreements
                select new PossiblePerson(age, "", [CellOf(IndicatorFamily.Plan, age, outcome: plan), CellOf(IndicatorFamily.Agreement, age, outcome: agreement)])),
            Facet.Of(["CL-PA-LOAD"], Bands.SelectMany(age => new[] { Possible(IndicatorFamily.Load, age, outcome: "case"), new PossiblePerson(age, "", []) })),
        ]),
        new("times", [Facet.OfTimes("CL-PA-CHG")]),
        new("visits", [Outcomes([19], "CL-VISIT7", "visited", "not-visited", "not-due")]),
        new("voice", [Outcomes([19], "CL-VOICE", "true", "getting-there", "not-yet", "not-for-me")]),
        new("views", [Outcomes([19], "CL-VIEW", "true", "getting-there", "not-yet", "not-for-me")]),
        new("mentors", [Outcomes([19], "CL-MENTOR", "active")]),
        new("places", [Outcomes([19], "CL-OPP", "taken-up")]),
    ];

    /// <summary>False where everybody knows that nobody like this can stand in this group: ages are ages, the law gives each status its ages, and whoever has a worker is where that worker is.</summary>
    public bool CanBeIn(Dimension dimension, string group, PossiblePerson person) => (Name, dimension) switch
    {
        ("17-18", Dimension.Age) => group == $"{person.Age}",
        ("19-21", Dimension.Age) => (group == "21") == (person.Age == 21),
        ("rights", Dimension.Age) => group == person.Age switch { 17 => "under-18", 19 => "18-to-20", _ => "21-and-over" },
        ("17-18" or "rights", Dimension.LegalStatus) => (group == "former-relevant") == (person.Age > 17),
        ("rights", Dimension.Locality) => group == FigureCell.Unknown || !person.IsOutside,
        _ => true,
    };

    /// <summary>Groups of which others are parts.</summary>
    public static string? WholeOf(Dimension dimension, string group) => dimension is Dimension.Ethnicity ? EthnicityCode.Find(group)?.BroadGroup.ToLowerInvariant() ?? FigureCell.Unknown : null;

    private static IEnumerable<string> HomeCodes => AccommodationCode.All.SelectMany(code => new[] { $"{code.Base}1", $"{code.Base}2" }).Append(AccommodationCode.NotKnown);

    private static IEnumerable<string> InTouchCodes => InTouchCode.All.Select(code => code.Code).Append("0");

    private static Facet Activities(int[] ages, params string[] indicators) => Facet.Of(indicators,
        from age in ages
        from inTouch in InTouchCodes
        from activity in ActivityCode.All.Select(code => code.Code).Append(ActivityCode.NotKnown).Distinct()
        select new PossiblePerson(age, Gone(inTouch), [CellOf(IndicatorFamily.Birthday, age, inTouch, activity, AccommodationCode.NotKnown)]));

    // Those of 19 and 20 were in foster care until they were 18, or not; nobody asks that of 21.
    private static Facet Homes(int[] ages, params string[] indicators) => Facet.Of(indicators,
        from age in ages
        from inTouch in InTouchCodes
        from home in HomeCodes
        from outcome in age == 19 ? Fostered : Unasked
        select new PossiblePerson(age, Gone(inTouch), [CellOf(IndicatorFamily.Birthday, age, inTouch, ActivityCode.NotKnown, home, outcome)]));

    private static Facet Outcomes(int[] ages, string indicator, params string[] outcomes) =>
        Facet.Of([indicator], ages.SelectMany(age => outcomes.Select(outcome => Possible(Indicator.Find(indicator)!.Family, age, outcome: outcome))));

    private static PossiblePerson Possible(IndicatorFamily family, int age, string? home = null, string? outcome = null) => new(age, "", [CellOf(family, age, home: home, outcome: outcome)]);

    private static FigureCell CellOf(IndicatorFamily family, int age, string? inTouch = null, string? activity = null, string? home = null, string? outcome = null) =>
        new(family, default, age, inTouch, activity, home, outcome, null, 1);

    // Homes and activities leave out the same people of these two, and of no other code.
    private static string Gone(string inTouch) => inTouch is InTouchCode.Died or InTouchCode.ReturnedHome ? inTouch : "";
}

/// <summary>Somebody as the definitions let them be.</summary>
/// <param name="Age">Stands for all ages that are not told apart.</param>
/// <param name="Key">Facets of a cohort count as many people of one age and key.</param>
/// <param name="Cells">What each family of the facet would say of them; none for somebody whom it does not count.</param>
public sealed record PossiblePerson(int Age, string Key, IReadOnlyList<FigureCell> Cells)
{
    public bool IsOutside => Cells.Count == 0;
}

/// <summary>People who go into the same numbers of every figure of a facet.</summary>
/// <param name="Person">One of them.</param>
/// <param name="Numbers">Those numbers, the base apart.</param>
public sealed record Atom(PossiblePerson Person, IReadOnlyList<(string Indicator, CountKind Kind, string? Reason)> Numbers);

/// <summary>Figures that look at the same codes, and every way in which one person can count in them.</summary>
public sealed record Facet(IReadOnlyList<Indicator> Indicators, IReadOnlyList<Atom> Atoms)
{
    /// <summary>Also how often something happened to people is a number; it hangs together with no other.</summary>
    public bool IsOfTimes { get; private init; }

    internal static Facet Of(IReadOnlyList<string> codes, IEnumerable<PossiblePerson> people)
    {
        IReadOnlyList<Indicator> indicators = [.. codes.Select(code => Indicator.Find(code)!)];
        return new(indicators,
        [
            .. people.Select(person => new Atom(person,
                [
                    .. from indicator in indicators
                       let cell = person.Cells.FirstOrDefault(indicator.Counts)
                       where cell is not null
                       let kind = indicator.KindOf(cell)
                       where kind is not null
                       select (indicator.Code, kind.Value.Kind, kind.Value.Reason),
                ]))
                .DistinctBy(atom => (atom.Person.Age, atom.Person.Key, atom.Person.IsOutside, string.Join(' ', atom.Numbers))),
        ]);
    }

    internal static Facet OfTimes(string code) => new([Indicator.Find(code)!], [new(new(19, "", []), [(code, CountKind.Sum, null)])]) { IsOfTimes = true };

    /// <summary>Which atoms go into a number; the base is of those met, not met and not known.</summary>
    public IEnumerable<int> AtomsOf(string indicator, CountKind kind, string? reason) => Atoms.Index()
        .Where(atom => atom.Item.Numbers.Any(number => number.Indicator == indicator && number.Reason == reason
            && (kind is CountKind.Base ? number.Kind is CountKind.Met or CountKind.NotMet or CountKind.NoInformation : number.Kind == kind)))
        .Select(atom => atom.Index);
}

using Pledge.Domain.Indicators;

namespace Pledge.Domain.Publications;

/// <summary>A number of a figure by name.</summary>
/// <param name="Reason">For those left out.</param>
public sealed record NumberKey(string Indicator, Dimension? Dimension, string? Group, CountKind Kind, string? Reason);

/// <summary>Unknown counts that add up: the first less the second is between two numbers.</summary>
/// <param name="Most">Null without limit.</param>
public sealed record Equation(IReadOnlyList<int> Plus, IReadOnlyList<int> Minus, int Least, int? Most);

/// <summary>A number that a publication tells, or does not.</summary>
public sealed class CountedNumber(IReadOnlyList<NumberKey> keys, IReadOnlyList<int> unknowns, int exact)
{
    /// <summary>Every figure in which it stands: it is the same people.</summary>
    public IReadOnlyList<NumberKey> Keys => keys;

    /// <summary>What it is the sum of.</summary>
    public IReadOnlyList<int> Unknowns => unknowns;

    public int Exact => exact;

    /// <summary>False for groups that are too small to be told, and once it was withheld.</summary>
    public bool IsTold { get; set; }

    /// <summary>A count of 1 to 5 of people: nobody may come near it.</summary>
    public bool IsSecret => Exact is >= 1 and <= Told.FewestPossible;

    /// <summary>The lower, the sooner it is left out: of groups before everybody, then as <see cref="CountKind"/> says, and of two alike the larger.</summary>
    public (bool, CountKind, int) Worth => (Keys[0].Dimension is null, Keys.Max(key => key.Kind), -Exact);
}

/// <summary>All that a reader can know of one cohort at one quarter end, as sums of unknown counts of people of 0 or more.</summary>
/// <remarks>
/// The reader knows every definition, that the groups of a dimension are everybody, that ethnicities make up their groups, which figures count the same people, and of what is not
/// shown for its size that it is under 20. Who the people are, nobody tells them.
/// </remarks>
public sealed class CountModel
{
    private readonly List<Equation> _equations = [];
    private readonly List<CountedNumber> _numbers = [];

    /// <summary>How many unknown counts there are.</summary>
    public int Unknowns { get; private set; }

    public IReadOnlyList<Equation> Equations => _equations;
    public IReadOnlyList<CountedNumber> Numbers => _numbers;

    /// <param name="exact">Every figure of the day, those of small groups too.</param>
    /// <param name="isWithheld">Numbers that are not told in any case.</param>
    public static IEnumerable<CountModel> Of(IReadOnlyList<ExactFigure> exact, Func<NumberKey, bool> isWithheld) =>
        Cohort.All.Select(cohort => new CountModel(cohort, [.. exact.Where(figure => cohort.Facets.Any(facet => facet.Indicators.Contains(figure.Indicator)))], isWithheld));

    private CountModel(Cohort cohort, List<ExactFigure> exact, Func<NumberKey, bool> isWithheld)
    {
        var figures = exact.ToDictionary(figure => (figure.Indicator.Code, figure.Dimension, figure.Group));
        var everybody = new Slot(null, [null], cohort.Facets.Select(facet => (int?[]?)[.. facet.Atoms.Select(_ => (int?)Unknowns++)]).ToList());
        Tell(cohort, everybody, figures, isWithheld);
        Tie(cohort, everybody);
        var slotsOf = exact.Where(figure => figure.Dimension is not null).Select(figure => figure.Dimension!.Value).Distinct().ToDictionary(dimension => dimension, dimension => SlotsOf(cohort, dimension, exact));
        foreach (var slots in slotsOf.Values)
        {
            foreach (var slot in slots)
            {
                Tell(cohort, slot, figures, isWithheld);
                Tie(cohort, slot);
            }
            AddUp(everybody, slots);
        }
        if (slotsOf.TryGetValue(Dimension.Ethnicity, out var ethnicities) && slotsOf.TryGetValue(Dimension.EthnicGroup, out var wholes))
        {
            foreach (var whole in wholes)
                AddUp(whole, [.. ethnicities.Where(slot => whole.Groups.Contains(Cohort.WholeOf(Dimension.Ethnicity, slot.Groups[0]!)))]);
        }
    }

    // A slot for each group that is told in any figure; the others together, those of one whole apart from those of another.
    private List<Slot> SlotsOf(Cohort cohort, Dimension dimension, List<ExactFigure> exact)
    {
        var groups = exact.Where(figure => figure.Dimension == dimension).GroupBy(figure => figure.Group!).ToList();
        var told = groups.Where(group => group.Any(figure => figure.IsTold)).Select(group => group.Key).ToHashSet();
        var wholes = dimension is Dimension.Ethnicity ? exact.Where(figure => figure is { Dimension: Dimension.EthnicGroup, IsTold: true }).Select(figure => figure.Group).ToHashSet() : [];
        var holds = Holds(dimension, exact);
        return
        [
            .. groups.Select(group => group.Key)
                .GroupBy(group => told.Contains(group) ? group : Cohort.WholeOf(dimension, group) is { } whole && wholes.Contains(whole) ? $"others of {whole}" : "others")
                .Select(together => new Slot(dimension, [.. together],
                [
                    .. cohort.Facets.Select(facet => facet.Indicators.Any(indicator => indicator.Dimensions.Contains(dimension))
                        ? facet.Atoms.Select(atom => !holds || together.Any(group => cohort.CanBeIn(dimension, group, atom.Person)) ? (int?)Unknowns++ : null).ToArray()
                        : null),
                ])),
        ];
    }

    private void Tell(Cohort cohort, Slot slot, Dictionary<(string, Dimension?, string?), ExactFigure> figures, Func<NumberKey, bool> isWithheld)
    {
        foreach (var (facet, atoms) in cohort.Facets.Zip(slot.Atoms).Where(pair => pair.Second is not null))
        {
            List<(NumberKey Key, List<int> Unknowns, int Exact, bool IsTold)> numbers = [];
            foreach (var indicator in facet.Indicators.Where(indicator => slot.Dimension is not { } dimension || indicator.Dimensions.Contains(dimension)))
            {
                var here = slot.Groups.Select(group => figures.GetValueOrDefault((indicator.Code, slot.Dimension, group))).OfType<ExactFigure>().ToList();
                var isTold = here is [{ IsTold: true }];
                foreach (var (kind, reason) in facet.IsOfTimes ? [(CountKind.Sum, null)] : KindsOf(indicator))
                {
                    List<int> unknowns = [.. facet.AtomsOf(indicator.Code, kind, reason).Select(atom => atoms![atom]).OfType<int>()];
                    if (unknowns.Count == 0)
                        continue;
                    var key = new NumberKey(indicator.Code, slot.Dimension, slot.Groups[0], kind, reason);
                    numbers.Add((key, unknowns, here.Sum(figure => CountOf(figure.Result, kind, reason)), isTold && !isWithheld(key)));
                    if (!isTold && kind is CountKind.Base && here.Count > 0)
                        _equations.Add(new(unknowns, [], 0, here.Count * (Told.SmallestBase - 1 - (Told.Step / 2))));
                }
            }
            foreach (var same in numbers.GroupBy(number => string.Join(' ', number.Unknowns)))
                _numbers.Add(new([.. same.Select(number => number.Key)], same.First().Unknowns, same.First().Exact) { IsTold = same.Any(number => number.IsTold) });
        }
    }

    // As many people of one age and key in each facet.
    private void Tie(Cohort cohort, Slot slot)
    {
        var sums = cohort.Facets.Zip(slot.Atoms).Where(pair => pair.Second is not null && !pair.First.IsOfTimes).Select(pair => pair.First.Atoms.Zip(pair.Second!)
            .Where(atom => atom.Second is not null).ToLookup(atom => (atom.First.Person.Age, atom.First.Person.Key), atom => atom.Second!.Value)).ToList();
        foreach (var other in sums.Skip(1))
            foreach (var people in other)
                if (sums[0].Contains(people.Key))
                    _equations.Add(new([.. sums[0][people.Key]], [.. people], 0, 0));
    }

    private void AddUp(Slot whole, List<Slot> parts)
    {
        for (var facet = 0; facet < whole.Atoms.Count; facet++)
        {
            if (parts.Count == 0 || parts[0].Atoms[facet] is null || whole.Atoms[facet] is null)
                continue;
            for (var atom = 0; atom < whole.Atoms[facet]!.Length; atom++)
                if (whole.Atoms[facet]![atom] is { } sum)
                    _equations.Add(new([.. parts.Select(part => part.Atoms[facet]![atom]).OfType<int>()], [sum], 0, 0));
        }
    }

    // Records may say otherwise: a status that outlived its age. Then a reader's rule is wrong, and so would be what it says.
    private static bool Holds(Dimension dimension, List<ExactFigure> exact) => dimension switch
    {
        Dimension.LegalStatus => exact.GroupBy(figure => figure.Indicator).All(figures => new Func<IndicatorResult, int>[] { result => result.Met, result => result.NotMet, result => result.NoInformation }
            .All(count => figures.Where(figure => figure.Dimension is Dimension.LegalStatus && figure.Group != "former-relevant").Sum(figure => count(figure.Result))
                == figures.Where(figure => figure is { Dimension: Dimension.Age, Group: "17" or "under-18" }).Sum(figure => count(figure.Result)))),
        Dimension.Locality => exact.Where(figure => figure is { Indicator.Code: "CL-TOUCH", Dimension: Dimension.Locality } && figure.Group != FigureCell.Unknown)
            .All(figure => exact.Any(other => other.Indicator.Code == "CL-PA-LOAD" && other.Group == figure.Group && other.Result.Met == figure.Result.Denominator)),
        _ => true,
    };

    private static IEnumerable<(CountKind Kind, string? Reason)> KindsOf(Indicator indicator) =>
        [(CountKind.Met, null), (CountKind.NotMet, null), (CountKind.NoInformation, null), (CountKind.Base, null), .. indicator.Exclusions.Distinct().Select(reason => (CountKind.LeftOut, (string?)reason))];

    private static int CountOf(IndicatorResult result, CountKind kind, string? reason) => kind switch
    {
        CountKind.Met => result.Met,
        CountKind.NotMet => result.NotMet,
        CountKind.NoInformation => result.NoInformation,
        CountKind.Base => result.Denominator,
        CountKind.Sum => result.Sum,
        _ => result.Excluded[reason!],
    };

    /// <param name="Groups">One; or several that are not told, together.</param>
    /// <param name="Atoms">By facet; null for one that is not told apart like this; an atom is null where nobody can be.</param>
    private sealed record Slot(Dimension? Dimension, IReadOnlyList<string?> Groups, IReadOnlyList<int?[]?> Atoms);
}

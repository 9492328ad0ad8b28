using Google.OrTools.Sat;

namespace Pledge.Tests.Features.Publications;

/// <summary>A number that was read somewhere.</summary>
/// <param name="Group">Empty for everybody, and then <paramref name="Dimension"/> is too.</param>
/// <param name="Number">The heading it stood under.</param>
internal sealed record Seen(DateOnly Day, string Code, string Dimension, string Group, string Number);

/// <summary>Knows every definition, every page and every file, and a solver of its own. It shares nothing with what protects the numbers.</summary>
internal sealed class Attacker
{
    public const string Met = "How many", NotMet = "How many not", Unknown = "No information", Base = "Out of";
    private static readonly string[] Parts = [Met, NotMet, Unknown];
    internal static readonly string[][] Cohorts =
    [
        ["CL-EET-1718", "CL-ACC-1718"], ["CL-EET-1921", "CL-NEET-1921", "CL-HE-1921", "CL-APP", "CL-NIT-1921", "CL-ACC-1921", "CL-STAYPUT"], ["CL-2225"],
        ["CL-TOUCH", "CL-BB", "CL-PA-CHG", "CL-PLAN", "CL-PLAN-SEEN", "CL-PA-LOAD"], ["CL-VISIT7"], ["CL-VOICE"], ["CL-VIEW"], ["CL-MENTOR"], ["CL-OPP"],
    ];

    private readonly CpModel _model = new();
    private readonly Dictionary<Seen, IntVar> _counts = [];

    private Attacker()
    {
    }

    // Those that count birthdays or moves of a year: a year is its four quarters, whatever the quarter on whose last day it ends.
    private static readonly string[] OfYears = ["CL-EET-1718", "CL-EET-1921", "CL-2225", "CL-VISIT7"];

    /// <summary>For each secret, how many numbers it could be, up to <paramref name="enough"/>.</summary>
    /// <param name="told">The text beside each number; of everybody also on days of which the truth is not asked for, since years overlap.</param>
    /// <param name="truth">Which numbers there are, of groups that are not shown too. Those of 1 to 5 are what it wants to know.</param>
    /// <param name="wholeOf">The broad group of an ethnicity.</param>
    public static Dictionary<Seen, HashSet<long>> WorkOut(IReadOnlyDictionary<Seen, string> told, IReadOnlyDictionary<Seen, int> truth, Func<string, string?> wholeOf, int enough)
    {
        Dictionary<Seen, HashSet<long>> possible = [];
        var days = truth.Keys.Select(seen => seen.Day).Distinct().ToList();
        foreach (var cohort in Cohorts)
        {
            var everywhere = truth.Keys.Where(seen => cohort.Contains(seen.Code)).ToList();
            var overlaps = cohort.Intersect(OfYears).Any();
            if (overlaps)
                everywhere.AddRange(from day in told.Keys.Select(seen => seen.Day).Distinct().Except(days).ToList()
                                    from seen in everywhere.Where(seen => seen.Dimension.Length == 0).Select(seen => seen with { Day = day }).Distinct().ToList()
                                    select seen);
            foreach (var here in overlaps ? [everywhere] : everywhere.GroupBy(seen => seen.Day).Select(day => day.ToList()))
            {
                var wanted = here.Where(seen => truth.TryGetValue(seen, out var count) && count is >= 1 and <= 5).ToList();
                if (wanted.Count == 0)
                    continue;
                var attacker = new Attacker();
                attacker.Believe(here, told, wholeOf);
                if (overlaps)
                    attacker.BelieveYears(here);
                foreach (var secret in wanted)
                    possible[secret] = [];
                attacker.Try(wanted, possible, truth, enough);
            }
        }
        return possible;
    }

    private void BelieveYears(List<Seen> here)
    {
        foreach (var number in here.Where(seen => seen.Dimension.Length == 0).GroupBy(seen => (seen.Code, seen.Number)))
        {
            Dictionary<int, IntVar> quarters = [];
            foreach (var seen in number)
            {
                var last = (seen.Day.Year * 4) + ((seen.Day.Month - 1) / 3);
                foreach (var quarter in Enumerable.Range(last - 3, 4))
                    quarters.TryAdd(quarter, _model.NewIntVar(0, 2000, ""));
                Same(Enumerable.Range(last - 3, 4).Select(quarter => quarters[quarter]), [_counts[seen]]);
            }
        }
    }

    private void Believe(List<Seen> here, IReadOnlyDictionary<Seen, string> told, Func<string, string?> wholeOf)
    {
        foreach (var seen in here)
        {
            var (least, most) = told.GetValueOrDefault(seen) switch
            {
                "fewer than 8" => (0, 7),
                { } text when int.TryParse(text.Replace(",", "", StringComparison.Ordinal), out var number) => (number - 2, number + 2),
                _ => (0, 2000),
            };
            _counts[seen] = _model.NewIntVar(least, most, seen.ToString());
        }
        foreach (var place in here.GroupBy(seen => (seen.Day, seen.Dimension, seen.Group)))
            BelievePlace(place.Key.Day, place.Key.Dimension, place.Key.Group, [.. place.Select(seen => seen.Code).Distinct()], told);
        // Groups are everybody, and ethnicities are their groups.
        foreach (var number in here.Where(seen => seen.Dimension.Length > 0).GroupBy(seen => (seen.Day, seen.Code, seen.Number, seen.Dimension)))
        {
            Same(number.Select(seen => _counts[seen]), [_counts[new(number.Key.Day, number.Key.Code, "", "", number.Key.Number)]]);
            if (number.Key.Dimension == "Ethnicity")
            {
                foreach (var whole in number.GroupBy(seen => wholeOf(seen.Group)))
                    if (_counts.TryGetValue(new(number.Key.Day, number.Key.Code, "Broad ethnic group", whole.Key ?? "", number.Key.Number), out var sum))
                        Same(whole.Select(seen => _counts[seen]), [sum]);
            }
        }
    }

    private void BelievePlace(DateOnly day, string dimension, string group, HashSet<string> codes, IReadOnlyDictionary<Seen, string> told)
    {
        IntVar Of(string code, string number) => _counts[new(day, code, dimension, group, number)];
        bool Has(params string[] asked) => asked.All(codes.Contains);
        foreach (var code in codes)
        {
            Same(Parts.Where(part => _counts.ContainsKey(new(day, code, dimension, group, part))).Select(part => Of(code, part)), [Of(code, Base)]);
            // A group that is not there at all is of fewer than 20.
            if (dimension.Length > 0 && !Parts.Append(Base).Any(part => told.ContainsKey(new(day, code, dimension, group, part))) && dimension != "Promise or partner")
                _model.Add(Of(code, Base) <= 17);
        }
        foreach (var young in new[] { "1718", "1921" })
            if (Has($"CL-EET-{young}", $"CL-ACC-{young}"))
                Same([Of($"CL-EET-{young}", Base)], [Of($"CL-ACC-{young}", Base), Of($"CL-ACC-{young}", "Gone abroad"), Of($"CL-ACC-{young}", "Deported"), Of($"CL-ACC-{young}", "Nobody knows where they live")]);
        if (Has("CL-EET-1921", "CL-NEET-1921", "CL-HE-1921", "CL-APP", "CL-NIT-1921"))
        {
            foreach (var other in (string[])["CL-NEET-1921", "CL-HE-1921", "CL-APP", "CL-NIT-1921"])
                Same([Of("CL-EET-1921", Base)], [Of(other, Base)]);
            Same([Of("CL-NEET-1921", Met)], [Of("CL-EET-1921", NotMet)]);
            Same([Of("CL-NEET-1921", NotMet)], [Of("CL-EET-1921", Met)]);
            Same([Of("CL-HE-1921", Unknown)], [Of("CL-EET-1921", Unknown)]);
            _model.Add(Of("CL-HE-1921", Met) + Of("CL-APP", Met) <= Of("CL-EET-1921", Met));
            _model.Add(Of("CL-NIT-1921", Met) <= Of("CL-EET-1921", Unknown));
        }
        if (Has("CL-TOUCH", "CL-BB", "CL-PA-CHG"))
        {
            Same([Of("CL-TOUCH", Base)], [Of("CL-BB", Base)]);
            Same([Of("CL-TOUCH", Base)], [Of("CL-PA-CHG", Base), Of("CL-PA-CHG", "Never had a worker here")]);
        }
        if (Has("CL-TOUCH", "CL-PLAN", "CL-PLAN-SEEN"))
        {
            Same([Of("CL-PLAN", Base)], [Of("CL-PLAN-SEEN", Base), Of("CL-PLAN-SEEN", "Has no plan"), Of("CL-PLAN-SEEN", "The plan is on paper, where nobody can agree to it here")]);
            _model.Add(Of("CL-PLAN", Base) <= Of("CL-TOUCH", Base));
            _model.Add(Of("CL-PLAN-SEEN", "Has no plan") <= Of("CL-PLAN", NotMet));
        }
    }

    private void Same(IEnumerable<IntVar> one, IEnumerable<IntVar> other) => _model.Add(LinearExpr.Sum(one) == LinearExpr.Sum(other));

    // Each answer gives as many counts as it can a number that they did not have yet.
    private void Try(List<Seen> wanted, Dictionary<Seen, HashSet<long>> possible, IReadOnlyDictionary<Seen, int> truth, int enough)
    {
        var patience = 0.2;
        while (wanted.Where(secret => possible[secret].Count < enough).ToList() is { Count: > 0 } unclear)
        {
            var model = new CpModel();
            model.Model.MergeFrom(_model.Model);
            var isNew = unclear.ToDictionary(secret => secret, secret => model.NewBoolVar(""));
            foreach (var secret in unclear)
                model.AddLinearExpressionInDomain(_counts[secret], Google.OrTools.Util.Domain.FromValues([.. Enumerable.Range(0, 40).Select(value => (long)value).Except(possible[secret])])).OnlyEnforceIf(isNew[secret]);
            model.Maximize(LinearExpr.Sum(isNew.Values));
            // It is not told the truth; but near it an answer is found sooner.
            foreach (var (seen, count) in _counts)
                if (truth.TryGetValue(seen, out var number))
                    model.AddHint(count, number);
            using var solver = new CpSolver { StringParameters = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"num_workers:1 max_deterministic_time:{patience}") };
            var status = solver.Solve(model);
            if (status is CpSolverStatus.Unknown || (status is CpSolverStatus.Feasible && solver.ObjectiveValue < 1))
            {
                Assert.True((patience *= 10) < 1000, status.ToString());
                continue;
            }
            Assert.True(status is CpSolverStatus.Optimal or CpSolverStatus.Feasible, status.ToString());
            if (solver.ObjectiveValue < 1)
                break;
            foreach (var secret in wanted)
                possible[secret].Add(solver.Value(_counts[secret]));
        }
    }
}

using Google.OrTools.LinearSolver;
using Pledge.Domain.Publications;

namespace Pledge.Web.Features.Publications;

/// <summary>Leaves out what would let a reader who adds everything up come near a count of 1 to 5.</summary>
/// <remarks>
/// For each such count two linear programmes ask how small and how large it could be for all the reader knows. Where fewer than five whole numbers lie between, one more told number of those
/// that hold it there (their dual values say which) is withheld, and it is asked again. Withholding only widens what is possible, so what was wide enough stays so, and each answer of the solver
/// counts for every other number too. It ends: once nothing is told, nothing holds anything.
/// </remarks>
public static class DisclosureAudit
{
    private const double Close = 1e-6;

    // More people than any authority has, so that every question has an answer.
    private const double Everybody = 1_000_000;

    /// <returns>The numbers that are not told, besides those of <paramref name="isWithheld"/>.</returns>
    public static HashSet<NumberKey> Withhold(IReadOnlyList<ExactFigure> exact, Func<NumberKey, bool> isWithheld, CancellationToken ct)
    {
        HashSet<NumberKey> withheld = [];
        foreach (var model in CountModel.Of(exact, isWithheld))
            Audit(model, withheld, ct);
        return withheld;
    }

    /// <summary>Audits one cohort.</summary>
    /// <param name="withheld">Gets the numbers that are not told.</param>
    public static void Audit(CountModel model, HashSet<NumberKey> withheld, CancellationToken ct)
    {
        List<CountedNumber> secrets = [.. model.Numbers.Where(number => number.IsSecret)];
        if (secrets.Count == 0)
            return;
        using var solver = Solver.CreateSolver("GLOP");
        // Each question differs from the one before in its objective alone, so it starts from the last answer.
        solver.SetSolverSpecificParametersAsString("use_preprocessing:false");
        Variable[] unknowns = [.. Enumerable.Range(0, model.Unknowns).Select(_ => solver.MakeNumVar(0, Everybody, ""))];
        foreach (var equation in model.Equations)
            Constrain(equation.Plus, equation.Minus, equation.Least, equation.Most ?? double.PositiveInfinity);
        var bounds = model.Numbers.Select(number => Constrain(number.Unknowns, [], number.IsTold ? Told.Of(number.Exact).Range.Least : 0, number.IsTold ? Told.Of(number.Exact).Range.Most : double.PositiveInfinity)).ToList();
        var seen = secrets.ToDictionary(secret => secret, secret => (Least: (double)secret.Exact, Most: (double)secret.Exact));

        // What is good for all at once proves most of them.
        Ask(secrets, most: true);
        Ask(secrets, most: false);
        foreach (var secret in secrets)
        {
            while (!IsWide(seen[secret]))
            {
                ct.ThrowIfCancellationRequested();
                var holding = Ask([secret], most: true);
                if (!IsWide(seen[secret]))
                    holding.UnionWith(Ask([secret], most: false));
                if (IsWide(seen[secret]))
                    break;
                var told = model.Numbers.Index().Where(number => number.Item.IsTold && (holding.Count == 0 || holding.Contains(number.Index))).ToList();
                if (told.Count == 0)
                    break;
                var (place, number) = told.MinBy(each => each.Item.Worth);
                number.IsTold = false;
                bounds[place].SetBounds(0, double.PositiveInfinity);
                withheld.UnionWith(number.Keys);
            }
        }

        Constraint Constrain(IReadOnlyList<int> plus, IReadOnlyList<int> minus, double least, double most)
        {
            var constraint = solver.MakeConstraint(least, most);
            foreach (var index in plus)
                constraint.SetCoefficient(unknowns[index], 1);
            foreach (var index in minus)
                constraint.SetCoefficient(unknowns[index], -1);
            return constraint;
        }

        // The told numbers that stop the sum of some from going further.
        HashSet<int> Ask(IReadOnlyList<CountedNumber> some, bool most)
        {
            var objective = solver.Objective();
            objective.Clear();
            foreach (var index in some.SelectMany(number => number.Unknowns))
                objective.SetCoefficient(unknowns[index], objective.GetCoefficient(unknowns[index]) + 1);
            objective.SetOptimizationDirection(most);
            if (solver.Solve() is var result and not Solver.ResultStatus.OPTIMAL)
                throw new InvalidOperationException($"The audit found no numbers that fit: {result}.");
            foreach (var secret in secrets)
            {
                var value = secret.Unknowns.Sum(index => unknowns[index].SolutionValue());
                seen[secret] = (Math.Min(seen[secret].Least, value), Math.Max(seen[secret].Most, value));
            }
            return [.. bounds.Index().Where(bound => model.Numbers[bound.Index].IsTold && Math.Abs(bound.Item.DualValue()) > Close).Select(bound => bound.Index)];
        }
    }

    private static bool IsWide((double Least, double Most) range) => Math.Floor(range.Most + Close) - Math.Ceiling(range.Least - Close) + 1 >= Told.FewestPossible;
}

using Pledge.Domain.Indicators;

namespace Pledge.Domain.Consultations;

/// <summary>What was answered to one question, safe to show.</summary>
/// <param name="Number">Of the question, from 1.</param>
/// <param name="Counts">How many said each, in order; null when fewer than <see cref="Consultation.SmallestGroup"/> answered it, or nearly all of them alike.</param>
public sealed record QuestionResult(int Number, ConsultationQuestion Question, Breakdown? Counts)
{
    /// <summary>Of every question that is not answered in words.</summary>
    /// <param name="counts">How many said each number to each question.</param>
    public static IReadOnlyList<QuestionResult> Of(IReadOnlyList<ConsultationQuestion> questions, IReadOnlyDictionary<(int Number, int Said), int> counts) =>
        [.. from place in Enumerable.Range(0, questions.Count)
            where questions[place].Top > 0
            let said = Enumerable.Range(1, questions[place].Top).Select(value => counts.GetValueOrDefault((place + 1, value))).ToList()
            select new QuestionResult(place + 1, questions[place], said.Sum() < Consultation.SmallestGroup || AreAlike(said) ? null : Disclosure.Protect(said))];

    // Of nearly everybody who answered one would know the answer, whoever they are.
    private static bool AreAlike(List<int> said) => said.Sum() - said.Max() <= Disclosure.LargestHidden;
}

/// <summary>How many of a group answered.</summary>
/// <param name="Group">An age band or a locality; null where it is not known.</param>
/// <param name="Answered">Hidden with <paramref name="Missing"/> in a group that is too small.</param>
public sealed record GroupResponse(string? Group, Figure Answered, Figure Missing, Figure Asked)
{
    /// <summary>Safe to show beside each other and beside the total: groups that are too small are hidden, with as many more as it takes that nobody can work one out.</summary>
    /// <param name="groups">Of each, how many were asked and how many of them answered.</param>
    /// <returns>The groups in their order, and all of them together.</returns>
    public static (IReadOnlyList<GroupResponse> Groups, GroupResponse All) Of(IReadOnlyList<(string? Group, int Asked, int Answered)> groups)
    {
        var table = Disclosure.Protect([.. groups.Select(group => (IReadOnlyList<int>)[group.Answered, group.Asked - group.Answered])]);
        var bySize = Enumerable.Range(0, groups.Count).OrderBy(row => groups[row].Asked).ToList();
        var hidden = bySize.TakeWhile(row => groups[row].Asked < Consultation.SmallestGroup).ToList();
        while (hidden.Count > 0 && hidden.Count < groups.Count && (hidden.Count == 1 || hidden.Sum(row => groups[row].Asked) < Consultation.SmallestGroup))
            hidden.Add(bySize[hidden.Count]);
        return ([.. groups.Select((group, row) => hidden.Contains(row)
            ? new GroupResponse(group.Group, Figure.Hidden, Figure.Hidden, Figure.Hidden)
            : new GroupResponse(group.Group, table.Cells[row][0], table.Cells[row][1], table.RowTotals[row]))],
            new(null, table.ColumnTotals[0], table.ColumnTotals[1], table.Total));
    }
}

namespace Pledge.Domain.Returns;

/// <summary>One person of the right ages and what came of them.</summary>
/// <param name="On">The day the position is taken at: <see cref="Oc3Case.On"/>.</param>
/// <param name="LeftOutBy">The first rule by which the return does not ask about them, or null.</param>
/// <param name="Failures">What is to be put right or looked at; none for somebody left out.</param>
/// <param name="Row">Null for somebody left out, and while nobody knows whether we are in touch.</param>
public sealed record Oc3Entry(Oc3Subject Subject, int Age, DateOnly? On, Oc3Rule? LeftOutBy, IReadOnlyList<Oc3Rule> Failures, Oc3Row? Row)
{
    /// <summary>Whose row the Department would refuse.</summary>
    public bool HasErrors => Failures.Any(rule => rule.Weight is Oc3Weight.Error);
}

/// <summary>The OC3 return of one authority and year, worked out from dated facts.</summary>
/// <param name="Entries">Everybody who turns 17 to 25 in the year, by their number.</param>
public sealed record Oc3Return(CollectionYear Year, IReadOnlyList<Oc3Entry> Entries)
{
    public const int Youngest = 17, Oldest = 25;

    private static readonly Oc3Rule[] LeavingOut = [.. Oc3Rules.All.Where(rule => rule.Weight is Oc3Weight.LeavesOut)];
    private static readonly Oc3Rule[] OfRows = [.. Oc3Rules.All.Where(rule => rule.Weight is not Oc3Weight.LeavesOut)];

    /// <summary>The rows that go into the file, by their number.</summary>
    public IEnumerable<Oc3Row> Rows => Entries.Select(entry => entry.Row).OfType<Oc3Row>();

    /// <param name="subjects">People outside the ages are passed over. Any order.</param>
    /// <param name="today">London day.</param>
    public static Oc3Return Derive(CollectionYear year, BirthdayWindow window, DateOnly today, IEnumerable<Oc3Subject> subjects) => new(year,
    [
        .. subjects.Select(subject => new Oc3Case(subject, year, window, today)).Where(one => one.Age is >= Youngest and <= Oldest)
            .OrderBy(one => one.Subject.ChildId, StringComparer.Ordinal).Select(Of),
    ]);

    private static Oc3Entry Of(Oc3Case one) => Array.Find(LeavingOut, rule => rule.Fires(one)) is { } leftOut
        ? new(one.Subject, one.Age, one.On, leftOut, [], null)
        : new(one.Subject, one.Age, one.On, null, Array.FindAll(OfRows, rule => rule.Fires(one)), one.Row);
}

/// <summary>What a return says of one person that the return before it did not.</summary>
/// <param name="Before">Null where they are new in it.</param>
/// <param name="After">Null where they are gone from it.</param>
public sealed record Oc3Difference(Oc3Row? Before, Oc3Row? After)
{
    /// <summary>Of either side.</summary>
    public Oc3Row Either => (After ?? Before)!;

    /// <summary>The people about whom two returns differ, by their number.</summary>
    public static IReadOnlyList<Oc3Difference> Between(IEnumerable<Oc3Row> before, IEnumerable<Oc3Row> after)
    {
        var left = before.ToDictionary(row => row.Person);
        List<Oc3Difference> found = [];
        foreach (var row in after)
        {
            if (!left.Remove(row.Person, out var was) || !was.SaysTheSameAs(row))
                found.Add(new(was, row));
        }
        return [.. found.Concat(left.Values.Select(row => new Oc3Difference(row, null))).OrderBy(difference => difference.Either.ChildId, StringComparer.Ordinal)];
    }
}

namespace Pledge.Web.Demonstration;

/// <summary>The people around young people: those they name themselves, and professionals their workers put on record.</summary>
internal static class DemoRelationships
{
    private static readonly (string Value, double Weight)[] Sees = [("worker", 50), ("both", 15), ("mentor", 5), ("nobody", 30)];
    private static readonly (string Value, double Weight)[] Said = [("agreed", 70), ("not-asked-yet", 20), ("does-not-want", 10)];

    /// <summary>People the young person named.</summary>
    /// <param name="account">The young person's account.</param>
    public static void Name(DemoCity city, DemoPerson person, Guid account)
    {
        var dice = Dice.For(city.Seed, "relationship", person.Number);
        if (person.DiedOn is not null)
            return;
        var count = person.Number == 0 ? 9 : dice.Between(2, 6);
        var named = new HashSet<DemoRelation>();
        while (named.Count < count)
            named.Add(dice.One(DemoWords.Relations));
        foreach (var relation in named)
        {
            var at = city.Recorded(dice, dice.Day(Later(person.AddedOn, city.AsOf.AddDays(-400)), city.AsOf));
            var name = Drawn(dice, relation);
            var phone = dice.Chance(0.6) ? $"07700 900{dice.Between(100, 999)}" : null;
            var seenBy = dice.Weighted(Sees);
            var key = dice.Id(at);
            if (dice.Chance(0.1))
            {
                // Taken away, and in their own history only.
                city.Rows.Add(DemoTables.Relationship, dice.Id(at), city.Authority, person.Id, key, relation.Side, name, relation.What, relation.ForLife, relation.Circle, relation.Ring, phone,
                    null, null, seenBy, at, account, city.Now, "taken-away");
                continue;
            }
            city.Rows.Add(DemoTables.Relationship, dice.Id(at), city.Authority, person.Id, key, relation.Side, name, relation.What, relation.ForLife, relation.Circle, relation.Ring, phone,
                null, null, seenBy, at, account, null, null);
        }
    }

    /// <summary>Professionals a worker put on record, for some.</summary>
    public static void Involve(DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments)
    {
        var dice = Dice.For(city.Seed, "professional", person.Number);
        if (person.DiedOn is not null || !(person.Number < DemoCity.SignInPeople || dice.Chance(0.2)))
            return;
        var involved = new HashSet<DemoProfessional>();
        for (var left = person.Number == 0 ? 4 : dice.Between(1, 3); left > 0; left--)
            involved.Add(dice.One(DemoWords.Professionals));
        foreach (var professional in involved)
        {
            var day = dice.Day(Later(person.AddedOn, city.AsOf.AddDays(-300)), city.AsOf);
            var (at, said) = (city.Recorded(dice, day), dice.Weighted(Said));
            var name = $"{DemoWords.Given(dice, "british", dice.Chance(0.6))} {DemoWords.Family(dice, "british")}";
            var check = CheckOf(city, person, professional);
            city.Rows.Add(DemoTables.Professional, dice.Id(at), city.Authority, person.Id, dice.Id(at), name, professional.Role, professional.Organisation,
                $"01632 960{dice.Between(100, 999)}", null, null, said, said == "agreed" ? null : professional.Because, day, at, assignments[^1].Worker.Id, check?.Level, check?.IssuedOn, check?.AgainBy);
        }
    }

    /// <summary>The check of a volunteer, who sees them alone; that of anybody else is their employer's. The third of them is close to its end or past it.</summary>
    private static (string Level, DateOnly IssuedOn, DateOnly AgainBy)? CheckOf(DemoCity city, DemoPerson person, DemoProfessional professional)
    {
        if (!professional.IsVolunteer)
            return null;
        var dice = Dice.For(city.Seed, "dbs-check", person.Number);
        var again = city.AsOf.AddDays(dice.Chance(0.33) ? dice.Between(-20, 58) : dice.Between(90, 900));
        return ("enhanced", again.AddYears(-3), again);
    }

    private static readonly (string Kind, string Reason)[] Reasons =
    [
        ("duty", "I was on the duty desk when the landlord rang about the heating."),
        ("safety", "A neighbour rang worried at night. I needed to know who to call first."),
        ("standing-in", "Their worker was off sick and the college asked for a decision that day."),
        ("asked-by-them", "They came to the drop-in and asked me to look up their review date."),
    ];

    /// <summary>Somebody from another caseload who had to say why, for a few.</summary>
    public static void Look(DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments)
    {
        var dice = Dice.For(city.Seed, "outside-look", person.Number);
        if (person.DiedOn is not null || !(person.Number is 0 or 3 || (person.Number < 2000 && dice.Chance(0.015))))
            return;
        var who = dice.One(city.Advisers);
        if (who.Id == assignments[^1].Worker.Id)
            return;
        var day = city.AsOf.AddDays(-dice.Between(1, 60));
        var (kind, reason) = dice.One(Reasons);
        var at = city.Recorded(dice, day);
        city.Rows.Add(DemoTables.OutsideLook, dice.Id(at), city.Authority, person.Id, who.Id, "adviser", kind, reason, at, day);
    }

    private static string Drawn(Dice dice, DemoRelation relation)
    {
        var (called, what) = (relation.Called, relation.What);
        double female = what.Contains("brother", StringComparison.Ordinal) ? 0
            : what.Contains("sister", StringComparison.Ordinal) || what.Contains("girl", StringComparison.Ordinal) || what.Contains("aunt", StringComparison.Ordinal) || what.Contains(" her ", StringComparison.Ordinal) ? 1 : 0.5;
        for (var at = called.IndexOf("{given}", StringComparison.Ordinal); at >= 0; at = called.IndexOf("{given}", StringComparison.Ordinal))
            called = called[..at] + DemoWords.Given(dice, "british", dice.Chance(female)) + called[(at + "{given}".Length)..];
        return called.Replace("{family}", DemoWords.Family(dice, "british"), StringComparison.Ordinal);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}

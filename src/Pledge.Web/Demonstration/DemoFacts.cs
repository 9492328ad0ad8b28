using Pledge.Domain.Facts;
using Pledge.Domain.Returns;

namespace Pledge.Web.Demonstration;

/// <summary>Turns a life into dated facts as they would have been recorded: each change supersedes the open row and leaves a shorter copy of it.</summary>
internal static class DemoFacts
{
    private const int Latest = 25;

    public static void Make(DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments)
    {
        var dice = Dice.For(city.Seed, "fact", person.Number);
        var positions = Positions(dice, city, person);
        if (positions.Count == 0)
            return;
        Write(city, person, assignments, dice, "in-touch", positions.Select(p => (p.From, (Said?)new Said(p.Position.InTouch, null))));
        Write(city, person, assignments, dice, "activity", UntilForgotten(city, person, positions.Select(p => (p.From, (Said?)new Said(InUse(p.Position.Activity, p.From), null)))));
        Write(city, person, assignments, dice, "home", positions.Select(p => (p.From, (Said?)new Said(p.Position.Home, p.Position.Suitable))));
    }

    // For a few, something ended months before their birthday in this return year and nobody wrote down what came then: what the checks of a return are for.
    private static IEnumerable<(DateOnly From, Said? Said)> UntilForgotten(DemoCity city, DemoPerson person, IEnumerable<(DateOnly From, Said? Said)> changes)
    {
        var birthday = person.Birthday(person.AgeOn(city.AsOf));
        var end = birthday.AddMonths(-5);
        return person.AgeOn(birthday) is >= 18 and <= 21 && birthday > CollectionYear.LastEnded(city.AsOf).End && Dice.For(city.Seed, "fact-forgotten", person.Number).Chance(0.02)
            ? changes.Where(change => change.From < end).Append((end, null)) : changes;
    }

    private static List<(DateOnly From, Position Position)> Positions(Dice dice, DemoCity city, DemoPerson person)
    {
        var first = person.LeftCare ?? person.Birthday(16).AddDays(dice.Between(30, 90));
        if (first > city.AsOf)
            return [];
        var luck = new Luck(dice);
        var age = first < person.Birthday(18) ? 17 : person.AgeOn(first.AddDays(-1)) + 1;
        List<(DateOnly From, Position Position)> positions = [(first, luck.At(age))];
        for (age++; age <= Latest; age++)
        {
            luck.PassYear();
            var (before, birthday) = (person.Birthday(age - 1), person.Birthday(age));
            // Some homes may only be recorded from 18, so the year's change waits for that birthday.
            var day = age == 18 || dice.Chance(0.25) ? birthday : dice.Day(before.AddDays(32), birthday);
            if (day > city.AsOf)
                break;
            positions.Add((day, luck.At(age)));
        }
        var nothing = new Position("", ActivityCode.NotKnown, AccommodationCode.NotKnown, null);
        if (person.HomeForGoodOn is { } home)
            positions = [.. positions.Where(p => p.From < home || p.From >= person.Birthday(18)), (home, nothing with { InTouch = InTouchCode.ReturnedHome })];
        if (person.DiedOn is { } died)
            positions = [.. positions.Where(p => p.From < died), (died, nothing with { InTouch = InTouchCode.Died })];
        positions.Sort((a, b) => a.From.CompareTo(b.From));
        // What ended before records began was never recorded here.
        var kept = positions.FindLastIndex(p => p.From <= city.StartsOn);
        return kept > 0 ? positions[kept..] : positions;
    }

    private static void Write(
        DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments, Dice dice, string kind, IEnumerable<(DateOnly From, Said? Said)> changes)
    {
        List<Row> rows = [];
        // Its own sequence, so that what was there before these stays as it was.
        var more = Dice.For(city.Seed, $"fact-more-{kind}", person.Number);
        var floor = city.Recorded(dice, person.AddedOn);
        foreach (var (from, said) in changes)
        {
            if (rows.Count > 0 && rows[^1].Said == said)
                continue;
            var at = city.Recorded(dice, from.AddDays(dice.Between(0, 18)));
            if (at <= floor)
                at = floor;
            floor = at.AddMinutes(dice.Between(1, 5));
            var details = kind == "home" && said is not null ? Details(dice, said) : default;
            rows.Add(new(dice.Id(at), from, said, details, at, assignments.On(from), said is null ? default! : DemoFactDetails.Of(more, city, kind, said.Code, said.Suitable, isFirst: rows.Count == 0)));
        }
        for (var i = 0; i < rows.Count; i++)
        {
            var next = i + 1 < rows.Count ? rows[i + 1] : null;
            if (rows[i].Said is not { } said)
                continue;
            Add(city, person, kind, rows[i], said, rows[i].Id, null, rows[i].At, next);
            if (next is not null)
                Add(city, person, kind, rows[i], said, next.Said is null ? next.Id : dice.Id(next.At), next.From, next.At, null);
        }
    }

    private static void Add(DemoCity city, DemoPerson person, string kind, Row row, Said said, Guid id, DateOnly? to, DateTimeOffset at, Row? superseding) =>
        city.Rows.Add(DemoTables.Fact, id, city.Authority, person.Id, kind, row.From, to, said.Code, said.Suitable, row.Details.Reasons, row.Details.Evidence,
            row.Details.Outcode, "demonstration", at, row.By, superseding?.At, superseding?.Id,
            row.More.Provider, row.More.CouncilProvided, row.More.MoveReason, row.More.Matters, row.More.Level, row.More.Hours);

    // Before April 2021 work, training and apprenticeships shared one code.
    private static string InUse(string activity, DateOnly day) => ActivityCode.Find(activity)!.IsInUseOn(day) ? activity : $"{activity[0]}3";

    private static (string? Reasons, string? Evidence, string? Outcode) Details(Dice dice, Said said)
    {
        var where = said.Code is "0" or "S" or "R" or "G" or "H" ? null : $"ZO{dice.Between(1, 9)}";
        return said.Suitable switch
        {
            false => (dice.One(DemoWords.HomesOf("unsuitable")), null, where),
            true when dice.Chance(0.4) => (null, dice.One(DemoWords.HomesOf("suitable")), where),
            _ => (null, null, where),
        };
    }

    private sealed record Said(string Code, bool? Suitable);

    // Said is null from the day on of which nothing is known.
    private sealed record Row(Guid Id, DateOnly From, Said? Said, (string? Reasons, string? Evidence, string? Outcode) Details, DateTimeOffset At, Guid By, DemoFactDetails More);
}

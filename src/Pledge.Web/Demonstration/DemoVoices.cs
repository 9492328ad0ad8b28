namespace Pledge.Web.Demonstration;

/// <summary>What young people answer to the promises, and how their workers see the same.</summary>
internal static class DemoVoices
{
    private const int Round = 170; // days between two times of answering

    // Out of 100: true, getting there, not yet, not for me.
    private static readonly Dictionary<string, double[]> Spread = new()
    {
        ["aware"] = [46, 28, 26, 0],
        ["home"] = [58, 25, 17, 0],
        ["school"] = [30, 22, 13, 35],
        ["work-or-study"] = [44, 27, 29, 0],
        ["talents"] = [41, 31, 28, 0],
        ["people"] = [49, 26, 25, 0],
        ["health"] = [43, 33, 24, 0],
        ["workers"] = [55, 24, 21, 0],
        ["next-year"] = [38, 34, 28, 0],
        ["independent"] = [33, 18, 24, 25],
        ["voice"] = [31, 33, 36, 0],
    };

    private static readonly string[] Values = ["true", "getting-there", "not-yet", "not-for-me"];

    /// <returns>True when the young person answered something, and so must have signed in.</returns>
    public static bool Make(DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments)
    {
        var dice = Dice.For(city.Seed, "voice", person.Number);
        var signsIn = person.Number < DemoCity.SignInPeople;
        var rounds = person.DiedOn is not null ? 0 : signsIn ? 3 : dice.Chance(0.52) ? dice.Between(1, city.InFull ? 3 : 1) : 0;
        var latest = city.AsOf.AddDays(-dice.Between(2, 160));
        var answered = false;
        foreach (var (promise, key) in city.Promises)
        {
            var value = Pick(dice, key);
            var day = latest.AddDays(-Round * (rounds - 1));
            var skips = person.Number > 0 && dice.Chance(0.3);
            for (var round = 0; round < rounds && !skips; round++, day = day.AddDays(Round))
            {
                // An answer may move a step between two rounds; most often towards better.
                value = round == 0 || dice.Chance(0.55) ? value : dice.Chance(0.65) ? Better(value) : Pick(dice, key);
                if (day < person.AddedOn || (round > 0 && dice.Chance(0.3)))
                    continue;
                var at = city.Recorded(dice, day).AddSeconds(dice.Between(0, 59));
                city.Rows.Add(DemoTables.Answer, dice.Id(at), city.Authority, person.Id, promise, key, value, Words(dice, key, "young", value, signsIn ? 0.8 : 0.5), at);
                answered = true;
            }
            if (dice.Chance(signsIn ? 0.85 : city.InFull ? 0.6 : 0.3) && person.DiedOn is null)
                View(dice, city, person, assignments, promise, key, value);
        }
        return answered;
    }

    private static void View(Dice dice, DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments, Guid promise, string key, string answer)
    {
        var day = city.AsOf.AddDays(-dice.Between(1, 200));
        if (day < assignments[^1].From)
            day = assignments[^1].From;
        // Workers see it a little brighter than young people do: that gap is what the board should ask about.
        var value = dice.Chance(0.66) ? answer : dice.Chance(0.7) ? Better(answer) : Pick(dice, key);
        var at = city.Recorded(dice, day);
        city.Rows.Add(DemoTables.WorkerView, dice.Id(at), city.Authority, person.Id, promise, key, value, Words(dice, key, "worker", value, 0.5), at, assignments[^1].Worker.Id);
    }

    private static string Pick(Dice dice, string key) => dice.Weighted([.. Values.Zip(Spread[key])]);

    private static string Better(string value) => value switch { "not-yet" => "getting-there", "getting-there" => "true", _ => value };

    private static string? Words(Dice dice, string key, string who, string value, double chance) =>
        dice.Chance(chance) && DemoWords.AnswersOf(key, who, value) is { Count: > 0 } sentences ? dice.One(sentences) : null;
}

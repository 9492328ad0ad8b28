namespace Pledge.Web.Demonstration;

/// <summary>Words that young people let the board read, and what managers wrote out of dip samples.</summary>
internal static class DemoBoardVoice
{
    private const int FewestSamples = 3;

    private static readonly (string Promise, string Theme, string Seen, string Changes)[] Notes =
    [
        ("voice", "voice", "We hear young people in most records, but seldom what they said no to.", "Every note of a visit says what they wanted and what they turned down. Team managers read ten a month from December."),
        ("next-year", "plan", "Most plans say where somebody lives. Few say what happens if that ends.", "A plan is not approved without a second choice of home. This began in October."),
        ("workers", "contact", "Where workers changed, the first month is quiet: the new worker reads and does not ring.", "Both workers see the young person together in the first week, or a manager says why not."),
        ("people", "people", "Family is written down. Friends and neighbours, who help every day, are not.", "We ask who would come if you rang at night, and write it in their words."),
        ("health", "wellbeing", "Health is asked about when something is wrong, not before.", "The named nurse joins one visit in the first three months after a move."),
        ("home", "safety", "When a home worries us we write what we did, and not what the young person thinks of it.", "The form for a worry asks for their view first. It is in use in all teams."),
    ];

    // Words that are held back, and why; any others are released.
    private static readonly Dictionary<string, string> Why = new()
    {
        ["I see my sister every week now."] = "Thank you for telling us. It is about your sister too, and she did not say that others may read it.",
        ["I want to find my dad but I am scared to."] = "Thank you for telling us. It is about your dad, and people who know him would know that it is you.",
        ["I asked to see my brothers and it has not happened."] = "Thank you for telling us, and we are sorry. It is about your brothers too. We ask your worker what happened.",
        ["Football twice a week and I am teaching my cousin."] = "Thank you. The team would know who teaches a cousin, so some would know that it is you.",
        ["I am at home with the baby and would like to study later."] = "Thank you. Few here have a baby, so some would know that it is you.",
        ["I am on the list for counselling."] = "Thank you for telling us. It is about your health, and that stays with you and your worker.",
        ["I have been waiting for months for someone to talk to."] = "Thank you, and we are sorry that you wait. It is about your health, and that stays with you and your worker.",
        ["I have had four workers. I am tired of telling my story."] = "Thank you, and we are sorry. Few had four workers, so some would know that it is you.",
        ["My advocate came to the meeting with me."] = "Thank you. Those who were at the meeting would know that it is you.",
        ["I got the apprenticeship!"] = "Thank you, and well done. Many here heard the good news, so some would know that it is you.",
        ["We asked for bus passes and we got them."] = "Thank you. Many know who asked for the passes, so some would know that it is you.",
        ["Too many people come and go in this building."] = "Thank you for telling us. People know which building this is, so some would know that it is you.",
    };

    public static void Make(DemoCity city)
    {
        var dice = Dice.For(city.Seed, "board-voice", 0);
        foreach (var answer in city.Rows.Of(DemoTables.Answer).Where(row => row[6] is not null && (DateTimeOffset)row[7]! > city.Now.AddDays(-300)))
        {
            if (!dice.Chance(city.InFull ? 0.08 : 0.01))
                continue;
            var given = (DateTimeOffset)answer[7]!;
            var decided = given.AddDays(dice.Between(1, 9));
            var fate = decided > city.Now ? null : dice.Weighted<string?>([("released", 8.0), ("held-back", 1), (null, 0.6)]);
            var why = fate == "held-back" ? Why.GetValueOrDefault((string)answer[6]!) : null;
            var decision = fate == "held-back" && why is null ? "released" : fate;
            var back = decision is not null && dice.Chance(0.05) ? decided.AddHours(dice.Between(1, 40)) : (DateTimeOffset?)null;
            var id = dice.Id(given);
            // Once drawn for a reason: without it all that comes after would change.
            if (fate == "held-back")
                dice.Unit();
            city.Rows.Add(DemoTables.BoardWords, id, city.Authority, answer[2], answer[0], answer[4], given, back < city.Now ? back : null, decision, decision == "released" ? answer[6] : null,
                why, decision is null ? null : decided, decision is null ? null : dice.One(city.Managers));
        }
        var samples = city.Rows.Of(DemoTables.DipSample).Where(row => row[7] is not "open").GroupBy(row => (Guid)row[6]!).Where(own => own.Count() >= FewestSamples).OrderByDescending(own => own.Count()).ThenBy(own => own.Key).ToList();
        for (var number = 0; number < Notes.Length && samples.Count > 0 && city.Managers.Count > 1; number++)
        {
            var (promise, theme, seen, changes) = Notes[number];
            var (by, count) = (samples[number % samples.Count].Key, samples[number % samples.Count].Count());
            var written = city.Recorded(dice, city.AsOf.AddDays(-dice.Between(10, 150)));
            var waits = number == Notes.Length - 1;
            city.Rows.Add(DemoTables.PracticeNote, dice.Id(written), city.Authority, promise, theme, seen, changes, count < 8 ? null : (count + 2) / 5 * 5, written, by, waits ? null : "released",
                waits ? null : written.AddDays(3), waits ? null : dice.One([.. city.Managers.Where(manager => manager != by)]));
        }
    }
}

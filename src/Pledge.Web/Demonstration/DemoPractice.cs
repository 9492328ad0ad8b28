using Pledge.Domain.Practice;

namespace Pledge.Web.Demonstration;

/// <summary>What young people say is wrong in their record, and what managers saw when they read one.</summary>
internal static class DemoPractice
{
    private static readonly string[] Parts = ["home", "in-touch", "activity"];

    public static void Make(DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments)
    {
        var dice = Dice.For(city.Seed, "practice", person.Number);
        if (assignments[^1].To is { } until && until <= city.AsOf)
            return;
        if (person.Number % 60 is 0 or 1 or 2)
            Correction(city, dice, person, assignments[^1].Worker.Id);
        if (person.Number % 25 == 3)
            Sample(city, dice, person, assignments[^1].Worker);
    }

    private static void Correction(DemoCity city, Dice dice, DemoPerson person, Guid worker)
    {
        var state = (person.Number % 60) switch { 0 => "asked", 1 => "refused", _ => "accepted" };
        var which = dice.Between(0, 2);
        var asked = city.Recorded(dice, city.AsOf.AddDays(state == "asked" ? -dice.Between(2, 12) : -dice.Between(40, 200)));
        city.Rows.Add(DemoTables.Correction, dice.Id(asked), city.Authority, person.Id, Parts[which], DemoWords.PracticeOf("wrong")[which],
            DemoWords.PracticeOf("should")[which], asked, person.Id, state, state == "asked" ? null : dice.One(DemoWords.PracticeOf(state == "accepted" ? "yes" : "no")),
            state == "asked" ? null : asked.AddDays(dice.Between(2, 20)), state == "asked" ? null : worker);
    }

    private static void Sample(DemoCity city, Dice dice, DemoPerson person, DemoWorker worker)
    {
        var place = city.Advisers.IndexOf(worker);
        if (place < 0)
            return;
        var state = dice.Weighted([("open", 1.0), ("sent", 1), ("answered", 3)]);
        var picked = city.Recorded(dice, city.AsOf.AddDays(state == "open" ? -dice.Between(1, 9) : -dice.Between(15, 330)));
        var sent = state == "open" ? (DateTimeOffset?)null : picked.AddDays(dice.Between(1, 5));
        var id = dice.Id(picked);
        city.Rows.Add(DemoTables.DipSample, id, city.Authority, person.Id, worker.Id, Pledge.Web.Data.Kebab.Of(dice.One(Enum.GetValues<DipRule>())), picked, city.Managers[place % city.Managers.Count], state,
            sent is null ? null : dice.One(DemoWords.PracticeOf("good")), sent is null ? null : dice.One(DemoWords.PracticeOf("next")), sent,
            state == "answered" ? dice.One(DemoWords.PracticeOf("reply")) : null, state == "answered" ? sent!.Value.AddDays(dice.Between(1, 6)) : null);
        foreach (var question in DipQuestion.All.Where(_ => sent is not null || dice.Chance(0.4)))
            city.Rows.Add(DemoTables.DipAnswer, id, city.Authority, person.Id, question.Key, dice.Weighted([("yes", 5.0), ("partly", 3), ("no", 1), ("cannot-tell", 0.5)]), null);
    }
}

using Pledge.Domain.Opportunities;

namespace Pledge.Web.Demonstration;

/// <summary>What young people look for in work and learning, and posts that they do not want to see again.</summary>
internal static class DemoWorkWishes
{
    private const int Most = 220;

    private static readonly string[] Said =
        ["Something with my hands.", "I would like to work with people.", "Something that I can do beside college.", "I do not mind what, as long as I learn something.", "I want to be outside."];

    public static void Make(DemoCity city, IReadOnlyList<(DemoPerson Person, Guid Account, Guid Worker)> voices)
    {
        List<(Guid Id, string Title)> live = [.. from version in city.Rows.Of(DemoTables.OpportunityVersion)
                                                 join post in city.Rows.Of(DemoTables.Opportunity) on version[0] equals post[0]
                                                 where Equals(post[4], "live") && Equals(post[6], version[1])
                                                 select ((Guid)version[0]!, (string)version[6]!)];
        foreach (var ((person, account, worker), index) in voices.Select((voice, index) => (voice, index)).Take(Most))
        {
            var dice = Dice.For(city.Seed, "work-wish", person.Number);
            // The first few stand in each place once: looks, looks, a draft only, stopped.
            if (index > 3 && !dice.Chance(0.6))
                continue;
            var isDraft = index == 2 || (index > 3 && dice.Chance(0.1));
            var at = city.Recorded(dice, city.AsOf.AddDays(-dice.Between(10, 200)));
            Wish(city, dice, person, isDraft, isDraft ? worker : account, at, looks: index != 3 && !(index > 3 && dice.Chance(0.08)));
            // Whoever is shown first has a draft beside what they said.
            if (index == 1)
                Wish(city, dice, person, true, worker, city.Recorded(dice, city.AsOf.AddDays(-2)), looks: true);
            if (live.Count == 0 || isDraft || !(index == 0 || dice.Chance(0.3)))
                continue;
            var (id, title) = dice.One(live);
            var hidden = city.Recorded(dice, city.AsOf.AddDays(-dice.Between(1, 8)));
            city.Rows.Add(DemoTables.HiddenOpportunity, dice.Id(hidden), city.Authority, person.Id, id, title, hidden, null);
        }
    }

    private static void Wish(DemoCity city, Dice dice, DemoPerson person, bool isDraft, Guid by, DateTimeOffset at, bool looks)
    {
        var least = dice.One([8, 16, 20, 30]);
        city.Rows.Add(DemoTables.WorkWish, dice.Id(at), city.Authority, person.Id, isDraft ? "worker" : "young-person", looks, dice.Chance(0.6) ? dice.One(Said) : null,
            dice.Some([.. Opportunity.KindCodes.Values], 3), dice.Some(OpportunityChoices.Fields, 4), $"OH{dice.Between(1, 9)}", dice.One([8, 16, 32]), dice.Chance(0.6) ? least : null, dice.Chance(0.6) ? least + 10 : null,
            dice.Chance(0.4) ? dice.One([800, 1000, 1144, 1250]) : null, dice.Chance(0.3) ? city.AsOf.AddDays(dice.Between(0, 60)) : null, dice.Chance(0.6) ? dice.Some(OpportunityChoices.Requirements, 5) : [],
            dice.Chance(0.7) ? dice.Some(OpportunityChoices.Support, 3) : [], dice.Chance(0.5) ? [.. WorkWish.UsuallyNotUsed] : Array.Empty<string>(), at, by, null);
    }
}

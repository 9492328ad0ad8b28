using Pledge.Domain.Opportunities;
using Pledge.Domain.Partners;

namespace Pledge.Web.Demonstration;

/// <summary>What partner organisations offer: live posts, some that close soon or wait, drafts, and those of the past year with what came of them. Some young people saved some.</summary>
internal static class DemoOpportunities
{
    private sealed record Poster(Guid Organisation, string Name, Guid Account);

    // What, kind, fields, standard, level, what one does, pounds an hour, most hours.
    private static readonly (string Title, string Kind, string[] Fields, string? Standard, int? Level, string Work, decimal? Pay, int Hours)[] Jobs =
    [
        ("Apprentice baker", "apprenticeship", ["food"], "Baker", 2, "Mix and bake bread and cakes.\nKeep the bakery clean.\nServe people in the shop.", 9.20m, 37),
        ("Shop assistant", "job", ["shops"], null, null, "Help people find what they need.\nFill the shelves.\nTake money and give change.", 12.80m, 24),
        ("Two weeks with the building team", "work-experience", ["building"], null, null, "Go to a site with us.\nTry the tools with somebody beside you.\nWe write down what you did well.", null, 30),
        ("Apprentice in the office", "apprenticeship", ["business"], "Business administrator", 3, "Answer the phone.\nKeep lists in order.\nLearn one day a week at college.", 10.10m, 36),
        ("Paid internship in our design team", "internship", ["creative", "digital"], null, null, "Make pictures and short films for our pages.\nShow your work at the end.", 12.75m, 30),
        ("Interview for a first job in care", "ring-fenced-interview", ["care"], null, null, "We keep an interview for you.\nThe job is to help older people at home.\nWe train you before you begin.", 13.10m, 30),
        ("Garden and parks apprentice", "apprenticeship", ["animals-and-land"], "Horticulture or landscape construction operative", 2, "Plant and cut.\nLook after parks.\nUse machines safely.", 9.60m, 37),
        ("Kitchen helper", "job", ["food"], null, null, "Wash and cut vegetables.\nHelp to serve.\nKeep the kitchen clean.", 12.90m, 20),
        ("Learn to mend bikes", "training-place", ["engineering"], null, null, "Eight mornings in our workshop.\nYou mend one bike and keep it.", null, 8),
        ("Garage apprentice", "apprenticeship", ["engineering", "driving-and-delivery"], "Motor vehicle service and maintenance technician", 3, "Check and mend cars.\nFit tyres and brakes.", 9.90m, 38),
        ("Nursery assistant", "job", ["children"], null, null, "Play and read with children.\nHelp at meal times.", 12.85m, 32),
        ("A week at the vet's", "work-experience", ["animals-and-land"], null, null, "Help to feed and clean.\nWatch how the vet works.", null, 25),
        ("Computer help apprentice", "apprenticeship", ["digital"], "Digital support technician", 3, "Help people whose computer does not work.\nSet up new laptops.", 11.00m, 36),
        ("Warehouse team member", "job", ["driving-and-delivery"], null, null, "Pack and send boxes.\nCount what is there.", 13.00m, 35),
    ];

    private static readonly string[] Areas = ["Harbour", "Mill Lane", "Northgate", "Old Town", "Riverside", "Hill Top", "Docks", "Station", "Meadows"];
    private static readonly string[] Patterns = ["Monday to Friday. You can start between 8am and 10am.", "Mornings. The days can be changed for college.", "Three days a week, and one Saturday in four.", "Monday to Thursday, 9am to 4pm."];
    private static readonly (string Field, string Words)[] Marks =
        [("Work", "Please say what the first week looks like."), ("Pattern", "Which of these times can be moved for college?"), ("Essential", "Is the licence needed from the first day?"), ("Support", "Who would be the named contact’s stand-in?")];

    private static readonly string[] Gone = ["The team moves to another town.", "We could not get the money for it this year."];

    public static void Make(DemoCity city, IReadOnlyList<Guid> coordinators, IReadOnlyList<(DemoPerson Person, Guid Account, Guid Worker)> voices)
    {
        Poster[] posters = [.. from row in city.Rows.Of(DemoTables.Organisation)
                               where row[5] is null
                               let people = city.Rows.Of(DemoTables.OrganisationPerson).Where(person => Equals(person[2], row[0]) && person[8] is null)
                               select new Poster((Guid)row[0]!, (string)row[2]!, (Guid)people.First(person => ((string[])person[5]!).Contains(OrganisationRight.Post))[3]!)];
        var count = 0;
        List<(Guid Id, string Title, DateOnly From)> live = [];
        // Each kind of stand begins with the first organisation, so that whoever is shown first has one of each.
        foreach (var (state, posts) in new[] { ("live", city.InFull ? 120 : 14), ("submitted", city.InFull ? 9 : 2), ("sent-back", city.InFull ? 7 : 2), ("draft", city.InFull ? 8 : 2), ("closed", city.InFull ? 40 : 4), ("told", city.InFull ? 160 : 8) })
        {
            for (var number = 0; number < posts; number++)
                Post(city, posters[number % posters.Length], coordinators, state, number, count++, live);
        }
        foreach (var ((person, _, _), index) in voices.Select((voice, index) => (voice, index)).Take(city.InFull ? 150 : 12))
        {
            Saved(city, person, index, live);
            if (index % 3 == 0)
                Kept(city, person);
        }
    }

    private static void Post(DemoCity city, Poster by, IReadOnlyList<Guid> coordinators, string state, int number, int count, List<(Guid, string, DateOnly)> live)
    {
        var dice = Dice.For(city.Seed, "opportunity", count);
        var job = Jobs[count % Jobs.Length];
        var isOver = state is "closed" or "told";
        var isPublished = isOver || state == "live";
        var written = isOver ? dice.Day(city.AsOf.AddDays(-360), city.AsOf.AddDays(-50)) : dice.Day(city.AsOf.AddDays(-45), city.AsOf.AddDays(-8));
        if (!isPublished)
            written = city.AsOf.AddDays(-dice.Between(3, 7));
        var published = written.AddDays(3);
        var closes = isOver ? Earlier(published.AddDays(dice.Between(14, 40)), city.AsOf.AddDays(-2)) : number % 9 == 4 ? city.AsOf.AddDays(dice.Between(0, 7)) : city.AsOf.AddDays(dice.Between(9, 60));
        var places = dice.Between(1, 4);
        var audience = dice.Weighted<string>([("only", 0.35), ("first", 0.4), ("everyone", job.Kind == "ring-fenced-interview" ? 0 : 0.25)]);
        int? headStart = audience == "first" ? dice.One(OpportunityChoices.HeadStarts) : null;
        DateOnly? others = !isPublished ? null : audience switch { "everyone" => published, "first" => published.AddDays(headStart!.Value), _ => null };
        var reason = dice.Weighted<string>([("expired", 0.7), ("filled", 0.25), ("withdrawn", 0.05)]);
        var closed = reason == "expired" ? closes : closes.AddDays(-4);
        var filled = dice.Between(0, places);
        var at = city.Recorded(dice, written);
        var (decidedAt, closedAt) = (city.Recorded(dice, published), city.Recorded(dice, Earlier(closed, city.AsOf.AddDays(-1))));
        var id = dice.Id(at);
        var coordinator = dice.One(coordinators);
        city.Rows.Add(DemoTables.Opportunity, id, city.Authority, by.Organisation, by.Name, state, 1, isPublished ? 1 : null, isPublished ? published : null, others, isPublished ? closes : null, isPublished ? places : null,
            isOver ? closed : null, isOver ? reason : null, state == "told" ? filled : null, state == "told" ? Math.Min(filled, dice.Between(0, 2)) : null, isOver ? closedAt : isPublished ? decidedAt : at, isPublished ? coordinator : by.Account);
        var isDecided = isPublished || state == "sent-back";
        string[] checks = dice.Chance(0.6) ? ["right-to-work", "references"] : job.Kind == "job" && job.Fields[0] is "care" or "children" ? ["dbs-enhanced"] : [];
        city.Rows.Add(DemoTables.OpportunityVersion, id, 1, city.Authority, by.Organisation, isPublished ? "approved" : state, job.Kind, job.Title, job.Standard, job.Level, job.Fields, job.Work, places,
            job.Pay is { } pay ? (int)(pay * 100) + (dice.Between(0, 8) * 10) : null, job.Pay is null ? "none" : "hour", (decimal)Math.Min(job.Hours, 16), (decimal)job.Hours, dice.One(Patterns), dice.Chance(0.6) ? closes.AddDays(dice.Between(14, 50)) : null, closes,
            $"OH{dice.Between(1, 9)}", dice.One(Areas), false, dice.Chance(0.2) ? (string[])["english-gcse"] : [], dice.Chance(0.5) ? (string[])["computer-basics", "some-experience"] : [], checks, checks.Length > 0 ? dice.One(["can-talk", "flexible"]) : null,
            (string[])["named-contact", .. OpportunityChoices.Support.Where(each => each != "named-contact" && dice.Chance(0.4))], dice.Chance(0.5), audience, headStart, job.Kind == "ring-fenced-interview" ? places : dice.Chance(0.4) ? 1 : null,
            at, by.Account, state == "draft" ? null : at, state == "draft" ? null : by.Account, isDecided ? decidedAt : null, isDecided ? coordinator : null);
        Step(city, dice, id, by, "begun", null, at, by.Account);
        if (state != "draft")
            Step(city, dice, id, by, "submitted", null, at.AddMinutes(20), by.Account);
        if (state == "sent-back")
        {
            Step(city, dice, id, by, "sent-back", null, decidedAt, coordinator);
            var mark = dice.One(Marks);
            city.Rows.Add(DemoTables.OpportunityMark, dice.Id(decidedAt), city.Authority, by.Organisation, id, 1, mark.Field, mark.Words, decidedAt, coordinator);
        }
        if (isPublished)
            Step(city, dice, id, by, "approved", null, decidedAt, coordinator);
        if (isOver)
            Step(city, dice, id, by, "closed", reason == "withdrawn" ? dice.One(Gone) : null, closedAt, reason == "expired" ? null : by.Account);
        if (state == "told")
            Step(city, dice, id, by, "told", null, closedAt.AddDays(1), by.Account);
        if (state == "live")
            live.Add((id, job.Title, published));
    }

    private static void Saved(DemoCity city, DemoPerson person, int index, List<(Guid Id, string Title, DateOnly From)> live)
    {
        var dice = Dice.For(city.Seed, "saved-opportunity", person.Number);
        foreach (var post in Enumerable.Range(0, dice.Between(1, 3)).Select(step => live[(index * 5 + step * 3) % live.Count]).DistinctBy(post => post.Id))
        {
            var at = city.Recorded(dice, Earlier(post.From.AddDays(dice.Between(0, 4)), city.AsOf.AddDays(-1)));
            city.Rows.Add(DemoTables.SavedOpportunity, dice.Id(at), city.Authority, person.Id, post.Id, post.Title, at, dice.Chance(0.15) ? at.AddDays(1) : null);
        }
    }

    private static void Kept(DemoCity city, DemoPerson person)
    {
        var dice = Dice.For(city.Seed, "kept-search", person.Number);
        var job = dice.One(Jobs);
        var at = city.Recorded(dice, city.AsOf.AddDays(-dice.Between(3, 25)));
        city.Rows.Add(DemoTables.KeptSearch, dice.Id(at), city.Authority, person.Id, null, dice.Chance(0.5) ? job.Kind : null, job.Fields[0], null, null, at, at, dice.Chance(0.15) ? at.AddDays(1) : null);
    }

    private static void Step(DemoCity city, Dice dice, Guid id, Poster by, string act, string? words, DateTimeOffset at, Guid? who) =>
        city.Rows.Add(DemoTables.OpportunityStep, dice.Id(at), city.Authority, by.Organisation, id, 1, act, words, at, who);

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}

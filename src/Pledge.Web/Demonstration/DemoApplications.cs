using Pledge.Domain.Applications;

namespace Pledge.Web.Demonstration;

/// <summary>What young people say of themselves to employers, and what they applied for over the past year, in every state.</summary>
internal static class DemoApplications
{
    private const int Most = 180;
    private static readonly string[] Skills = ["I am up early and I am on time.", "I cook for a lot of people.", "I know computers and I help others with theirs.", "I am calm when it is loud.", "I am good with children."];
    private static readonly string[] Done = ["I helped in the school kitchen for a year.", "I looked after my brothers.", "Two weeks in a shop, and they asked me to come again.", "I mend bikes for my friends."];
    private static readonly string[] Likes = ["To learn a trade with my hands.", "Something outside.", "Work with people.", "Something that I can do beside college."];
    private static readonly string[] Why = ["I would like to learn this and I live near.", "I have wanted to do this since I was small.", "A friend works with you and says that you are kind.", "I like that there is a buddy."];
    private static readonly string[] Help = ["Questions on paper, please.", "I would like to bring somebody.", "A quiet room helps me."];
    private static readonly string[] Feedback = ["You were well prepared. Next time tell us more about what you did in the kitchen.", "Thank you for coming. Somebody had done this work before. Please try again in spring.", "Your letter made us smile. We looked for a driving licence this time."];

    // Of those whose post is open, and of those whose post is over.
    private static readonly (string Value, double Weight)[] Open = [("draft", 2), ("sent", 4), ("interview", 2), ("offered", 1), ("no", 1), ("withdrawn", 1)];
    private static readonly (string Value, double Weight)[] Over = [("accepted", 4), ("turned-down", 4), ("declined", 1), ("withdrawn", 1), ("sent", 0.3)];

    private sealed record Post(Guid Id, Guid Organisation, string Name, string Title, string Kind, bool IsOpen, DateOnly From, DateOnly ClosesOn);

    public static void Make(DemoCity city, IReadOnlyList<(DemoPerson Person, Guid Account, Guid Worker)> voices)
    {
        var versions = city.Rows.Of(DemoTables.OpportunityVersion).ToLookup(row => (Guid)row[0]!, row => (Kind: (string)row[5]!, Title: (string)row[6]!));
        List<Post> posts = [.. from row in city.Rows.Of(DemoTables.Opportunity)
                               where row[7] is not null && row[9] is not null
                               select new Post((Guid)row[0]!, (Guid)row[2]!, (string)row[3]!, versions[(Guid)row[0]!].First().Title, versions[(Guid)row[0]!].First().Kind, Equals(row[4], "live"), (DateOnly)row[7]!, (DateOnly)row[9]!)];
        if (posts.Count == 0)
            return;
        foreach (var ((person, account, worker), index) in voices.Select((voice, index) => (voice, index)).Take(Most))
        {
            var dice = Dice.For(city.Seed, "application", person.Number);
            // The first few have one of each, whoever looks first.
            var count = index < 3 ? 3 : dice.Chance(0.5) ? dice.Between(1, 2) : 0;
            if (count == 0)
                continue;
            var skills = dice.One(Skills);
            var written = city.Recorded(dice, city.AsOf.AddDays(-dice.Between(60, 300)));
            city.Rows.Add(DemoTables.WorkProfile, dice.Id(written), city.Authority, person.Id, skills, dice.One(Done), dice.Chance(0.6) ? dice.One(Likes) : null, null, written, account, null);
            foreach (var post in Enumerable.Range(0, count).Select(number => posts[(index * 13 + number * 29) % posts.Count]).DistinctBy(post => post.Id))
                Apply(city, dice, person, account, worker, post, skills);
        }
    }

    private static void Apply(DemoCity city, Dice dice, DemoPerson person, Guid account, Guid worker, Post post, string skills)
    {
        var stand = dice.Weighted(post.IsOpen ? Open : Over);
        var last = post.ClosesOn < city.AsOf ? post.ClosesOn : city.AsOf.AddDays(-4);
        var sentOn = dice.Day(post.From < last ? post.From : last, last);
        var (begun, sent) = (city.Recorded(dice, sentOn.AddDays(-1)), city.Recorded(dice, sentOn));
        var answeredOn = sentOn.AddDays(dice.Between(1, 3));
        var answered = city.Recorded(dice, answeredOn < city.AsOf ? answeredOn : city.AsOf.AddDays(-1));
        var state = stand == "no" ? "sent" : stand;
        var isSent = stand != "draft";
        var decided = answered.AddHours(3);
        var ended = stand is "accepted" or "declined" or "turned-down" or "withdrawn" ? decided : (DateTimeOffset?)null;
        var employer = Guid.Empty;
        foreach (var row in city.Rows.Of(DemoTables.OrganisationPerson))
        {
            if (Equals(row[2], post.Organisation) && row[8] is null)
                employer = (Guid)row[3]!;
        }
        var id = dice.Id(begun);
        var interview = stand == "interview" ? city.AsOf.AddDays(dice.Between(2, 12)) : (DateOnly?)null;
        city.Rows.Add(DemoTables.JobApplication, id, city.Authority, person.Id, post.Id, city.Authority, post.Organisation, post.Title, post.Name, state, person.KnownAs ?? person.GivenName, "07700 900123", dice.One(Why), skills, null, null, null,
            dice.Chance(0.2) ? dice.One(Help) : null, isSent ? dice.Chance(0.4) : null, begun, isSent ? sent : null, isSent ? (post.ClosesOn > sentOn ? post.ClosesOn : sentOn).AddDays(JobApplication.AnswerDays) : null, interview,
            interview is null ? null : "10am at our front door. Ask for Sam. It takes half an hour.", stand == "turned-down" ? dice.One(Feedback) : null, ended, ended ?? (isSent ? stand is "interview" or "offered" ? answered : sent : begun), stand is "interview" or "offered" or "turned-down" ? employer : account);
        if (!isSent)
            return;
        void Step(string act, string side, DateTimeOffset at, Guid by) => city.Rows.Add(DemoTables.ApplicationStep, dice.Id(at), city.Authority, person.Id, id, act, side, null, at, by);
        Step("sent", "young-person", sent, account);
        if (stand is "interview" or "offered" or "accepted" or "declined")
            Step(stand == "interview" ? "interview" : "offered", "employer", answered, employer);
        if (stand is "accepted" or "declined" or "withdrawn")
            Step(stand, "young-person", decided, account);
        if (stand == "accepted")
            DemoPlacements.Make(city, dice, person, new(id, post.Organisation, post.Name, post.Title, post.Kind, decided, (account, employer, worker)));
        if (stand is "turned-down" or "no")
        {
            Step("turned-down", "employer", answered, employer);
            city.Rows.Add(DemoTables.TurningDown, id, city.Authority, post.Organisation, dice.One(Feedback), null, answered, employer, stand == "no" ? null : decided);
        }
        if (stand == "turned-down")
            Step("feedback-passed", "coordinator", decided, employer);
    }
}

using Pledge.Domain.Mentors;

namespace Pledge.Web.Demonstration;

/// <summary>What young people look for in a mentor, proposals in every state, and matches, over the past year.</summary>
internal static class DemoMentoring
{
    /// <summary>So many young people have to do with mentors, at most.</summary>
    private const int Most = 260;

    private static readonly string[] Said =
        ["Somebody who has been through it.", "I want to get better at talking to people at work.", "Just somebody to have a coffee with.", "Help with my theory test would be great.", "I would like to cook with somebody."];

    private static readonly string[] NoTime = ["New hours at work", "Has enough on just now", "Too far in the end"];

    // How a young person stands. The first few stand in each place once.
    private enum Stand
    {
        Looks,
        Matched,
        Asked,
        Picked,
        Draft,
        Ended,
        Stopped,
        Declined,
        Expired,
    }

    private static readonly (Stand Value, double Weight)[] Stands =
        [(Stand.Looks, 25), (Stand.Matched, 30), (Stand.Asked, 5), (Stand.Picked, 5), (Stand.Draft, 6), (Stand.Ended, 12), (Stand.Stopped, 5), (Stand.Declined, 8), (Stand.Expired, 4)];

    public static void Make(DemoCity city, IReadOnlyList<DemoMentors.Free> mentors, IReadOnlyList<Guid> coordinators, IReadOnlyList<(DemoPerson Person, Guid Account, Guid Worker)> voices)
    {
        if (mentors.Count == 0)
            return;
        var taken = new Dictionary<Guid, int>();
        List<Proposed> proposed = [];
        var release = Release.Of(city, coordinators);
        foreach (var ((person, account, worker), index) in voices.Select((voice, index) => (voice, index)))
        {
            var dice = Dice.For(city.Seed, "mentoring", person.Number);
            if (index >= Stands.Length && (index > Most || !dice.Chance(0.6)))
                continue;
            var stand = index == 0 ? Stand.Asked : index < Stands.Length ? Stands[index].Value : dice.Weighted(Stands);
            var began = dice.Day(city.AsOf.AddDays(stand is Stand.Matched or Stand.Ended ? -330 : -150), city.AsOf.AddDays(stand is Stand.Matched or Stand.Ended ? -60 : -30));
            Wish(city, dice, person, stand is Stand.Draft ? "worker" : "young-person", stand is Stand.Draft ? worker : account, began, stand is not Stand.Stopped);
            if (stand is Stand.Looks or Stand.Draft or Stand.Stopped)
            {
                if (stand is Stand.Looks && dice.Chance(0.5))
                    city.Rows.Add(DemoTables.MentorWaiting, dice.Id(city.Now), city.Authority, person.Id, city.AsOf.AddDays(dice.Between(3, 20)), city.Recorded(dice, city.AsOf.AddDays(-3)), dice.One(coordinators));
                continue;
            }
            // Whoever is shown first has something of each kind.
            var mentor = mentors[index is 1 or 5 ? 0 : (index * 7) % mentors.Count];
            if (stand is Stand.Matched && taken.GetValueOrDefault(mentor.Id) >= mentor.Places)
                continue;
            Propose(city, dice, person, account, worker, mentor, dice.One(coordinators), stand, Later(began, mentor.From), taken, release, proposed);
            // Whoever is shown first had a mentor before, and looks again.
            if (index == 0)
                Propose(city, Dice.For(city.Seed, "mentoring-before", person.Number), person, account, worker, mentors[0], coordinators[0], Stand.Ended, Later(city.AsOf.AddDays(-300), Earlier(mentors[0].From, began.AddDays(-60))), taken, release, []);
            if (stand is Stand.Declined && dice.Chance(0.4))
                city.Rows.Add(DemoTables.MentorNever, dice.Id(city.Now), city.Authority, person.Id, mentors[(index * 7 + 1) % mentors.Count].Id, "young-person", null, city.Recorded(dice, city.AsOf.AddDays(-10)), account);
        }

        Round(city, proposed, release, mentors.Count);
    }

    /// <summary>A round of the past, and the pairs that were proposed when it was released.</summary>
    private static void Round(DemoCity city, List<Proposed> pairs, Release release, int mentors)
    {
        if (pairs.Count == 0)
            return;
        var id = Dice.For(city.Seed, "mentor-round", 1).Id(release.At);
        var asked = release.At.AddMinutes(-20);
        city.Rows.Add(DemoTables.MentorRound, id, city.Authority, release.On.AddDays(21), "released", asked, release.By, 100, asked.AddMinutes(3), asked, 1, pairs.Count, mentors, pairs.Count, pairs.Sum(pair => (long)pair.Score), 0, release.At, release.By);
        foreach (var pair in pairs)
            city.Rows.Add(DemoTables.MentorRoundPair, city.Authority, id, pair.Person, pair.Mentor, pair.Called, pair.MentorCalled, true, false, pair.Score);
    }

    /// <summary>When the round of the past was released, and by whom: what would have been proposed in the seven weeks before was proposed then.</summary>
    private sealed record Release(DateOnly On, DateTimeOffset At, Guid By)
    {
        public static Release Of(DemoCity city, IReadOnlyList<Guid> coordinators)
        {
            var (dice, day) = (Dice.For(city.Seed, "mentor-round", 0), city.AsOf.AddDays(-72));
            return new(day, city.Recorded(dice, day), dice.One(coordinators));
        }

        public bool Holds(DateOnly day) => day <= On && day > On.AddDays(-50);
    }

    private sealed record Proposed(Guid Person, Guid Mentor, string Called, string MentorCalled, int Score);

    private static void Propose(
        DemoCity city, Dice dice, DemoPerson person, Guid account, Guid worker, DemoMentors.Free mentor, Guid coordinator, Stand stand, DateOnly began, Dictionary<Guid, int> taken, Release release, List<Proposed> proposed)
    {
        var isOpen = stand is Stand.Asked or Stand.Picked;
        var day = isOpen ? city.AsOf.AddDays(-dice.Between(2, 8)) : Earlier(began.AddDays(dice.Between(3, 12)), city.AsOf.AddDays(-20));
        var picked = stand is Stand.Picked || (stand is not Stand.Asked && dice.Chance(0.5));
        var inRound = !picked && release.Holds(day);
        if (inRound)
            (day, coordinator) = (release.On, release.By);
        var (at, answered) = (inRound ? release.At : city.Recorded(dice, day), city.Recorded(dice, day.AddDays(dice.Between(1, 6))));
        if (inRound)
            proposed.Add(new(person.Id, mentor.Id, person.KnownAs ?? person.GivenName, mentor.Called, 4000 + (answered.Minute * 90)));
        var isMatch = stand is Stand.Matched or Stand.Ended;
        var id = dice.Id(at);
        var meeting = isMatch ? day.AddDays(dice.Between(9, 16)) : (DateOnly?)null;
        var young = picked || isMatch ? "yes" : null;
        var theirs = isMatch ? "yes" : stand is Stand.Declined ? "no" : null;
        city.Rows.Add(DemoTables.MentorProposal, id, city.Authority, person.Id, mentor.Id, person.KnownAs ?? person.GivenName, mentor.Called, picked ? "young-person" : "coordinator", at, picked ? account : coordinator,
            day.AddDays(Domain.Mentors.MentorProposal.OpenDays), meeting, young, theirs, isOpen ? "open" : isMatch ? "matched" : stand is Stand.Declined ? "declined" : "closed", stand is Stand.Expired ? "expired" : null, isOpen ? null : answered);
        if (theirs is not null)
            city.Rows.Add(DemoTables.MentorAnswer, dice.Id(answered), city.Authority, person.Id, id, "mentor", theirs, theirs == "no" ? dice.One(NoTime) : null, answered, mentor.Account ?? coordinator);
        if (isMatch && !picked)
            city.Rows.Add(DemoTables.MentorAnswer, dice.Id(answered), city.Authority, person.Id, id, "young-person", "yes", null, answered, account);
        if (!isMatch)
            return;
        var ends = stand is Stand.Ended;
        if (!ends)
            taken[mentor.Id] = taken.GetValueOrDefault(mentor.Id) + 1;
        DemoMentoringLife.Make(city, new(person, account, worker, mentor, coordinator, id, ends ? 1 : taken[mentor.Id], meeting!.Value, answered, ends));
    }

    private static void Wish(DemoCity city, Dice dice, DemoPerson person, string side, Guid by, DateOnly day, bool looks)
    {
        var at = city.Recorded(dice, day);
        city.Rows.Add(DemoTables.MentorWish, dice.Id(at), city.Authority, person.Id, side, looks, dice.Chance(0.5) ? dice.One(Said) : null, dice.Some(MentorChoices.Kinds, 2),
            dice.Chance(0.25) ? (string[])[dice.One(["woman", "man"])] : [], dice.Chance(0.3) ? dice.Some(MentorChoices.Backgrounds, 1) : [], dice.Chance(0.1) ? dice.Some(MentorChoices.Languages, 1) : [],
            $"OH{dice.Between(1, 9)}", dice.One([8, 16, 32]), dice.Some(MentorChoices.Times, 3), dice.Some(MentorChoices.Interests, 3), dice.Some(MentorChoices.Helps, 3),
            dice.Chance(0.1) ? (string[])["background"] : [], (string[])["near", "background", "gender", "words"], at, by, null);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}

using Pledge.Domain.Mentoring;
using Pledge.Web.Data;

namespace Pledge.Web.Demonstration;

/// <summary>What young people and their mentors did with a year: agreements, meetings, breaks, check-ins, ends and a few worries.</summary>
internal static class DemoMentoringLife
{
    /// <summary>Two who meet, or met, with everybody around them.</summary>
    /// <param name="Meeting">London day of the first meeting.</param>
    public sealed record Two(DemoPerson Person, Guid Account, Guid Worker, DemoMentors.Free Mentor, Guid Coordinator, Guid Proposal, int Place, DateOnly Meeting, DateTimeOffset At, bool Ends);

    private static readonly string[] Things = ["Meet for a coffee and talk", "Cook together", "Practise for interviews", "Go for walks, and to the library", "Work on the theory test", "Play football on Sundays"];
    private static readonly string[] Goals = ["To cook five dishes", "An interview before summer", "To feel sure in a new place", "To pass the theory test"];
    private static readonly string[] Places = ["Quayside Café", "the library", "the park", "the leisure centre", "the community kitchen"];
    private static readonly string[] Liked = ["We laughed a lot.", "I said more than I thought.", "It helped with the form.", "The bus was late but it was fine."];
    private static readonly string[] Disliked = ["It was loud there.", "I was tired.", "We did not know what to say."];
    private static readonly string[] Heard = ["Looks forward to the meetings.", "Would like to meet somewhere quieter.", "Says that it is easier now than at the start.", "Not sure what to do together next."];
    private static readonly string[] Breaks = ["Exams until the holidays", "A new job, nights at first", "Away with family"];
    private static readonly string[] Stops = ["It did not feel right.", "I have a lot on now.", "I am moving further away."];
    private static readonly string[] Decided = ["They both felt it was time", "The young person moved away"];
    private static readonly string[] Well = ["You made me try things.", "We finished what we began.", "You always came."];
    private static readonly string[] Byes = ["Thank you for everything.", "I will think of our Sundays.", "Good luck with the new job."];
    private static readonly string[] Worries = ["They said they have not eaten since yesterday.", "Somebody waited for them outside and they were scared.", "They asked me not to tell anybody where they stayed last night."];
    private static readonly string[] Done = ["Rang them the same afternoon and met in the evening. Food voucher given. We speak again on Friday.", "Spoke to them and to the mentor. Told the police, reference kept on the record. Looked at the way home together."];

    public static void Make(DemoCity city, Two two)
    {
        var dice = Dice.For(city.Seed, "mentoring-life", two.Person.Number + (two.Ends ? 10_000 : 0));
        var id = dice.Id(two.At);
        var ended = two.Ends ? Later(two.Meeting.AddDays(30), Earlier(city.AsOf.AddDays(-dice.Between(3, 120)), two.Meeting.AddDays(dice.Between(40, 300)))) : (DateOnly?)null;
        if (ended >= city.AsOf)
            ended = city.AsOf.AddDays(-1);
        var kind = ended is null ? (MatchEnd?)null : dice.Weighted([(MatchEnd.AsPlanned, 55), (MatchEnd.YoungPersonStops, 20), (MatchEnd.MentorStops, 15), (MatchEnd.CoordinatorEnds, 10)]);
        var ending = kind is MatchEnd.AsPlanned ? ended : ended is null && dice.Chance(0.08) ? city.AsOf.AddDays(dice.Between(5, 30)) : (DateOnly?)null;
        var planned = ending is { } last ? city.Recorded(dice, Later(two.Meeting, Earlier(last, city.AsOf).AddDays(-20))) : (DateTimeOffset?)null;
        var endedBy = kind switch { null => (Guid?)null, MatchEnd.YoungPersonStops => two.Account, MatchEnd.MentorStops => two.Mentor.Account ?? two.Coordinator, _ => two.Coordinator };
        city.Rows.Add(DemoTables.MentorMatch, id, city.Authority, two.Person.Id, two.Mentor.Id, two.Proposal, two.Place, two.Meeting, two.At,
            ended, kind is MatchEnd.CoordinatorEnds or MatchEnd.AsPlanned ? dice.One(Decided) : null, endedBy, kind is { } how ? Kebab.Of(how) : null, ending, planned, ending is null ? null : two.Account);
        var rhythm = dice.Weighted([(MeetingRhythm.Weekly, 30), (MeetingRhythm.Fortnightly, 50), (MeetingRhythm.Monthly, 20)]);
        Agreement(city, dice, two, id, rhythm);
        var pause = ended is null && two.Meeting < city.AsOf.AddDays(-30) && dice.Chance(0.08) ? city.AsOf.AddDays(-dice.Between(3, 20)) : (DateOnly?)null;
        if (pause is { } from)
            city.Rows.Add(DemoTables.MentorPause, dice.Id(city.Now), city.Authority, two.Person.Id, id, "young-person", from, city.AsOf.AddDays(dice.Between(8, 60)), dice.One(Breaks), city.Recorded(dice, from), two.Account);
        // A few went quiet.
        var until = ended ?? pause ?? (dice.Chance(0.07) ? city.AsOf.AddDays(-dice.Between(45, 80)) : city.AsOf);
        Meetings(city, dice, two, id, rhythm, until, goesOn: until == city.AsOf);
        CheckIns(city, dice, two, id, ended ?? city.AsOf);
        if (ended is { } day)
            End(city, dice, two, id, day, kind!.Value);
        if (two.Person.Number % 29 == 3 || (two.Person.Number == 0 && two.Ends))
            Worry(city, dice, two, id);
    }

    private static void Agreement(DemoCity city, Dice dice, Two two, Guid match, MeetingRhythm rhythm)
    {
        if ((!dice.Chance(0.88) && two.Person.Number > 8) || two.Meeting >= city.AsOf.AddDays(-2))
            return;
        var written = city.Recorded(dice, two.Meeting.AddDays(1));
        var agreed = dice.Chance(0.92) ? city.Recorded(dice, Earlier(two.Meeting.AddDays(3), city.AsOf)) : (DateTimeOffset?)null;
        var byMentor = two.Mentor.Account is not null && dice.Chance(0.6);
        city.Rows.Add(DemoTables.MentorAgreement, dice.Id(written), city.Authority, two.Person.Id, match, byMentor ? "mentor" : "young-person", dice.One(Things), Kebab.Of(rhythm), two.Meeting.AddYears(1), dice.Chance(0.6) ? dice.One(Goals) : null,
            written, byMentor ? two.Mentor.Account : two.Account, byMentor ? agreed : written, byMentor ? written : agreed);
    }

    private static void Meetings(DemoCity city, Dice dice, Two two, Guid match, MeetingRhythm rhythm, DateOnly until, bool goesOn)
    {
        var every = rhythm switch { MeetingRhythm.Weekly => 7, MeetingRhythm.Fortnightly => 14, _ => 28 };
        var day = two.Meeting;
        for (; day < until; day = day.AddDays(every + dice.Between(-1, 2)))
        {
            var at = city.Recorded(dice, day);
            var outcome = day == two.Meeting ? "made" : dice.Weighted([("made", 82), ("called-off", 11), ("missed", 7)]);
            var byMentor = two.Mentor.Account is not null && dice.Chance(0.6);
            var by = byMentor ? two.Mentor.Account!.Value : two.Account;
            var id = dice.Id(at);
            city.Rows.Add(DemoTables.MentorMeeting, id, city.Authority, two.Person.Id, match, byMentor ? "mentor" : "young-person", day, dice.Chance(0.6) ? dice.One(Places) : null, at, by, outcome, at, by);
            if (outcome != "made")
                continue;
            if (dice.Chance(0.4))
                Felt(city, dice, two, match, id, "young-person", two.Account, at);
            if (two.Mentor.Account is { } mentor && dice.Chance(0.35))
                Felt(city, dice, two, match, id, "mentor", mentor, at);
        }
        if (goesOn && dice.Chance(0.7))
            city.Rows.Add(DemoTables.MentorMeeting, dice.Id(city.Now), city.Authority, two.Person.Id, match, "young-person", Later(day, city.AsOf.AddDays(1)), dice.One(Places), city.Recorded(dice, city.AsOf.AddDays(-1)), two.Account, null, null, null);
    }

    private static void Felt(DemoCity city, Dice dice, Two two, Guid match, Guid meeting, string side, Guid by, DateTimeOffset at)
    {
        var feeling = dice.Weighted([(5, 35), (4, 35), (3, 20), (2, 7), (1, 3)]);
        city.Rows.Add(DemoTables.MentorFeeling, dice.Id(at), city.Authority, two.Person.Id, match, meeting, side, feeling, dice.Chance(0.3) ? dice.One(feeling > 2 ? Liked : Disliked) : null, at, by);
    }

    private static void CheckIns(DemoCity city, Dice dice, Two two, Guid match, DateOnly until)
    {
        foreach (var months in MentorCheckIn.Months)
            foreach (var side in (string[])["young-person", "mentor"])
            {
                var day = MentorCheckIn.DueOn(two.Meeting, months).AddDays(dice.Between(0, 9));
                if (day < until && dice.Chance(0.93))
                    city.Rows.Add(DemoTables.MentorCheckIn, dice.Id(city.Now), city.Authority, two.Person.Id, match, side, months, day, dice.Weighted([("well", 75), ("mixed", 20), ("worried", 5)]), dice.Chance(0.7) ? dice.One(Heard) : null,
                        city.Recorded(dice, day), two.Coordinator);
            }
    }

    private static void End(DemoCity city, Dice dice, Two two, Guid match, DateOnly day, MatchEnd kind)
    {
        var at = city.Recorded(dice, day);
        if (kind is MatchEnd.YoungPersonStops && dice.Chance(0.6))
            city.Rows.Add(DemoTables.MentorFeeling, dice.Id(at), city.Authority, two.Person.Id, match, null, "young-person", null, dice.One(Stops), at, two.Account);
        if (kind is not MatchEnd.AsPlanned)
            return;
        city.Rows.Add(DemoTables.MentorGoodbye, dice.Id(at), city.Authority, two.Person.Id, match, "young-person", dice.One(Well), dice.One(Byes), at, two.Account);
        if (two.Mentor.Account is { } mentor)
            city.Rows.Add(DemoTables.MentorGoodbye, dice.Id(at), city.Authority, two.Person.Id, match, "mentor", dice.One(Well), dice.One(Byes), at, mentor);
    }

    private static void Worry(DemoCity city, Dice dice, Two two, Guid match)
    {
        var at = city.Recorded(dice, city.AsOf.AddDays(-dice.Between(1, 40)));
        var read = dice.Chance(0.6) ? at.AddHours(dice.Between(1, 20)) : (DateTimeOffset?)null;
        if (read > city.Now)
            read = null;
        var (id, byMentor) = (dice.Id(at), two.Mentor.Account is not null);
        city.Rows.Add(DemoTables.MentorConcern, id, city.Authority, two.Person.Id, match, byMentor ? "mentor" : "coordinator", dice.One(Worries), at, byMentor ? two.Mentor.Account : two.Coordinator, read, read is null ? null : two.Worker);
        if (read is { } when)
            city.Rows.Add(DemoTables.MentorConcernNote, dice.Id(when), city.Authority, two.Person.Id, id, dice.One(Done), when, two.Worker);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}

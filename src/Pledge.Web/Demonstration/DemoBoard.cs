using Pledge.Domain.Organisations;

namespace Pledge.Web.Demonstration;

/// <summary>What the council itself promised, how far signatories say they are, and a year of the board: its meetings, what they decided and what became of it.</summary>
internal static class DemoBoard
{
    private static readonly (string Kind, string Promise, int HowMany, int Done, int ByDays, string Words)[] Council =
    [
        ("apprenticeships", "work-or-study", 12, 14, -60, "In parks, libraries, finance and the contact centre"),
        ("work-experience", "work-or-study", 20, 11, 120, "Two weeks each, with travel paid"),
        ("mentors", "people", 25, 9, -25, "Staff of the council, two hours a fortnight"),
        ("priority", "home", 1, 1, -150, "Care leavers come first for council flats until they are 25"),
        ("priority", "health", 1, 0, 18, "A named nurse for whoever moves home"),
        ("board", "voice", 2, 2, -200, "Two young people with votes on the board"),
    ];

    private static readonly string[] Said = ["Agreed by cabinet and in our published offer.", "The list of those who started is with the programme's office.", "We hold places open and report each quarter.", "Training is booked for those who said yes."];

    private static readonly (string Decision, string? Action, string? Indicator, string? Promise)[][] Meetings =
    [
        [("The board will read the figures for homes at each meeting.", null, null, null), ("Too few homes are ready before somebody turns 18.", "Bring a plan for twelve more training flats", "CL-ACC-1718", "home"), ("Young people are to read papers before councillors do.", "Send each pack to the young people's forum a week ahead", null, "voice")],
        [("Work experience is to be offered in every directorate.", "Name a lead for work experience in each directorate", "CL-EET-1718", "work-or-study"), ("Nobody is to wait longer than a month for a mentor.", "Ask the fire service and the hospital for mentors", null, "people"), ("The promise about health is to be looked at in depth.", null, null, "health")],
        [("Council tax letters are to stop going to care leavers.", "Put the exemption into the billing system", null, "independent"), ("Moves without notice are to be told to the chair.", "Report each move without notice, as a number, every quarter", null, "home"), ("Leisure passes are to be renewed without asking again.", "Renew leisure passes for the year", null, "talents")],
        [("Learning and work at 19 to 21 differ too much between areas.", "Look at every area where fewer than half are in work or learning", "CL-EET-1921", "work-or-study"), ("In two teams workers change more often than in others.", "Bring what exit interviews say about why workers leave", null, "workers"), ("Young people asked for help with records.", "Write a page on how to ask for one's record, with the forum", null, "people")],
    ];

    private static readonly string[] Updates = ["Agreed with the directors. Dates follow.", "Half of it is in place.", "The first meeting was held and the work is shared out.", "Waiting for an answer from the supplier."];

    public static void Make(DemoCity city)
    {
        var staff = city.Rows.Of(DemoTables.Staff).Where(row => row[3] is not Roles.Adviser && row[7] is null).Select(row => (Id: (Guid)row[0]!, Role: (string)row[3]!, Name: (string)row[4]!)).ToList();
        var runners = staff.Where(one => Roles.BoardRunners.Contains(one.Role)).ToList();
        var dice = Dice.For(city.Seed, "board", 0);
        foreach (var (kind, promise, howMany, done, byDays, words) in Council)
        {
            var at = city.Recorded(dice, city.AsOf.AddDays(-340 + dice.Between(0, 20)));
            var (id, owner) = (dice.Id(at), dice.One(staff));
            city.Rows.Add(DemoTables.Commitment, id, city.Authority, null, kind, howMany, city.AsOf.AddDays(byDays), words, at, dice.One(runners).Id, id, promise, owner.Id, owner.Name);
            // Said in two steps, so that each has a history.
            foreach (var (so, ago) in ((int, int)[])[(done / 2, 180), (done, 20)])
                Update(city, dice, id, so, ago, owner.Id);
        }
        // What Pledge cannot count, the organisations say.
        foreach (var row in city.Rows.Of(DemoTables.Commitment).Where(row => row[2] is not null && row[3] is "priority" or "board" && row[11] is not null).ToList())
            if (dice.Chance(0.6))
                Update(city, dice, (Guid)row[0]!, dice.Chance(0.7) ? (int)row[4]! : 0, dice.Between(1, 9), (Guid)row[11]!);

        for (var number = 0; number < Meetings.Length; number++)
            Meeting(city, Dice.For(city.Seed, "board-meeting", number), number, staff, runners);
        var planned = city.Recorded(dice, city.AsOf.AddDays(-12));
        var planner = dice.One(runners).Id;
        city.Rows.Add(DemoTables.BoardMeeting, dice.Id(planned), city.Authority, city.AsOf.AddDays(16), null, null, planned, planner, planned, planner, null, null, null);
    }

    private static void Update(DemoCity city, Dice dice, Guid commitment, int done, int daysAgo, Guid by)
    {
        var at = city.Recorded(dice, city.AsOf.AddDays(-daysAgo));
        city.Rows.Add(DemoTables.CommitmentUpdate, dice.Id(at), city.Authority, commitment, done, dice.One(Said), null, at, by);
    }

    private static void Meeting(DemoCity city, Dice dice, int number, List<(Guid Id, string Role, string Name)> staff, List<(Guid Id, string Role, string Name)> runners)
    {
        var held = city.AsOf.AddDays(-330 + (number * 90));
        var (planned, written) = (city.Recorded(dice, held.AddDays(-20)), city.Recorded(dice, held));
        var closed = written.AddDays(1);
        var by = dice.One(runners);
        var id = dice.Id(planned);
        var carried = number == 0 ? (DateTimeOffset?)null : (DateTimeOffset)city.Rows.Of(DemoTables.BoardMeeting)[^1][10]!;
        city.Rows.Add(DemoTables.BoardMeeting, id, city.Authority, held, string.Join('\n', staff.Where(one => one.Role == Roles.Board).Select(one => one.Name).Append(by.Name)), number % 2 == 0 ? "The head of the virtual school" : null,
            planned, by.Id, closed, by.Id, carried, closed, by.Id);
        foreach (var ((decision, action, indicator, promise), place) in Meetings[number].Select((each, place) => (each, place)))
        {
            var line = dice.Id(written);
            var at = written.AddMinutes(10 * (place + 1));
            city.Rows.Add(DemoTables.BoardMeetingLine, line, city.Authority, id, "decision", decision, at, by.Id);
            if (action is not null)
                Action(city, dice, action, indicator, promise, line, dice.One(staff), by.Id, at.AddMinutes(5), held.AddDays(dice.Between(40, 110)));
        }
        if (number == 1)
            city.Rows.Add(DemoTables.BoardMeetingLine, dice.Id(closed), city.Authority, id, "correction", "The second decision says a month. The board said six weeks.", closed.AddDays(9), by.Id);
    }

    private static void Action(DemoCity city, Dice dice, string what, string? indicator, string? promise, Guid decision, (Guid Id, string Role, string Name) owner, Guid by, DateTimeOffset at, DateOnly due)
    {
        var id = dice.Id(at);
        List<(string State, string? Words, DateTimeOffset At, Guid By)> steps = [("open", null, at, by)];
        if (at.AddDays(30) < city.Now && dice.Chance(0.8))
            steps.Add(("open", dice.One(Updates), at.AddDays(dice.Between(15, 29)), owner.Id));
        // Most of what is past its day is done, some on time and some not; a few are still open, and late.
        var ended = DemoCity.At(due.AddDays(dice.Between(-10, 20)));
        if (ended < city.Now && dice.Chance(0.7))
            steps.Add(dice.Chance(0.85) ? ("done", "Done, and shown to the chair.", ended, owner.Id) : ("dropped", "The board does it another way: see its newest decisions.", ended, by));
        var (state, _, changed, changer) = steps[^1];
        city.Rows.Add(DemoTables.BoardAction, id, city.Authority, what, indicator, promise, decision, owner.Id, owner.Name, due, state, at, by, changed, changer);
        foreach (var step in steps)
            city.Rows.Add(DemoTables.BoardActionUpdate, dice.Id(step.At), city.Authority, id, step.State, owner.Name, due, step.Words, step.At, step.By);
    }
}

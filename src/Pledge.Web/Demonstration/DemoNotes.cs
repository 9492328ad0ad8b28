using System.Text.Json;

namespace Pledge.Web.Demonstration;

/// <summary>Notes on the record of some people, a few of them kept back, some of those to be looked at again by now; and what a few workers have typed and not sent.</summary>
internal static class DemoNotes
{
    public static void Make(DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments)
    {
        if (assignments[^1].To is not null)
            return;
        var dice = Dice.For(city.Seed, "note", person.Number);
        for (var left = person.Number < DemoCity.SignInPeople ? 2 : dice.Chance(0.12) ? 1 : 0; left > 0; left--)
            Add(city, dice, person, assignments, keptBack: person.Number < DemoCity.SignInPeople ? left == 1 && person.Number % 2 == 0 : dice.Chance(0.3));
        if (dice.Chance(person.Number < DemoCity.SignInPeople ? 0.5 : 0.004))
            Draft(city, dice, person, assignments);
    }

    private static void Add(DemoCity city, Dice dice, DemoPerson person, IReadOnlyList<DemoAssignment> assignments, bool keptBack)
    {
        var day = dice.Day(city.AsOf.AddDays(-110) > assignments[^1].From ? city.AsOf.AddDays(-110) : assignments[^1].From, city.AsOf.AddDays(-1));
        var at = city.Recorded(dice, day);
        var worker = assignments.On(day);
        var note = dice.Id(at);
        if (!keptBack)
        {
            city.Rows.Add(DemoTables.Note, note, city.Authority, person.Id, dice.One(DemoWords.NotesOf("record")), at, worker, null);
            return;
        }
        var hiding = dice.Id(at);
        var (text, reason) = dice.One(DemoWords.NotesOf("kept-back")).Split('|') is [var first, var second] ? (first, second) : throw new InvalidOperationException("A note kept back has a reason.");
        city.Rows.Add(DemoTables.Note, note, city.Authority, person.Id, text, at, worker, hiding);
        city.Rows.Add(DemoTables.NoteHiding, hiding, city.Authority, person.Id, note, reason, Domain.LondonTime.DayOf(at).AddDays(dice.Between(20, 150)), at, worker);
    }

    private static void Draft(DemoCity city, Dice dice, DemoPerson person, IReadOnlyList<DemoAssignment> assignments)
    {
        var at = city.Recorded(dice, city.AsOf.AddDays(-dice.Between(0, 3)));
        var body = JsonSerializer.Serialize(new Dictionary<string, string[]>
        {
            ["With"] = [person.Id.ToString()],
            ["Form.Outcome"] = ["made"],
            ["Form.Channel"] = ["phone"],
            ["Form.StartedBy"] = ["worker"],
            ["Form.Note"] = [dice.One(DemoWords.NotesOf("made")).Split('.')[0]],
        });
        city.Rows.Add(DemoTables.Draft, city.Authority, assignments.On(city.AsOf), "contact", person.Id, body, dice.Id(at), at);
    }
}

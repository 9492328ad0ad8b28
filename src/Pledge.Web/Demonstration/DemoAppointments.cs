using Pledge.Domain;

namespace Pledge.Web.Demonstration;

/// <summary>When young people and their workers meet: some coming up, agreed or waiting for a yes; some over, some cancelled.</summary>
internal static class DemoAppointments
{
    private static readonly (string Value, double Weight)[] Kinds = [("meeting", 40), ("call", 25), ("visit", 20), ("plan-review", 10), ("somewhere-else", 5)];
    private static readonly string?[] Places = ["The library", "Your home", "The café by the station", "The leaving care office", null];
    private static readonly int[] Lengths = [30, 45, 60, 60, 90];

    /// <param name="account">Of the young person; null for one who never signed in, who asks for nothing.</param>
    public static void Make(DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments, Guid? account)
    {
        if (assignments[^1].To is not null || (person.Number >= DemoCity.SignInPeople && person.Number % (city.InFull ? 3 : 50) != 1))
            return;
        var dice = Dice.For(city.Seed, "appointment", person.Number);
        foreach (var days in new[] { -dice.Between(20, 80), dice.Between(2, 20), dice.Between(21, 60) })
        {
            var asked = city.Recorded(dice, city.AsOf.AddDays(days < 0 ? days - 6 : -dice.Between(1, 6)));
            if (LondonTime.DayOf(asked) >= assignments[^1].From && (days < 21 || dice.Chance(0.4)))
                One(city, person, dice, asked, days, assignments[^1].Worker.Id, account);
        }
    }

    private static void One(DemoCity city, DemoPerson person, Dice dice, DateTimeOffset asked, int days, Guid worker, Guid? account)
    {
        var byYoungPerson = account is not null && dice.Chance(0.3);
        var (mine, theirs) = byYoungPerson ? ("young-person", "worker") : ("worker", "young-person");
        var startsAt = LondonTime.At(city.AsOf.AddDays(days), new(dice.Between(9, 17), dice.One([0, 15, 30])));
        var minutes = dice.One(Lengths);
        var end = days < 0 ? dice.Weighted([("accepted", 80.0), ("cancelled", 20)]) : dice.Weighted([("accepted", 60.0), ("proposed", 40)]);
        if (account is null && !byYoungPerson && end == "accepted")
            end = "proposed";
        var answered = asked.AddMinutes(dice.Between(20, 600));
        if (answered > city.Now)
            end = "proposed";

        var id = dice.Id(asked);
        var changed = end == "proposed" ? asked : answered;
        city.Rows.Add(DemoTables.Appointment, id, city.Authority, person.Id, dice.Weighted(Kinds), startsAt, minutes, dice.One(Places), end, mine, end == "proposed" ? 0 : 1, changed);
        Change(0, "proposed", mine, null, asked);
        if (end == "accepted")
            Change(1, end, theirs, null, answered);
        else if (end == "cancelled")
            Change(1, end, mine, dice.Chance(0.5) ? "Something came up" : null, answered);

        void Change(int sequence, string act, string side, string? reason, DateTimeOffset at) =>
            city.Rows.Add(DemoTables.AppointmentChange, dice.Id(at), city.Authority, person.Id, id, sequence, act, side, startsAt, minutes, reason, at, side == "worker" ? worker : account ?? worker);
    }
}

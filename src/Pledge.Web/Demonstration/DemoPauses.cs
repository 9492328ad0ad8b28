namespace Pledge.Web.Demonstration;

/// <summary>Clocks somebody paused, with why: a few under way, a few that ended early.</summary>
internal static class DemoPauses
{
    private static readonly string[] Rules = ["contact-due", "visit-due", "plan-review-due", "yearly-offer-due"];

    public static void Make(DemoCity city, DemoPerson person, IReadOnlyList<DemoAssignment> assignments)
    {
        if (assignments[^1].To is not null || person.Number % (city.InFull ? 25 : 500) != 7)
            return;
        var dice = Dice.For(city.Seed, "pause", person.Number);
        var day = city.AsOf.AddDays(-dice.Between(2, 20));
        if (day < assignments[^1].From)
            return;
        var at = city.Recorded(dice, day);
        var worker = assignments.On(day);
        var ended = dice.Chance(0.3) ? city.Recorded(dice, city.AsOf.AddDays(-1)) : (DateTimeOffset?)null;
        city.Rows.Add(DemoTables.ClockPause, dice.Id(at), city.Authority, person.Id, dice.One(Rules), day, day.AddDays(dice.Between(25, 60)), dice.One(DemoWords.PauseReasons), at, worker,
            ended, ended is null ? null : worker);
    }
}

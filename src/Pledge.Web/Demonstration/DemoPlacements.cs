using Pledge.Domain;
using Pledge.Domain.Applications;

namespace Pledge.Web.Demonstration;

/// <summary>What became of the places that young people took: they start, stay or leave, and those in an apprenticeship wait for the bursary.</summary>
internal static class DemoPlacements
{
    private static readonly string[] Reasons = ["ended", "another-place", "not-for-me", "travel", "money", "health", "home"];

    /// <param name="By">Accounts of the young person, of the employer and of the worker.</param>
    internal sealed record Taken(Guid Application, Guid Organisation, string OrganisationName, string Title, string Kind, DateTimeOffset At, (Guid Young, Guid Employer, Guid Worker) By);

    public static void Make(DemoCity city, Dice dice, DemoPerson person, Taken taken)
    {
        var id = dice.Id(taken.At);
        var expected = LondonTime.DayOf(taken.At).AddDays(dice.Between(7, 28));
        city.Rows.Add(DemoTables.JobPlacement, id, city.Authority, person.Id, taken.Application, city.Authority, taken.Organisation, taken.OrganisationName, taken.Title, taken.Kind, person.KnownAs ?? person.GivenName, expected, dice.One([20m, 30m, 37.5m]), taken.At);

        void Say(string about, int afterDays, string side, DateOnly? day, DateOnly on, string? reason = null)
        {
            if (on >= city.AsOf)
                return;
            var at = city.Recorded(dice, on);
            city.Rows.Add(DemoTables.PlacementStatement, dice.Id(at), city.Authority, person.Id, id, about, afterDays, side, day is not null || about == "going", day, reason, null, at,
                side switch { "young-person" => taken.By.Young, "employer" => taken.By.Employer, _ => taken.By.Worker });
        }

        if (dice.Chance(0.08))
        {
            Say("started", 0, "young-person", null, expected);
            return;
        }
        var started = expected.AddDays(dice.Between(0, 3));
        var left = dice.Chance(0.3) ? started.AddDays(dice.Between(20, 220)) : (DateOnly?)null;
        Say("started", 0, "young-person", started, started.AddDays(dice.Between(0, 2)));
        if (dice.Chance(0.8))
            Say("started", 0, "employer", started.AddDays(dice.Chance(0.1) ? 1 : 0), started.AddDays(dice.Between(1, 5)));
        if (dice.Chance(0.9))
            Say("started", 0, "worker", started, started.AddDays(dice.Between(3, 10)));
        foreach (var days in PlacementStory.GoingAfterDays.Where(days => !(left < started.AddDays(days))))
        {
            foreach (var (side, chance) in new[] { ("young-person", 0.8), ("employer", 0.6), ("worker", 0.2) })
            {
                if (dice.Chance(chance))
                    Say("going", days, side, null, started.AddDays(days + dice.Between(0, 6)));
            }
        }
        if (taken.Kind == "apprenticeship")
        {
            foreach (var payment in ApprenticeBursary.For(started, person.Born).Where(payment => !(left < started.AddDays(payment.AfterDays))))
            {
                var came = started.AddDays(payment.AfterDays + dice.Between(10, payment.PassedOnWithin));
                Say("bursary", payment.AfterDays, "young-person", dice.Chance(0.8) ? came : null, came.AddDays(1));
            }
        }
        if (left is not { } last)
            return;
        var why = dice.One(Reasons);
        Say("left", 0, "young-person", last, last.AddDays(dice.Between(0, 4)), why);
        if (dice.Chance(0.7))
            Say("left", 0, "worker", last, last.AddDays(dice.Between(4, 12)), why);
    }
}

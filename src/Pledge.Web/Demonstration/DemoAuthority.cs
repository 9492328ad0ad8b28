using Pledge.Domain.Clocks;
using Pledge.Domain.Organisations;
using Pledge.Domain.Promises;
using Pledge.Web.Data;

namespace Pledge.Web.Demonstration;

/// <summary>Sets up an authority: its teams and staff, its pledge, its targets and clocks.</summary>
internal static class DemoAuthority
{
    private const int PerAdviser = 27, PerTeam = 7;

    // Homes are in ZO1 to ZO9: two of them are over the border.
    private static readonly string[] OwnOutcodes = [.. Enumerable.Range(1, 7).Select(number => $"ZO{number}")];

    public static void Make(DemoCity city, DemoAccounts accounts)
    {
        var dice = city.Dice;
        city.Rows.Add(DemoTables.Authority, city.Authority, city.Name, city.Name, false, true);
        var advisers = Math.Max(1, (int)Math.Ceiling(city.YoungPeople / (double)PerAdviser));
        var teams = Enumerable.Range(0, Math.Max(1, (advisers + PerTeam - 1) / PerTeam)).Select(i => Team(city, dice, i)).ToList();

        for (var i = 0; i < advisers; i++)
        {
            var (id, name) = accounts.Staff(dice, Roles.Adviser, teams[i % teams.Count], leftOn: null, listed: i < 6);
            city.Advisers.Add(new(id, name, null));
        }
        for (var i = 0; i < Math.Max(2, advisers / 6); i++)
        {
            var leftOn = dice.Day(city.StartsOn.AddDays(300), city.AsOf.AddDays(-60));
            var (id, name) = accounts.Staff(dice, Roles.Adviser, teams[i % teams.Count], leftOn, listed: false);
            city.FormerAdvisers.Add(new(id, name, leftOn));
        }
        foreach (var (team, i) in teams.Select((team, i) => (team, i)))
            city.Managers.Add(accounts.Staff(dice, Roles.Manager, team, leftOn: null, listed: i < 4).Id);
        // Without a team: what no team's manager puts right rises to them, and they see everybody.
        accounts.Staff(Dice.For(city.Seed, "service", 0), Roles.Manager, team: null, leftOn: null, listed: true, note: "manages the whole service");
        foreach (var (role, count) in new[] { (Roles.Board, 3), (Roles.DataOfficer, 2), (Roles.Administrator, 2) })
            for (var i = 0; i < count; i++)
                accounts.Staff(dice, role, team: null, leftOn: null, listed: true);
        Pledge(city, dice);
        Settings(city, dice);
    }

    private static Guid Team(DemoCity city, Dice dice, int number)
    {
        var id = dice.Id(DemoCity.At(city.StartsOn));
        var name = DemoWords.Teams[number % DemoWords.Teams.Count];
        city.Rows.Add(DemoTables.Team, id, city.Authority, number < DemoWords.Teams.Count ? name : $"{name} {number / DemoWords.Teams.Count + 1}");
        return id;
    }

    private static void Pledge(DemoCity city, Dice dice)
    {
        var at = DemoCity.At(city.StartsOn);
        var edition = dice.Id(at);
        city.Rows.Add(DemoTables.Edition, edition, city.Authority, 1, city.StartsOn, at);
        foreach (var (wording, i) in Edition.DefaultPledge.Select((wording, i) => (wording, i)))
        {
            var id = dice.Id(at);
            city.Promises.Add((id, wording.Key));
            city.Rows.Add(DemoTables.Promise, id, city.Authority, edition, wording.Key, i + 1, wording.Statement, wording.OutcomeArea,
                wording.AskedOf.FromAge, wording.AskedOf.UntilAge);
        }
    }

    private static void Settings(DemoCity city, Dice dice)
    {
        var at = DemoCity.At(city.StartsOn);
        // Targets run by collection year; those of homes, learning and work rise a little each year.
        var first = new DateOnly(city.StartsOn.Year, 4, 1);
        // Its own sequence, so that what was there before stays as it was.
        var more = Dice.For(city.Seed, "figures", 0);
        for (var year = 0; first.AddYears(year) <= city.AsOf; year++)
        {
            var from = first.AddYears(year);
            void Aim(Dice ids, string indicator, decimal target, decimal tolerance) => city.Rows.Add(DemoTables.Target, ids.Id(at), city.Authority, indicator, from,
                from.AddYears(1) > city.AsOf ? null : from.AddYears(1), target, tolerance, DemoCity.At(from < city.StartsOn ? city.StartsOn : from));
            foreach (var (indicator, start, tolerance) in new[] { ("CL-ACC-1718", 90m, 3m), ("CL-ACC-1921", 88m, 3m), ("CL-EET-1718", 62m, 4m), ("CL-EET-1921", 52m, 4m) })
                Aim(dice, indicator, start + year * 0.5m, tolerance);
            foreach (var (indicator, target, tolerance) in new[] { ("CL-NEET-1921", 38m, 3m), ("CL-TOUCH", 90m, 5m), ("CL-VISIT7", 95m, 5m), ("CL-PLAN", 90m, 5m), ("CL-PLAN-SEEN", 70m, 10m), ("CL-PA-CHG", 0.3m, 0.2m), ("CL-PA-LOAD", 25m, 3m), ("CL-BB", 10m, 5m) })
                Aim(more, indicator, target, tolerance);
        }
        city.Rows.Add(DemoTables.AuthorityArea, more.Id(at), city.Authority, OwnOutcodes, at);
        // A little stricter than the product's own standard for those under 18; the rest stays as it comes.
        foreach (var band in new[] { ClockBand.Eligible, ClockBand.Relevant })
            city.Rows.Add(DemoTables.ClockSetting, city.Authority, Kebab.Of(ClockRule.ContactDue), Kebab.Of(band), 42, 0);
    }
}

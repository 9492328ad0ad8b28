using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Domain.Partners;
using Pledge.Web.Data;

namespace Pledge.Web.Demonstration;

/// <summary>The people of partner organisations, what these said they would do, and who asked to join.</summary>
internal static class DemoPartners
{
    private static readonly string[] Joiners = ["Lantern Boats", "Hillside Vets", "Quayside Print", "Marsh Farm", "Tide Music School"];
    private static readonly string[] Whys = ["We could take two young people for work experience each term.", "Three of us would like to mentor. One of us grew up in care.", "We look for an apprentice and would like to ask you first."];
    private static readonly string[] Answers = ["Thank you for writing. We have enough places of this kind at the moment. Please ask again in spring.", "Thank you. For volunteers in schools the people to ask are at the children's library."];

    /// <returns>The first of them, who is a mentor too.</returns>
    public static (Guid Id, string Name) Make(DemoCity city, DemoAccounts accounts, Guid[] coordinators, Guid[] organisations)
    {
        (Guid Id, string Name)? first = null;
        for (var number = 0; number < organisations.Length; number++)
        {
            var dice = Dice.For(city.Seed, "organisation-people", number);
            (Guid Id, string Name)? manager = null;
            for (var seat = 0; seat < dice.Between(1, 3) + (number == 0 ? 1 : 0); seat++)
            {
                var ethnicity = dice.Weighted([.. DemoWords.Ethnicities.Select(e => (e, e.Weight))]);
                var name = $"{DemoWords.Given(dice, ethnicity.Given, dice.Chance(0.5))} {DemoWords.Family(dice, ethnicity.Family)}";
                var day = dice.Day(city.AsOf.AddDays(-360), city.AsOf.AddDays(-40));
                var account = accounts.Partner(dice, name, day, listed: number < 2 && seat == 0, number == 0 && seat == 0 ? "of two organisations, and a mentor" : null);
                string[] rights = seat == 0 ? [.. OrganisationRight.All] : seat == 1 ? [OrganisationRight.Post, OrganisationRight.SeeApplicants] : [OrganisationRight.SeeApplicants];
                var left = seat == 2 && dice.Chance(0.5) ? city.Recorded(dice, city.AsOf.AddDays(-dice.Between(2, 30))) : (DateTimeOffset?)null;
                var by = manager?.Id ?? dice.One(coordinators);
                Belongs(city, dice, organisations[number], account, name, rights, city.Recorded(dice, day), by, left);
                manager ??= (account, name);
                first ??= (account, name);
            }
            if (number == 5)
                Belongs(city, dice, organisations[number], first!.Value.Id, first.Value.Name, [OrganisationRight.Post], city.Recorded(dice, city.AsOf.AddDays(-35)), manager!.Value.Id, null);
            for (var line = 0; line < dice.Between(0, 2); line++)
            {
                var at = city.Recorded(dice, dice.Day(city.AsOf.AddDays(-300), city.AsOf.AddDays(-10)));
                var (id, kind) = (dice.Id(at), dice.One(Enum.GetValues<CommitmentKind>()));
                var (howMany, day) = (dice.Between(1, 6), new DateOnly(city.AsOf.Year + dice.Between(0, 1), dice.One([3, 6, 9, 12]), 28));
                // Nobody promises for a day that is past.
                while (day < LondonTime.DayOf(at))
                    day = day.AddYears(1);
                city.Rows.Add(DemoTables.Commitment, id, city.Authority, organisations[number], Kebab.Of(kind), howMany, day, null, at, dice.One(coordinators), id, PromiseOf(kind), manager!.Value.Id, manager.Value.Name);
            }
        }
        for (var number = 0; number < Joiners.Length; number++)
            Joining(city, Dice.For(city.Seed, "joining", number), coordinators, number);
        return first!.Value;
    }

    private static string PromiseOf(CommitmentKind kind) => kind switch
    {
        CommitmentKind.Mentors => "people",
        CommitmentKind.Priority => "home",
        CommitmentKind.Board => "voice",
        _ => "work-or-study",
    };

    private static void Belongs(DemoCity city, Dice dice, Guid organisation, Guid account, string name, string[] rights, DateTimeOffset at, Guid by, DateTimeOffset? ended) =>
        city.Rows.Add(DemoTables.OrganisationPerson, dice.Id(at), city.Authority, organisation, account, name, rights, at, by, ended, ended is null ? null : by);

    private static void Joining(DemoCity city, Dice dice, Guid[] coordinators, int number)
    {
        var ethnicity = dice.Weighted([.. DemoWords.Ethnicities.Select(e => (e, e.Weight))]);
        var day = city.AsOf.AddDays(-3 - (number * 11));
        var at = city.Recorded(dice, day);
        var answered = number >= 3 ? city.Recorded(dice, day.AddDays(4)) : (DateTimeOffset?)null;
        city.Rows.Add(DemoTables.Joining, dice.Id(at), city.Authority, Joiners[number], $"{DemoWords.Given(dice, ethnicity.Given, dice.Chance(0.5))} {DemoWords.Family(dice, ethnicity.Family)}",
            $"hello{number}@join.{city.MailDomain}", null, dice.One(Whys), at, answered is null ? null : "turned-down", answered is null ? null : Answers[number % Answers.Length], null, answered, answered is null ? null : dice.One(coordinators));
    }
}

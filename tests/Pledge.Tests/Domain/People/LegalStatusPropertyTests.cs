using CsCheck;
using Pledge.Domain;
using Pledge.Domain.People;

namespace Pledge.Tests.Domain.People;

/// <summary>Any set of episodes, compared with a reading of the law that walks through a life day by day.</summary>
public sealed class LegalStatusPropertyTests
{
    private static readonly string?[] Endings = ["E4A", "E15", "X1", "E3", "E11", "E2", "E45"];

    private static readonly Gen<(DateOnly Born, CareEpisode[] Episodes)> Lives = Gen.Select(
        Gen.Int[0, 1500],
        Gen.Select(Gen.Int[11 * 365, 19 * 365], Gen.Int[0, 500], Gen.Int[0, 6], Gen.Bool, Gen.Bool).Array[0, 5],
        (day, episodes) =>
        {
            var born = new DateOnly(2003, 6, 1).AddDays(day);
            return (born, episodes.Select(e => CareEpisode.Create(
                default, default, born, born.AddDays(e.Item1), e.Item4 ? born.AddDays(e.Item1 + e.Item2) : null,
                e.Item5 ? "C2" : "V3", "S", e.Item4 ? Endings[e.Item3] : null, "U4").Value).OfType<CareEpisode>().ToArray());
        });

    [Fact]
    public void Periods_join_without_gaps_from_16_on() => Lives.Sample(life =>
    {
        var periods = new LegalStatusFacts(life.Born, life.Episodes, []).Derive();
        Assert.Equal(LondonTime.Birthday(life.Born, 16), periods[0].From);
        Assert.Null(periods[^1].To);
        Assert.All(periods.Zip(periods.Skip(1)), pair =>
        {
            Assert.Equal(pair.First.To, pair.Second.From);
            Assert.True(pair.First.From < pair.First.To);
            Assert.NotEqual(pair.First.Status, pair.Second.Status);
        });
        Assert.All(periods, period => Assert.NotEmpty(period.Working));
    }, iter: 1000);

    [Fact]
    public void Every_day_agrees_with_a_walk_through_the_life() => Lives.Sample(life =>
    {
        var periods = new LegalStatusFacts(life.Born, life.Episodes, []).Derive();
        var at18 = LondonTime.Birthday(life.Born, 18);
        var (days, wasEligible, wasInCareAt16, before18) = (0, false, false, LegalStatus.None);

        for (var day = LondonTime.Birthday(life.Born, 14); day < LondonTime.Birthday(life.Born, 26); day = day.AddDays(1))
        {
            var age = LondonTime.AgeOn(life.Born, day);
            var inCare = age < 18 && life.Episodes.Any(episode => !episode.IsShortBreak && episode.Covers(day));
            days += inCare ? 1 : 0;
            wasInCareAt16 |= inCare && age >= 16;
            wasEligible |= inCare && age >= 16 && days >= 91;
            var status = age switch
            {
                < 16 or >= 25 => LegalStatus.None,
                < 18 when inCare => days >= 91 ? LegalStatus.Eligible : LegalStatus.None,
                < 18 when wasEligible => LegalStatus.Relevant,
                < 18 when wasInCareAt16 || Guardian(life.Episodes, day) => LegalStatus.Qualifying,
                < 18 => LegalStatus.None,
                _ when before18 is LegalStatus.Eligible or LegalStatus.Relevant => LegalStatus.FormerRelevant,
                _ when before18 is LegalStatus.Qualifying && age < 21 => LegalStatus.Qualifying,
                _ => LegalStatus.None,
            };
            if (day.AddDays(1) == at18)
                before18 = inCare && status is LegalStatus.None ? LegalStatus.Qualifying : status;
            if (age >= 16)
                Assert.Equal(IsOver(life.Episodes, day, at18) ? LegalStatus.None : status, periods.Single(period => period.HoldsOn(day)).Status);
        }
    }, iter: 200);

    private static bool Guardian(CareEpisode[] episodes, DateOnly day) => episodes.Any(episode => episode.EndedInSpecialGuardianship && episode.Dec <= day);

    private static bool IsOver(CareEpisode[] episodes, DateOnly day, DateOnly at18)
    {
        var last = episodes.Where(episode => !episode.IsShortBreak && episode.Decom <= day).OrderBy(episode => episode.Decom)
            .ThenBy(episode => episode.Dec ?? DateOnly.MaxValue).LastOrDefault();
        return last?.Dec <= day && (last.EndedInDeath || (last.EndedInAdoption && last.Dec < at18) || last.EndedInTransfer);
    }
}

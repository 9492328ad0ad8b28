using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Domain.People;

namespace Pledge.Tests.Domain.People;

public sealed class LegalStatusTests
{
    private static readonly DateOnly Born = new(2006, 5, 10);
    private static readonly DateOnly At16 = new(2022, 5, 10);
    private static readonly DateOnly At18 = new(2024, 5, 10);
    private static readonly DateOnly At21 = new(2027, 5, 10);
    private static readonly DateOnly At25 = new(2031, 5, 10);
    private static readonly AuthorityId Authority = AuthorityId.New();
    private static readonly YoungPersonId Person = YoungPersonId.New();

    [Fact]
    public void In_care_until_18_is_eligible_then_former_relevant_until_25() =>
        Check([Episode(new(2019, 1, 1), At18, "E15")],
            (LegalStatus.Eligible, At16), (LegalStatus.FormerRelevant, At18), (LegalStatus.None, At25));

    [Fact]
    public void Care_that_goes_on_ends_at_18_all_the_same() =>
        Check([Episode(new(2019, 1, 1), null, null)],
            (LegalStatus.Eligible, At16), (LegalStatus.FormerRelevant, At18), (LegalStatus.None, At25));

    [Fact]
    public void Leaving_at_16_after_13_weeks_is_relevant() =>
        Check([Episode(new(2019, 1, 1), new(2022, 9, 1), "E4A")],
            (LegalStatus.Eligible, At16), (LegalStatus.Relevant, new(2022, 9, 1)), (LegalStatus.FormerRelevant, At18), (LegalStatus.None, At25));

    [Theory]
    [InlineData(90, LegalStatus.Qualifying)]
    [InlineData(91, LegalStatus.Relevant)]
    public void The_ninety_first_day_makes_the_difference(int days, LegalStatus after)
    {
        var left = new DateOnly(2023, 1, 1);
        var periods = Derive([Episode(left.AddDays(-days), left, "E4A")]);
        Assert.Equal(after, periods.Single(period => period.HoldsOn(left)).Status);
        Assert.Equal(after is LegalStatus.Relevant ? At25 : At21, periods[^1].From);
    }

    [Fact]
    public void Days_before_14_do_not_count() =>
        Check([Episode(new(2010, 1, 1), new(2020, 5, 10), "E4A"), Episode(new(2023, 1, 1), new(2023, 2, 1), "E4A")],
            (LegalStatus.None, At16), (LegalStatus.Qualifying, new(2023, 2, 1)), (LegalStatus.None, At21));

    [Fact]
    public void Separate_episodes_add_up_and_a_day_in_two_counts_once()
    {
        var start = new DateOnly(2022, 6, 1);
        Check([Episode(start, start.AddDays(50), "X1"), Episode(start.AddDays(40), start.AddDays(90), "E4A")],
            (LegalStatus.None, At16), (LegalStatus.Qualifying, start.AddDays(90)), (LegalStatus.None, At21));
        Check([Episode(new(2021, 1, 1), new(2021, 3, 31), "E4A"), Episode(start, start.AddDays(10), "E4A")],
            (LegalStatus.None, At16), (LegalStatus.Eligible, start.AddDays(1)), (LegalStatus.Relevant, start.AddDays(10)),
            (LegalStatus.FormerRelevant, At18), (LegalStatus.None, At25));
    }

    [Fact]
    public void Leaving_on_the_16th_birthday_gives_nothing() =>
        Check([Episode(new(2019, 1, 1), At16, "E4A")], (LegalStatus.None, At16));

    [Fact]
    public void Short_breaks_do_not_count() =>
        Check([Episode(new(2019, 1, 1), At18, "E8", legalStatus: "V4")], (LegalStatus.None, At16));

    [Theory]
    [InlineData("E11", "status-adopted")]
    [InlineData("E12", "status-adopted")]
    [InlineData("E2", "status-died")]
    [InlineData("E3", "status-transferred")]
    public void Adoption_death_and_transfer_end_it(string rec, string reason)
    {
        var left = new DateOnly(2023, 1, 1);
        var periods = Derive([Episode(new(2019, 1, 1), left, rec)]);
        Assert.Equal([LegalStatus.Eligible, LegalStatus.None], periods.Select(period => period.Status));
        Assert.Equal(reason, Assert.Single(periods[1].Working).Code);
        Assert.Equal([left], periods[1].Working[0].Values);
    }

    [Fact]
    public void Nobody_comes_into_care_at_18_and_an_adoption_from_then_on_takes_nothing_away()
    {
        Assert.Equal("episode-from-18", CareEpisode.Create(Authority, Person, Born, At18, null, "C2", "S", null, "U4").Refusal?.Code);
        Assert.NotNull(Episode(At18.AddDays(-1), null, null));
        Check([Episode(new(2019, 1, 1), At18.AddDays(20), "E11")], (LegalStatus.Eligible, At16), (LegalStatus.FormerRelevant, At18), (LegalStatus.None, At25));
    }

    [Fact]
    public void Coming_back_into_care_after_a_transfer_counts_again() =>
        Check([Episode(new(2019, 1, 1), new(2022, 8, 1), "E3"), Episode(new(2023, 1, 1), At18, "E15")],
            (LegalStatus.Eligible, At16), (LegalStatus.None, new(2022, 8, 1)), (LegalStatus.Eligible, new(2023, 1, 1)),
            (LegalStatus.FormerRelevant, At18), (LegalStatus.None, At25));

    [Fact]
    public void A_special_guardian_before_16_makes_a_qualifying_person() =>
        Check([Episode(new(2015, 1, 1), new(2018, 1, 1), "E45")], (LegalStatus.Qualifying, At16), (LegalStatus.None, At21));

    [Fact]
    public void Home_for_six_months_ends_being_relevant_while_it_lasts()
    {
        CareEpisode[] episodes = [Episode(new(2019, 1, 1), new(2022, 9, 1), "E4A")];
        CheckFacts(new(Born, episodes, [InTouchFact(new(2023, 3, 1), null, InTouchCode.ReturnedHome)]),
            (LegalStatus.Eligible, At16), (LegalStatus.Relevant, new(2022, 9, 1)), (LegalStatus.Qualifying, new(2023, 3, 1)), (LegalStatus.None, At21));
        CheckFacts(new(Born, episodes, [InTouchFact(new(2023, 3, 1), new(2023, 10, 1), InTouchCode.ReturnedHome)]),
            (LegalStatus.Eligible, At16), (LegalStatus.Relevant, new(2022, 9, 1)), (LegalStatus.Qualifying, new(2023, 3, 1)),
            (LegalStatus.Relevant, new(2023, 10, 1)), (LegalStatus.FormerRelevant, At18), (LegalStatus.None, At25));
    }

    [Fact]
    public void A_death_after_leaving_care_ends_it() =>
        CheckFacts(new(Born, [Episode(new(2019, 1, 1), At18, "E15")], [InTouchFact(new(2025, 2, 3), null, InTouchCode.Died)]),
            (LegalStatus.Eligible, At16), (LegalStatus.FormerRelevant, At18), (LegalStatus.None, new(2025, 2, 3)));

    [Fact]
    public void Custody_on_the_16th_birthday_after_13_weeks_makes_a_relevant_child()
    {
        CareEpisode[] episodes = [Episode(new(2021, 1, 1), new(2022, 1, 1), "E9")];
        CheckFacts(new(Born, episodes, [], InCustodyOrHospitalAt16: true),
            (LegalStatus.Relevant, At16), (LegalStatus.FormerRelevant, At18), (LegalStatus.None, At25));
        CheckFacts(new(Born, episodes, []), (LegalStatus.None, At16));
    }

    [Fact]
    public void Still_in_care_at_18_with_too_few_days_is_qualifying() =>
        Check([Episode(At18.AddDays(-30), At18, "E15")],
            (LegalStatus.None, At16), (LegalStatus.Qualifying, At18), (LegalStatus.None, At21));

    [Fact]
    public void Born_on_29_February_comes_of_age_on_1_March_in_a_common_year()
    {
        var facts = new LegalStatusFacts(new(2008, 2, 29), [Episode(new(2020, 1, 1), null, null)], []);
        CheckFacts(facts, (LegalStatus.Eligible, new(2024, 2, 29)), (LegalStatus.FormerRelevant, new(2026, 3, 1)), (LegalStatus.None, new(2033, 3, 1)));
    }

    [Fact]
    public void The_working_says_how_many_days_and_since_when()
    {
        var working = Derive([Episode(new(2020, 6, 1), At18, "E15")])[0].Working;
        Assert.Equal(["status-looked-after", "status-days-since-14"], working.Select(reason => reason.Code));
        Assert.Equal([At16.DayNumber - new DateOnly(2020, 6, 1).DayNumber + 1, new DateOnly(2020, 5, 10), At16], working[1].Values);
    }

    private static IReadOnlyList<LegalStatusPeriod> Derive(CareEpisode[] episodes) => new LegalStatusFacts(Born, episodes, []).Derive();

    private static void Check(CareEpisode[] episodes, params (LegalStatus, DateOnly)[] expected) => CheckFacts(new LegalStatusFacts(Born, episodes, []), expected);

    private static void CheckFacts(LegalStatusFacts facts, params (LegalStatus, DateOnly)[] expected) =>
        Assert.Equal(expected, facts.Derive().Select(period => (period.Status, period.From)));

    private static CareEpisode Episode(DateOnly from, DateOnly? to, string? rec, string legalStatus = "C2") =>
        CareEpisode.Create(Authority, Person, Born, from, to, legalStatus, "S", rec, "U4").Value!;

    private static InTouch InTouchFact(DateOnly from, DateOnly? to, string code) =>
        InTouch.Create(new(Authority, Person, Born), from, to, code, new(FactSource.Worker, null, null, new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero))).Value!;
}

using Pledge.Domain.Opportunities;

namespace Pledge.Tests.Domain.Opportunities;

public sealed class OpportunityChecksTests
{
    internal static readonly DateOnly Today = new(2026, 11, 29);

    internal static OpportunityDetails Whole { get; } = new()
    {
        Kind = OpportunityKind.Job,
        Title = "Baker",
        Fields = ["food"],
        Work = "Bake bread with us.",
        Places = 2,
        PayPence = 1300,
        PayUnit = PayUnit.Hour,
        HoursLeast = 20,
        HoursMost = 30,
        StartsOn = new DateOnly(2027, 1, 11),
        ClosesOn = new DateOnly(2026, 12, 20),
        Outcode = "OH3",
        Support = ["buddy"],
        Audience = OpportunityAudience.Only,
        KeptPlaces = 1,
    };

    [Fact]
    public void A_whole_post_passes() => Assert.Empty(OpportunityChecks.Of(Whole, Today));

    [Fact]
    public void What_is_missing_names_each_field()
    {
        var found = OpportunityChecks.Of(new() { Title = "Baker", Kind = OpportunityKind.Apprenticeship }, Today);

        Assert.All(found, each => Assert.True(each is { Code: "missing", Refuses: true }));
        Assert.Equal(["Standard", "Level", "Fields", "Work", "Places", "PayUnit", "HoursMost", "ClosesOn", "Outcode", "Support", "Audience"], found.Select(each => each.Field));
    }

    // Rates of https://www.gov.uk/national-minimum-wage-rates: from 1 April 2026 £12.71, £10.85, £8.00; from 1 April 2025 £12.21, £10.00, £7.55.
    [Theory]
    [InlineData(OpportunityKind.Job, 799, null, "under-minimum", true)]
    [InlineData(OpportunityKind.Job, 800, null, "minimum-by-age", false)]
    [InlineData(OpportunityKind.Job, 1084, 18, "under-minimum", true)]
    [InlineData(OpportunityKind.Job, 1085, 18, "minimum-by-age", false)]
    [InlineData(OpportunityKind.Internship, 1270, 21, "under-minimum", true)]
    [InlineData(OpportunityKind.Job, 1271, null, null, false)]
    [InlineData(OpportunityKind.Apprenticeship, 799, 21, "under-apprentice-minimum", true)]
    [InlineData(OpportunityKind.Apprenticeship, 800, 21, "apprentice-later", false)]
    public void Pay_is_held_against_the_rate_of_who_may_get_it(OpportunityKind kind, int pence, int? leastAge, string? code, bool refuses)
    {
        var found = OpportunityChecks.Of(Whole with { Kind = kind, PayPence = pence, LeastAge = leastAge, Standard = "Baker", Level = 2 }, Today);

        Assert.Equal(code, found.SingleOrDefault()?.Code);
        Assert.All(found, each => Assert.Equal(("PayPence", refuses), (each.Field, each.Refuses)));
    }

    [Theory]
    [InlineData("2026-03-31", 755)]
    [InlineData("2026-04-01", 800)]
    [InlineData("2031-01-01", 800)]
    public void The_rate_is_that_of_the_day(string day, int under18) => Assert.Equal(under18, MinimumWage.On(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).Under18);

    [Theory]
    [InlineData(PayUnit.Week, 30_000, 1000)]
    [InlineData(PayUnit.Month, 130_000, 1000)]
    [InlineData(PayUnit.Year, 1_560_000, 1000)]
    public void Pay_for_longer_is_reckoned_at_the_most_hours(PayUnit unit, int pence, int hourly) => Assert.Equal(hourly, (Whole with { PayUnit = unit, PayPence = pence }).HourlyPence);

    [Theory]
    [InlineData(OpportunityKind.Job, true)]
    [InlineData(OpportunityKind.Internship, true)]
    [InlineData(OpportunityKind.WorkExperience, false)]
    public void Work_is_paid_and_trying_it_need_not_be(OpportunityKind kind, bool refused) =>
        Assert.Equal(refused, OpportunityChecks.Of(Whole with { Kind = kind, PayUnit = PayUnit.None, PayPence = null }, Today).Any(found => found.Code == "must-be-paid"));

    [Fact]
    public void Days_that_cannot_be_are_found()
    {
        Assert.Equal(["closes-in-the-past"], Codes(Whole with { ClosesOn = Today.AddDays(-1) }));
        Assert.Equal(["closes-soon"], Codes(Whole with { ClosesOn = Today }));
        Assert.Equal(["starts-before-closing"], Codes(Whole with { StartsOn = Whole.ClosesOn }));
        Assert.Equal(["starts-in-the-past"], Codes(Whole with { StartsOn = Today.AddDays(-1) }));
        Assert.Equal(["closes-too-late"], Codes(Whole with { StartsOn = null, ClosesOn = Today.AddYears(1).AddDays(1) }));
    }

    [Theory]
    [InlineData("Write to jo@bakers.co.uk", "jo@bakers.co.uk")]
    [InlineData("Ring 01632 960 123 any day", "01632 960 123")]
    [InlineData("Or +44 7700 900123.", "+44 7700 900123")]
    [InlineData("Look at www.bakers.test/jobs", "www.bakers.test/jobs")]
    [InlineData("See bakers.co.uk", "bakers.co.uk")]
    [InlineData("Ask dave at mlb dot co dot uk", "dave at mlb dot co dot uk")]
    [InlineData("Find me, @davebaker", "@davebaker")]
    [InlineData("Ring oh seven seven", "oh seven seven")]
    [InlineData("We meet at seven, dot on time, one to one", null)]
    [InlineData("We pay £12,000 to £14,000 in 2026 and 2027, 9.30 to 5.00.", null)]
    [InlineData("Ten loaves an hour.Then a break", null)]
    public void Contact_details_in_words_are_found(string text, string? contact) => Assert.Equal(contact is null ? [] : [contact], PostWords.ContactsIn(text));

    [Theory]
    [InlineData("Begin with an UNPAID  trial shift", "unpaid", true)]
    [InlineData("There is a joining fee of £20", "fee", true)]
    [InlineData("Native English speaker", "origin", true)]
    [InlineData("You need your own car", "car", false)]
    [InlineData("No criminal record", "record", false)]
    [InlineData("Young and energetic team", "age", false)]
    [InlineData("Young people aged 16 to 24", "age", false)]
    [InlineData("Young white people only", "origin", true)]
    [InlineData("Young white men only", "origin", true)]
    [InlineData("No single mothers", "pregnancy", true)]
    [InlineData("You must be single", "marriage", true)]
    [InlineData("Find us on insta", "elsewhere", false)]
    public void Words_are_refused_where_the_law_leaves_no_room_and_pointed_out_where_it_depends(string work, string reason, bool refuses)
    {
        var found = OpportunityChecks.Of(Whole with { Work = work }, Today);

        Assert.Contains(found, each => (each.Field, each.Code, each.Refuses) == ("Work", reason, refuses));
    }

    [Theory]
    [InlineData("We feed fifty people and fees are not our thing")]
    [InlineData("Our carers own their day")]
    public void Words_inside_other_words_are_not_meant(string work) => Assert.Empty(OpportunityChecks.Of(Whole with { Work = work }, Today));

    [Fact]
    public void Everything_in_a_text_is_named_at_once() =>
        Assert.Equal(["contact-in-text", "contact-in-text", "origin", "pregnancy"], Codes(Whole with { Work = "White people only, no single mothers. Ring 01632 960 123 or write to jo@bakers.test." }).Order());

    private static IEnumerable<string> Codes(OpportunityDetails post) => OpportunityChecks.Of(post, Today).Select(found => found.Code);
}

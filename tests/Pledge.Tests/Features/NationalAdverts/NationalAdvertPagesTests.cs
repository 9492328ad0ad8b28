using System.Net;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.NationalAdverts;

/// <summary>What a young person and their worker see.</summary>
public sealed class NationalAdvertPagesTests(AdvertsSite site) : IClassFixture<AdvertsSite>, IAsyncLifetime
{
    private const string Page = "/opportunities/national";

    // Near, ten miles away, at the other end of the country, and everywhere.
    public async ValueTask InitializeAsync()
    {
        await site.EmptyAsync();
        await site.ExecuteAsync("insert into pledge.outcode values ('QA1', 400000, 300000, 'test', '2026-01-01'), ('QB1', 412000, 300000, 'test', '2026-01-01'), ('QC1', 400000, 700000, 'test', '2026-01-01')");
        foreach (var (number, title, outcode) in new[] { (1, "Apprentice baker", "QA1"), (2, "Apprentice mechanic", "QB1"), (3, "Apprentice joiner", "QC1"), (4, "Apprentice carer", "") })
        {
            var advert = AdvertsStandIn.Advert(number, title);
            advert["addresses"]![0]!.ReplaceWith(new System.Text.Json.Nodes.JsonObject { ["addressLine1"] = "2 Example St", ["addressLine3"] = "Mallow", ["postcode"] = $"{outcode} 1AA" });
            advert["isNationalVacancy"] = outcode.Length == 0;
            advert["postedDate"] = $"2026-11-0{number}T09:00:00Z";
            advert["course"]!["level"] = number;
            site.Api.Adverts.Add(advert);
        }
        await site.BringAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_is_near_comes_first_and_what_is_too_far_is_left_out()
    {
        var visitor = await YoungAsync();

        Assert.Equal(["Apprentice baker", "Apprentice mechanic", "Apprentice carer"], await FindAsync(visitor, ("Near", "qa1 1aa"), ("Within", "10")));
        Assert.Equal(["Apprentice baker", "Apprentice carer"], await FindAsync(visitor, ("Near", "QA1"), ("Within", "5")));
        Assert.Equal(["Apprentice carer", "Apprentice joiner", "Apprentice mechanic", "Apprentice baker"], await FindAsync(visitor, ("Near", "QA1"), ("Within", "any")));
        Assert.Equal(["Apprentice carer", "Apprentice mechanic", "Apprentice baker"], await FindAsync(visitor, ("Near", "QA1"), ("Within", "10"), ("Order", "newest")));
    }

    [Fact]
    public async Task Distances_are_told_in_bands()
    {
        var visitor = await YoungAsync();
        await FindAsync(visitor, ("Near", "QA1"), ("Within", "10"));

        var page = await visitor.PageAsync(Page);

        Assert.Contains("within 2 miles", page.Body.Reads(), StringComparison.Ordinal);
        Assert.Contains("within 10 miles", page.Body.Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_find_it_in_other_forms_too()
    {
        var visitor = await YoungAsync();

        Assert.Equal(["Apprentice mechanic"], await FindAsync(visitor, ("Words", "mechanics"), ("Within", "any")));
        Assert.Empty(await FindAsync(visitor, ("Words", "astronaut"), ("Within", "any")));
        Assert.Equal(["Apprentice joiner"], await FindAsync(visitor, ("Level", "3"), ("Within", "any")));
        Assert.Equal(["Apprentice carer"], await FindAsync(visitor, ("Level", "4-5"), ("Within", "any")));
        Assert.Empty(await FindAsync(visitor, ("Words", "'); drop \"<script>"), ("Within", "any")));
    }

    [Theory]
    [InlineData("Near", "Mallow", "Enter the first half of a postcode, like OH3")]
    [InlineData("Near", "ZZ999", "Enter the first half of a postcode, like OH3")]
    [InlineData("Near", "ZZ9", "We do not know this postcode. Check it, or try one nearby")]
    public async Task What_cannot_be_found_on_the_map_is_explained(string field, string value, string sentence)
    {
        var visitor = await YoungAsync();

        var page = await (await visitor.SubmitAsync(Page, (field, value))).DocumentAsync();

        Assert.Contains(sentence, page.QuerySelector(".govuk-error-message").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_search_is_in_an_address_and_no_one_else_sees_it()
    {
        var visitor = await YoungAsync();

        var answer = await visitor.SubmitAsync(Page, ("Near", "QA1 1AA"), ("Words", "baker"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal($"{Page}#results", answer.Headers.Location?.OriginalString);
        Assert.DoesNotContain("QA1", string.Join(' ', answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        var page = await visitor.PageAsync(Page);
        Assert.Equal(("QA1", "baker"), (page.QuerySelector("#Near")?.GetAttribute("value"), page.QuerySelector("#Words")?.GetAttribute("value")));
    }

    [Fact]
    public async Task The_first_half_of_their_homes_postcode_is_put_in()
    {
        var young = await site.Arrange.YoungAsync();
        await site.ExecuteAsync(
            "insert into pledge.fact (id, authority_id, young_person_id, kind, period_from, code, suitable, outcode, source, recorded_at, recorded_by) values (gen_random_uuid(), $1, $2, 'home', '2026-01-01', 'U', true, 'QC1', 'worker', now(), $3)",
            young.Authority, young.YoungPerson!, young.Account);

        var page = await (await site.SignInAsync(young.Account)).PageAsync(Page);

        Assert.Equal("QC1", page.QuerySelector("#Near")?.GetAttribute("value"));
        Assert.Equal(["Apprentice joiner", "Apprentice carer"], Titles(page));
    }

    [Fact]
    public async Task An_advert_has_a_page_of_its_own_with_a_way_out()
    {
        var page = await (await YoungAsync()).PageAsync($"{Page}/1000000001");

        Assert.Equal("Apprentice baker", page.QuerySelector("h1").Reads());
        Assert.Equal("https://www.findapprenticeship.service.gov.uk/apprenticeship/VAC1000000001", page.QuerySelector("main a[rel~=noreferrer]")?.GetAttribute("href"));
        Assert.Contains("We last saw this advert on Sunday 22 November 2026.", page.Body.Reads(), StringComparison.Ordinal);
        Assert.Contains("Pay: £18,000 a year", page.Body.Reads(), StringComparison.Ordinal);
        Assert.Contains("Sunday 20 December 2026", page.Body.Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_over_says_so_and_leads_nowhere()
    {
        await site.ExecuteAsync("update pledge.national_advert set closed_at = now(), closed_because = 'vanished' where reference = '1000000001'");
        var visitor = await YoungAsync();

        var page = await visitor.PageAsync($"{Page}/1000000001");

        Assert.Contains("This one is over.", page.Body.Reads(), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main a[rel~=noreferrer]"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{Page}/1000000099")).StatusCode);
        Assert.DoesNotContain("Apprentice baker", await FindAsync(visitor, ("Within", "any")));
    }

    [Fact]
    public async Task A_worker_sees_the_same_page_and_the_board_does_not()
    {
        var worker = await site.Arrange.AdviserAsync();
        var board = await site.Arrange.StaffAsync(worker.Authority, "board");

        Assert.Equal(4, (await FindAsync(await site.SignInAsync(worker.Account), ("Within", "any"))).Length);
        Assert.NotEqual(HttpStatusCode.OK, (await (await site.SignInAsync(board.Account)).GetAsync(Page)).StatusCode);
    }

    [Fact]
    public async Task More_are_on_the_next_page()
    {
        foreach (var number in Enumerable.Range(10, 25))
            site.Api.Adverts.Add(AdvertsStandIn.Advert(number, $"Apprentice number {number}"));
        await site.BringAsync();
        var visitor = await YoungAsync();

        var first = await FindAsync(visitor, ("Within", "any"), ("Near", ""));
        var second = await FindAsync(visitor, ("Within", "any"), ("Near", ""), ("Number", "2"));

        Assert.Equal((20, 9), (first.Length, second.Length));
        Assert.Empty(first.Intersect(second));
    }

    [Fact]
    public async Task The_number_of_statements_does_not_grow()
    {
        var visitor = await YoungAsync();
        await FindAsync(visitor, ("Within", "10"), ("Near", "QA1"));
        var few = await StatementsAsync(visitor);
        foreach (var number in Enumerable.Range(100, 60))
        {
            var advert = AdvertsStandIn.Advert(number);
            advert["addresses"]![0]!["postcode"] = "QA1 1AA";
            advert["addresses"]![0]!.AsObject().Remove("latitude");
            site.Api.Adverts.Add(advert);
        }
        await site.BringAsync();

        Assert.Equal(few, await StatementsAsync(visitor));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_partner_organisation_offers_too_is_shown_once_as_its_own_post(bool isGiven)
    {
        var authority = await site.Arrange.AuthorityAsync();
        var visitor = await site.SignInAsync((await site.Arrange.YoungPersonAsync(authority)).Account);
        var other = await YoungAsync();
        await site.ExecuteAsync("update pledge.national_advert set employer = 'GROCERS, Ltd.' where reference = '1000000001'");
        var organisation = await site.Arrange.OrganisationAsync(authority, "Grocers");
        var post = await site.Arrange.PostAsync(authority, organisation, title: isGiven ? "Learn to bake" : "Apprentice – Baker", kind: "apprenticeship", outcode: "QA1", nationalReference: isGiven ? "1000000001" : null);
        await site.Arrange.PostAsync(authority, organisation, title: "Apprentice mechanic", kind: "apprenticeship", outcode: "QA1");

        Assert.DoesNotContain("Apprentice baker", await FindAsync(visitor));
        Assert.Contains("Apprentice mechanic", await FindAsync(visitor));
        Assert.Contains("Apprentice baker", await FindAsync(other));
        Assert.NotNull((await visitor.PageAsync($"/find-work/{post}")).QuerySelector($"a[href='{Page}/1000000001']"));
        Assert.NotNull((await visitor.PageAsync($"{Page}/1000000001")).QuerySelector($"a[href='/find-work/{post}']"));
        Assert.Null((await other.PageAsync($"{Page}/1000000001")).QuerySelector("a[href^='/find-work/']"));
    }

    private async Task<int> StatementsAsync(Visitor visitor)
    {
        using var statements = new Statements(site);
        await visitor.PageAsync(Page);
        return statements.Sent.Count;
    }

    private async Task<Visitor> YoungAsync() => await site.SignInAsync((await site.Arrange.YoungAsync()).Account);

    private static async Task<string[]> FindAsync(Visitor visitor, params (string Name, string Value)[] fields)
    {
        await visitor.PostFormAsync(Page, Page, [.. new[] { ("Words", ""), ("Near", ""), ("Within", "any"), ("Level", "any"), ("Order", "nearest"), ("Number", "1") }.Where(usual => fields.All(field => field.Name != usual.Item1)), .. fields]);
        return Titles(await visitor.PageAsync(Page));
    }

    private static string[] Titles(AngleSharp.Dom.IDocument page) => [.. page.QuerySelectorAll(".row__title").Select(title => title.Reads())];
}

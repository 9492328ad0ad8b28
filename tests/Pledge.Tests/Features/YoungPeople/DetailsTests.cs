using AngleSharp.Dom;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.YoungPeople;

public sealed class DetailsTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Now_is_said_in_words_with_how_it_was_worked_out()
    {
        var (worker, person) = await ArrangeAsync();
        await site.Arrange.FactAsync(person, "home", "W", new(2026, 3, 1), suitable: false);
        await site.Arrange.FactAsync(person, "activity", "F2", new(2026, 9, 1));
        await site.Arrange.ContactAsync(worker, person, new(2026, 9, 1));
        await site.ExecuteAsync(
            "insert into pledge.care_episode (id, authority_id, young_person_id, decom, dec, legal_status_code, rec, recorded_at) values ($1, $2, $3, '2015-02-01', '2024-05-10', 'C2', 'E8', '2026-01-01Z')",
            Guid.CreateVersion7(), person.Authority, person.YoungPerson);

        var page = await PageAsync(worker, person);

        Assert.Equal("Ash Reed", page.QuerySelector("h1").Reads());
        Assert.Contains("20 years old, born 10 May 2006.", page.QuerySelector(".lead").Reads(), StringComparison.Ordinal);
        var now = page.QuerySelectorAll(".govuk-summary-list__row").ToDictionary(row => row.QuerySelector("dt").Reads(), row => row.QuerySelector("dd").Reads());
        Assert.StartsWith("26 days late was due Tuesday 27 October 2026", now["Contact"], StringComparison.Ordinal);
        Assert.Contains("The last contact was on 1 September 2026", now["Contact"], StringComparison.Ordinal);
        Assert.Contains("Plan review: There is no plan yet", page.QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.StartsWith("Bed and breakfast Does not suit them since 1 March 2026", now["Home"], StringComparison.Ordinal);
        Assert.StartsWith("Former relevant child", now["Legal status"], StringComparison.Ordinal);
        Assert.Contains("Was an eligible child until 10 May 2024, the 18th birthday", now["Legal status"], StringComparison.Ordinal);
        Assert.Equal("Not known", now["In touch"]);
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("?kind=contact", 1)]
    [InlineData("?kind=home", 1)]
    [InlineData("?kind=nonsense", 3)]
    public async Task The_timeline_is_newest_first_and_filters_by_kind(string query, int entries)
    {
        var (worker, person) = await ArrangeAsync();
        await site.Arrange.FactAsync(person, "home", "U", new(2026, 3, 1));
        await site.Arrange.FactAsync(person, "activity", "F2", new(2026, 9, 1));
        await site.Arrange.ContactAsync(worker, person, new(2026, 6, 1), note: "Met at <b>college</b>");

        var history = (await PageAsync(worker, person, query)).QuerySelectorAll("#history li");

        Assert.Equal(entries, history.Length);
        if (entries == 3)
            Assert.Equal(["1 September 2026", "1 June 2026", "1 March 2026"], history.Select(entry => entry.QuerySelector(".row__meta").Reads()));
    }

    [Fact]
    public async Task A_long_history_shows_its_newest_part_and_the_rest_on_request()
    {
        var (worker, person) = await ArrangeAsync();
        for (var day = 0; day < 35; day++)
            await site.Arrange.ContactAsync(worker, person, new DateOnly(2026, 11, 1).AddDays(-day));

        var page = await PageAsync(worker, person);
        Assert.Equal(30, page.QuerySelectorAll("#history li").Length);
        Assert.Equal("Show 5 older entries", page.QuerySelector("#history > p a").Reads());
        Assert.Equal(35, (await PageAsync(worker, person, "?whole=true")).QuerySelectorAll("#history li").Length);
    }

    [Fact]
    public async Task Opening_the_page_leaves_one_trace()
    {
        var (worker, person) = await ArrangeAsync();

        await PageAsync(worker, person);

        Assert.Equal([1L, "looked", "young-person", worker.Account], await site.RowAsync(
            "select count(*), max(act), max(what), (array_agg(account_id))[1] from pledge.record_look where young_person_id = $1", person.YoungPerson));
    }

    [Fact]
    public async Task The_number_of_statements_does_not_grow_with_the_history()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);
        async Task<int> CountAsync()
        {
            using var statements = new Statements(site);
            await visitor.PageAsync($"/young-people/{person.YoungPerson}?whole=true");
            return statements.Sent.Count;
        }

        var empty = await CountAsync();
        for (var day = 0; day < 60; day++)
            await site.Arrange.ContactAsync(worker, person, new DateOnly(2026, 11, 1).AddDays(-day));
        for (var month = 1; month <= 10; month++)
            await site.Arrange.FactAsync(person, "activity", "F2", new(2026, month, 1), new(2026, month + 1, 1));

        Assert.InRange(empty, 1, 16);
        Assert.Equal(empty, await CountAsync());
    }

    private async Task<(Someone Worker, Someone Person)> ArrangeAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (worker, await site.Arrange.TheirsAsync(worker));
    }

    private async Task<IDocument> PageAsync(Someone worker, Someone person, string query = "") =>
        await (await site.SignInAsync(worker.Account)).PageAsync($"/young-people/{person.YoungPerson}{query}");
}

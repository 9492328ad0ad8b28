using AngleSharp.Dom;
using Pledge.Domain.Organisations;
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
    public async Task Who_recorded_an_old_home_is_not_who_recorded_the_move()
    {
        var (worker, person) = await ArrangeAsync();
        var before = await site.Arrange.StaffAsync(person.Authority, Roles.Adviser, name: "Noor Before");
        await site.Arrange.FactAsync(person, "home", "B", new(2025, 3, 1), by: before);

        await (await site.SignInAsync(worker.Account)).SubmitAsync($"/young-people/{person.YoungPerson}/home", ("Form.Code", "U"), ("Form.Suitable", "true"), ("Form.CouncilProvided", "false"));

        var history = (await PageAsync(worker, person, "?kind=home")).QuerySelectorAll("#history li").Select(entry => entry.Reads()).ToList();
        Assert.Equal(2, history.Count);
        Assert.DoesNotContain("Noor Before", history[0], StringComparison.Ordinal);
        Assert.Contains("Noor Before", history[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_history_is_read_page_by_page_without_a_gap_while_more_is_added()
    {
        var (worker, person) = await ArrangeAsync();
        // Two on each day, so that pages end in the middle of a day.
        for (var day = 0; day < 35; day++)
            for (var twice = 0; twice < 2; twice++)
                await site.Arrange.ContactAsync(worker, person, new DateOnly(2026, 11, 1).AddDays(-day));
        List<string> seen = [];
        for (var address = "?kind=contact"; address is not null;)
        {
            var page = await PageAsync(worker, person, address);
            var entries = page.QuerySelectorAll("#history li .timeline__what + p a[href*='/correct']").Select(link => link.GetAttribute("href")!).ToList();
            Assert.InRange(entries.Count, 1, 30);
            seen.AddRange(entries);
            await site.Arrange.ContactAsync(worker, person, new DateOnly(2026, 11, 5));
            address = page.QuerySelector("#history a[rel=next]")?.GetAttribute("href") is { } next ? next[next.IndexOf('?', StringComparison.Ordinal)..] : null;
            Assert.Equal(seen.Count > 30, page.QuerySelector("#history > p:first-child a")?.Reads() == "Back to the newest");
        }

        Assert.Equal(70, seen.Count);
        Assert.Equal(70, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("?since=2026-06-01&until=2026-06-30", 2)] // the home lasts, the contact falls on it
    [InlineData("?since=1/6/2026&until=30/6/2026", 2)]
    [InlineData("?until=2026-05-31", 1)]
    [InlineData("?since=2026-06-02", 2)]
    [InlineData("?since=2026-06-02&kind=contact", 0)]
    [InlineData("?since=2026-01-01&before=00000000-0000-0000-0000-000000000000", 3)]
    public async Task The_timeline_shows_a_period(string query, int entries)
    {
        var (worker, person) = await ArrangeAsync();
        await site.Arrange.FactAsync(person, "home", "U", new(2026, 3, 1));
        await site.Arrange.FactAsync(person, "activity", "F2", new(2026, 9, 1));
        await site.Arrange.ContactAsync(worker, person, new(2026, 6, 1));

        var page = await PageAsync(worker, person, query);

        Assert.Equal(entries, page.QuerySelectorAll("#history li").Length);
        Assert.Equal(entries == 0, page.QuerySelector("#history .empty")?.Reads() == "Nothing of this kind in this time.");
    }

    [Theory]
    [InlineData("?since=soon", "Enter a day such as 31/5/2026")]
    [InlineData("?since=2026-09-02&until=2026-09-01", "The last day is before the first")]
    public async Task What_is_no_period_is_said_and_not_obeyed(string query, string message)
    {
        var (worker, person) = await ArrangeAsync();
        await site.Arrange.FactAsync(person, "activity", "F2", new(2026, 9, 1));

        var page = await PageAsync(worker, person, query);

        Assert.Equal(message, page.QuerySelector("#history .govuk-error-message").Reads());
        Assert.Single(page.QuerySelectorAll("#history li"));
    }

    [Fact]
    public async Task Documents_and_what_they_are_evidence_of_stand_in_the_timeline()
    {
        var (worker, person) = await ArrangeAsync();
        var home = await site.Arrange.FactAsync(person, "home", "U", new(2026, 3, 1));
        var visitor = await site.SignInAsync(worker.Account);
        await visitor.UploadAsync($"/young-people/{person.YoungPerson}/documents/new", "a.pdf", Uploads.Pdf, ("Form.Title", "Tenancy <b>agreement</b>"), ("Form.Fact", home.ToString()));

        var page = await PageAsync(worker, person, "?kind=document");

        var entry = Assert.Single(page.QuerySelectorAll("#history li")).Reads();
        Assert.StartsWith("22 November 2026 Document Tenancy <b>agreement</b> · PDF Home: Own place, since 1 March 2026", entry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_corrected_shows_on_request_and_copies_that_say_the_same_do_not()
    {
        var (worker, person) = await ArrangeAsync();
        var wrong = await site.Arrange.FactAsync(person, "activity", "F4", new(2026, 9, 1));
        var cut = await site.Arrange.FactAsync(person, "home", "U", new(2026, 3, 1));
        await site.ExecuteAsync("update pledge.fact set recorded_at = '2026-10-01 09:00Z', superseded_at = '2026-11-01 09:00Z', supersede_reason = case when id = $1 then 'Wrong person' end where id in ($1, $2)", wrong, cut);
        await site.Arrange.FactAsync(person, "home", "U", new(2026, 3, 1), new(2026, 5, 1));

        Assert.Single((await PageAsync(worker, person)).QuerySelectorAll("#history li"));
        var all = (await PageAsync(worker, person, "?corrections=true")).QuerySelectorAll("#history li");
        Assert.Equal(2, all.Length);
        Assert.Contains("Wrong person", all[0].Reads(), StringComparison.Ordinal);
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
            await visitor.PageAsync($"/young-people/{person.YoungPerson}?corrections=true");
            return statements.Sent.Count;
        }

        var empty = await CountAsync();
        for (var day = 0; day < 60; day++)
            await site.Arrange.ContactAsync(worker, person, new DateOnly(2026, 11, 1).AddDays(-day));
        for (var month = 1; month <= 10; month++)
            await site.Arrange.FactAsync(person, "activity", "F2", new(2026, month, 1), new(2026, month + 1, 1));

        Assert.InRange(empty, 1, 23);
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

using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Facts;

public sealed class RecordTests(Site site) : IClassFixture<Site>
{
    private Visitor? _visitor;

    [Fact]
    public async Task A_home_is_recorded_from_a_day_and_ends_the_one_before()
    {
        var (worker, person) = await ArrangeAsync();
        await site.Arrange.FactAsync(person, "home", "B", new(2025, 3, 1));

        var response = await SubmitAsync(worker, person, "home", ("Form.Code", "U"), ("Form.CouncilProvided", "false"), ("Form.Suitable", "true"), ("Form.Outcode", "b17"), ("Form.From.Day", "2"), ("Form.From.Month", "11"), ("Form.From.Year", "2026"));

        Assert.Equal($"/young-people/{person.YoungPerson}", response.Headers.Location?.OriginalString);
        Assert.Equal(["B from 2025-03-01 to 2026-11-02", "U from 2026-11-02 to "], await CurrentAsync(person));
        Assert.Equal("B17", await site.SqlAsync<string>("select outcode from pledge.fact where young_person_id = $1 and code = 'U'", person.YoungPerson));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.fact where young_person_id = $1 and superseded_at is not null", person.YoungPerson));
        Assert.Equal(worker.Account, await site.SqlAsync<Guid>("select recorded_by from pledge.fact where young_person_id = $1 and code = 'U'", person.YoungPerson));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and act = 'wrote' and what = 'home'", person.YoungPerson));
        Assert.Equal("Saved where Ash lives", await DoneAsync(response));
    }

    [Theory]
    [InlineData("activity", "F5", "Saved what Ash does")]
    [InlineData("in-touch", "YES", "Saved whether we are in touch with Ash")]
    public async Task Other_kinds_are_recorded_from_today(string kind, string code, string message)
    {
        var (worker, person) = await ArrangeAsync();

        var response = await SubmitAsync(worker, person, kind, ("Form.Code", code));

        Assert.Equal([$"{code} from 2026-11-22 to "], await CurrentAsync(person));
        Assert.Equal(message, await DoneAsync(response));
    }

    [Fact]
    public async Task The_same_news_twice_is_kept_once()
    {
        var (worker, person) = await ArrangeAsync();

        await SubmitAsync(worker, person, "activity", ("Form.Code", "F2"));
        var second = await SubmitAsync(worker, person, "activity", ("Form.Code", "F2"));

        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.fact where young_person_id = $1", person.YoungPerson));
    }

    [Theory]
    [InlineData("", "true", "", "1", "11", "2026", "Form-Code", "Answer this question")]
    [InlineData("Q", "true", "", "1", "11", "2026", "Form-Code", "Choose a kind of home from the list")]
    [InlineData("U", "", "", "1", "11", "2026", "Form-Suitable", "Say if this home is suitable")]
    [InlineData("S", "true", "", "1", "11", "2026", "Form-Suitable", "This kind of home always counts as not suitable")]
    [InlineData("S", "", "", "1", "11", "2026", "Form-Reasons", "Say why this home is not suitable")]
    [InlineData("U", "false", "", "1", "11", "2026", "Form-Reasons", "Say why this home is not suitable")]
    [InlineData("U", "true", "B17 8", "1", "11", "2026", "Form-Outcode", "Enter the first half of a postcode, like OH3")]
    [InlineData("U", "true", "", "23", "11", "2026", "Form-From", "Enter today or a day before today")]
    [InlineData("U", "true", "", "31", "2", "2026", "Form-From", "Enter a real date, like 27 3 2026")]
    [InlineData("U", "true", "", "", "", "", "Form-From", "Enter a day, a month and a year")]
    public async Task What_cannot_be_is_refused_beside_its_field_and_nothing_typed_is_lost(
        string code, string suitable, string outcode, string day, string month, string year, string field, string message)
    {
        var (worker, person) = await ArrangeAsync();

        var response = await SubmitAsync(worker, person, "home", ("Form.Code", code), ("Form.CouncilProvided", "false"), ("Form.Suitable", suitable), ("Form.Evidence", "<b>Seen</b> 🙂"), ("Form.Outcode", outcode),
            ("Form.From.Day", day), ("Form.From.Month", month), ("Form.From.Year", year));
        var page = await response.DocumentAsync();

        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.Equal($"Error: {message}", page.QuerySelector($"#{field}-error").Reads());
        Assert.Equal("<b>Seen</b> 🙂", Assert.IsAssignableFrom<IHtmlTextAreaElement>(page.QuerySelector("#Form-Evidence")).Value);
        Assert.Equal(outcode, page.QuerySelector("#Form-Outcode")!.GetAttribute("value") ?? "");
        Assert.Equal(day, page.QuerySelector("#Form-From-first")!.GetAttribute("value") ?? "");
        Assert.Empty(await CurrentAsync(person));
    }

    [Fact]
    public async Task Hostile_text_is_refused_or_kept_as_text()
    {
        var (worker, person) = await ArrangeAsync();

        var broken = await SubmitAsync(worker, person, "home", ("Form.Code", "U"), ("Form.CouncilProvided", "false"), ("Form.Suitable", "false"), ("Form.Reasons", "a\0b"));
        var huge = await SubmitAsync(worker, person, "home", ("Form.Code", "U"), ("Form.CouncilProvided", "false"), ("Form.Suitable", "false"), ("Form.Reasons", new string('x', 1_000_000)));
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
        Assert.Equal("Error: Use 1000 characters or fewer", (await huge.DocumentAsync()).QuerySelector("#Form-Reasons-error").Reads());

        await SubmitAsync(worker, person, "home", ("Form.Code", "U"), ("Form.CouncilProvided", "false"), ("Form.Suitable", "false"), ("Form.Reasons", "<script>alert(1)</script> 🏠"));
        var page = await (await site.SignInAsync(worker.Account)).PageAsync($"/young-people/{person.YoungPerson}");
        Assert.Contains(page.QuerySelectorAll(".quote"), quote => quote.TextContent == "<script>alert(1)</script> 🏠");
    }

    [Fact]
    public async Task Each_choice_is_in_plain_words_with_the_code_of_the_return_beside_it()
    {
        var (worker, person) = await ArrangeAsync();

        var page = await (await site.SignInAsync(worker.Account)).PageAsync($"/young-people/{person.YoungPerson}/home");

        var own = page.QuerySelectorAll(".govuk-radios__item").Single(item => item.QuerySelector("input")!.GetAttribute("value") == "U");
        Assert.Equal("Own place", own.QuerySelector("label").Reads());
        Assert.StartsWith("U – Independent living", own.QuerySelector(".govuk-hint").Reads(), StringComparison.Ordinal);
        Assert.Equal("22", page.QuerySelector("#Form-From-first")!.GetAttribute("value"));
    }

    private async Task<(Someone Worker, Someone Person)> ArrangeAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (worker, await site.Arrange.TheirsAsync(worker));
    }

    private async Task<HttpResponseMessage> SubmitAsync(Someone worker, Someone person, string kind, params (string, string)[] fields) =>
        await (_visitor = await site.SignInAsync(worker.Account)).SubmitAsync($"/young-people/{person.YoungPerson}/{kind}", fields);

    private async Task<string> DoneAsync(HttpResponseMessage response) =>
        (await _visitor!.PageAsync(response.Headers.Location!.OriginalString)).QuerySelector(".govuk-notification-banner__heading").Reads();

    private async Task<string[]> CurrentAsync(Someone person) => await site.SqlAsync<string[]>(
        """
        select coalesce(array_agg(code || ' from ' || period_from || ' to ' || coalesce(period_to::text, '') order by period_from), '{}')
        from pledge.fact where young_person_id = $1 and superseded_at is null
        """, person.YoungPerson);
}

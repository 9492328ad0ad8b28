using System.Net;
using Pledge.Domain.Facts;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Facts;

public sealed class HomeDetailsTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task What_was_weighed_who_provides_it_and_why_they_moved_are_kept_and_shown_to_both()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);

        var response = await visitor.SubmitAsync($"/young-people/{person.YoungPerson}/home", ("Form.Code", "D"), ("Form.Suitable", "true"), ("Form.Provider", "Harbour Homes"),
            ("Form.CouncilProvided", "true"), ("Form.MoveReason", "own-place"), ("Form.Matters[2].Answer", "Worry"), ("Form.Matters[2].Words", "The lock is loose"), ("Form.Matters[0].Answer", "Yes"));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("facilities yes,safety worry", await site.SqlAsync<string>(
            "select string_agg(m ->> 'key' || ' ' || (m ->> 'answer'), ',') from pledge.fact f, jsonb_array_elements(f.matters) m where f.young_person_id = $1", person.YoungPerson!.Value));
        Assert.True(await site.SqlAsync<bool>("select council_provided from pledge.fact where young_person_id = $1", person.YoungPerson!.Value));
        var page = (await visitor.PageAsync($"/young-people/{person.YoungPerson}")).QuerySelector("main")!.TextContent;
        Assert.Contains("The lock is loose", page, StringComparison.Ordinal);
        Assert.Contains("with Harbour Homes", page, StringComparison.Ordinal);
        Assert.Contains("First visit after a move", page, StringComparison.Ordinal);
        var own = (await (await site.SignInAsync(person.Account)).PageAsync("/record/kept")).QuerySelector("main")!.TextContent;
        Assert.Contains("The lock is loose", own, StringComparison.Ordinal);
        Assert.Contains("The council gives you this home.", own, StringComparison.Ordinal);
        Assert.Contains("you were ready for your own place", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task News_about_the_same_home_keeps_the_day_they_moved_in()
    {
        var (worker, person) = await ArrangeAsync();
        var moved = new DateOnly(2026, 11, 1);
        await site.Arrange.FactAsync(person, "home", "D", moved, suitable: true);
        var visitor = await site.SignInAsync(worker.Account);

        await visitor.SubmitAsync($"/young-people/{person.YoungPerson}/home?same=true", ("Form.CouncilProvided", "true"));

        Assert.Equal(moved, await site.SqlAsync<DateOnly>("select moved_in_on from pledge.fact where young_person_id = $1 and council_provided and superseded_at is null", person.YoungPerson!.Value));
    }

    [Theory]
    [InlineData("E", null, false)]
    [InlineData("E", "not-known", true)]
    [InlineData("E", "nonsense", false)]
    [InlineData("B", null, true)]
    public async Task A_home_the_council_may_provide_is_saved_with_an_answer_to_whether_it_does(string code, string? answer, bool saved)
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);

        var response = await visitor.SubmitAsync($"/young-people/{person.YoungPerson}/home", ("Form.Code", code), ("Form.Suitable", "true"), ("Form.CouncilProvided", answer ?? ""));

        if (!saved)
            Assert.Equal("Error: Say if the council provides this home, or that you do not know yet", (await response.DocumentAsync()).QuerySelector("#Form-CouncilProvided-error").Reads());
        Assert.Equal(saved ? 1L : 0L, await site.SqlAsync<long>("select count(*) from pledge.fact where young_person_id = $1 and council_provided is null", person.YoungPerson!.Value));
    }

    [Theory]
    [InlineData("W", "true", "", false)]
    [InlineData("V", "true", " ", false)]
    [InlineData("W", "true", "One night, near work, with breakfast", true)]
    public async Task Bed_and_breakfast_is_not_called_suitable_without_a_reason(string code, string suitable, string reasons, bool saved)
    {
        var (worker, person) = await ArrangeAsync();

        var response = await (await site.SignInAsync(worker.Account)).SubmitAsync($"/young-people/{person.YoungPerson}/home",
            ("Form.Code", code), ("Form.Suitable", suitable), ("Form.CouncilProvided", "true"), ("Form.Reasons", reasons));

        if (!saved)
            Assert.StartsWith("Error: Say why this home suits them", (await response.DocumentAsync()).QuerySelector("#Form-Reasons-error").Reads(), StringComparison.Ordinal);
        Assert.Equal(saved ? 1L : 0L, await site.SqlAsync<long>("select count(*) from pledge.fact where young_person_id = $1", person.YoungPerson!.Value));
    }

    [Fact]
    public async Task A_worry_without_words_and_words_without_an_answer_are_refused_beside_the_matter()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);

        var silent = await (await visitor.SubmitAsync($"/young-people/{person.YoungPerson}/home", ("Form.Code", "U"), ("Form.Suitable", "true"), ("Form.CouncilProvided", "false"), ("Form.Matters[2].Answer", "No"))).DocumentAsync();
        Assert.NotNull(silent.QuerySelector("#Form-Matters-2--Words-error"));
        var undecided = await (await visitor.SubmitAsync($"/young-people/{person.YoungPerson}/home", ("Form.Code", "U"), ("Form.Suitable", "true"), ("Form.Matters[2].Answer", ""), ("Form.Matters[2].Words", "Dark street"))).DocumentAsync();
        Assert.Contains("Choose an answer for this", undecided.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Dark street", undecided.QuerySelector("[name='Form.Matters[2].Words']")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("37.5", null)]
    [InlineData("81", "Form-Hours")]
    [InlineData("a lot", "Form-Hours")]
    public async Task Learning_and_work_say_where_how_far_and_how_much(string hours, string? wrong)
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);

        var response = await visitor.SubmitAsync($"/young-people/{person.YoungPerson}/activity", ("Form.Code", "F2"), ("Form.Provider", "Oakhaven College"), ("Form.Level", "3"), ("Form.Hours", hours));

        if (wrong is null)
            Assert.Equal(("Oakhaven College", "3", 37.5m), (
                await site.SqlAsync<string>("select provider from pledge.fact where young_person_id = $1", person.YoungPerson!.Value),
                await site.SqlAsync<string>("select level from pledge.fact where young_person_id = $1", person.YoungPerson!.Value),
                await site.SqlAsync<decimal>("select hours_per_week from pledge.fact where young_person_id = $1", person.YoungPerson!.Value)));
        else
            Assert.NotNull((await response.DocumentAsync()).QuerySelector($"#{wrong}-error"));
    }

    [Fact]
    public void Every_matter_reason_and_level_has_its_words()
    {
        var own = new System.Resources.ResourceManager(typeof(Pledge.Web.Features.Records.RecordsText));
        var staff = new System.Resources.ResourceManager(typeof(Pledge.Web.Features.Facts.FactsText));
        Assert.All(SuitabilityMatter.All, matter => Assert.NotNull(own.GetString($"Matter_{matter.Key}", null) is null ? null : staff.GetString($"Matter_{matter.Key}", null)));
        Assert.All(MoveReason.All, reason => Assert.NotNull(own.GetString($"Moved_{reason.Key}", null)));
    }

    private async Task<(Someone Worker, Someone Person)> ArrangeAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        var person = await site.Arrange.TheirsAsync(worker);
        await site.ExecuteAsync("update pledge.legal_status set status = 'relevant' where young_person_id = $1", person.YoungPerson!.Value);
        return (worker, person);
    }
}

using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.PlanWork;

public sealed class PartTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Who_saves_second_reads_both_texts_and_puts_them_together()
    {
        var (worker, person) = await ArrangeAsync();
        await site.Arrange.DraftAsync(worker, person);
        var manager = await site.Arrange.ManagerOfAsync(site, worker);
        var address = $"/young-people/{person.YoungPerson}/plan/matters/5";
        var (one, two) = (await site.SignInAsync(worker.Account), await site.SignInAsync(manager.Account));
        var (first, second) = (await one.FillAsync(address, null, ("Form.Words", "Flat on Elm Road.")), await two.FillAsync(address, null, ("Form.Words", "Room on Ash Lane.")));

        await first();
        var page = await (await second()).DocumentAsync();

        Assert.Contains("Sam Worker saved this", page.QuerySelector("#theirs").Reads(), StringComparison.Ordinal);
        Assert.Contains("Flat on Elm Road.", page.QuerySelector(".theirs").Reads(), StringComparison.Ordinal);
        Assert.Equal("Room on Ash Lane.", WordsOf(page));
        Assert.Equal("Flat on Elm Road.", await WordsAsync(person));
        // Saving what stands on that page says that both were read.
        var fields = page.QuerySelectorAll<IHtmlInputElement>("main form input[type=hidden]").Where(input => input.Name != "__RequestVerificationToken").Select(input => (input.Name!, input.Value)).ToArray();
        await two.PostFormAsync(address, address, [.. fields, ("Form.Words", "Room on Ash Lane, then the flat.")]);
        Assert.Equal("Room on Ash Lane, then the flat.", await WordsAsync(person));
    }

    [Fact]
    public async Task At_one_moment_one_wins_and_the_other_loses_nothing()
    {
        var (worker, person) = await ArrangeAsync();
        await site.Arrange.DraftAsync(worker, person);
        var address = $"/young-people/{person.YoungPerson}/plan/matters/5";
        var desk = await site.SignInAsync(worker.Account);
        var saves = new[] { await desk.FillAsync(address, null, ("Form.Words", "One.")), await desk.FillAsync(address, null, ("Form.Words", "Two.")) };

        var pages = await Task.WhenAll((await Task.WhenAll(saves.Select(save => save()))).Select(response => response.DocumentAsync()));

        var kept = await WordsAsync(person);
        var lost = Assert.Single(pages, page => page.QuerySelector(".theirs") is not null);
        Assert.Equal((kept, kept == "One." ? "Two." : "One."), (lost.QuerySelector(".theirs .quote").Reads(), WordsOf(lost)));
    }

    [Fact]
    public async Task The_same_words_twice_are_one_writing()
    {
        var (worker, person) = await ArrangeAsync();
        await site.Arrange.DraftAsync(worker, person);
        var address = $"/young-people/{person.YoungPerson}/plan/needs/2";
        var desk = await site.SignInAsync(worker.Account);
        var (first, second) = (await desk.FillAsync(address, null, ("Form.Words", "Wants to cook.")), await desk.FillAsync(address, null, ("Form.Words", "Wants to cook.")));

        await first();
        var again = await second();

        Assert.Equal(System.Net.HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and what = 'plan-part'", person.YoungPerson));
    }

    [Theory]
    [InlineData("not-now", " ", "", "", "Words")]
    [InlineData("agreed", "4001", "", "", "Words")]
    [InlineData("agreed", "Yes", "", "201", "Goals")]
    [InlineData("agreed", "Yes", "", "9 lines", "Goals")]
    [InlineData("agreed", "Yes", "2001", "", "IfNot")]
    public async Task What_cannot_be_is_refused_beside_its_field_and_kept(string stance, string words, string ifNot, string goals, string field)
    {
        var (worker, person) = await ArrangeAsync();
        await site.Arrange.DraftAsync(worker, person);
        var typed = goals switch { "9 lines" => string.Join('\n', Enumerable.Range(1, 9)), _ => Long(goals) };

        var page = await (await (await site.SignInAsync(worker.Account)).SubmitAsync($"/young-people/{person.YoungPerson}/plan/matters/2",
            ("Form.Stance", stance), ("Form.Words", Long(words)), ("Form.IfNot", Long(ifNot)), ("Form.Goals", typed))).DocumentAsync();

        Assert.StartsWith("Error: ", page.QuerySelector($"#Form-{field}-error").Reads(), StringComparison.Ordinal);
        Assert.Equal(typed, ((IHtmlTextAreaElement)page.QuerySelector("#Form-Goals")!).Value);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.plan_part where young_person_id = $1", person.YoungPerson));

        static string Long(string text) => int.TryParse(text, out var length) ? new string('x', length) : text;
    }

    [Fact]
    public async Task Nothing_is_written_into_a_version_that_is_with_the_manager()
    {
        var (worker, person) = await ArrangeAsync();
        await site.Arrange.DraftAsync(worker, person);
        var desk = await site.SignInAsync(worker.Account);
        var save = await desk.FillAsync($"/young-people/{person.YoungPerson}/plan/matters/5", null, ("Form.Words", "Too late."));
        await site.ExecuteAsync("update pledge.plan_version set state = 'submitted', submitted_at = now(), submitted_by = $2 where young_person_id = $1", person.YoungPerson, worker.Account);

        var page = await (await save()).DocumentAsync();

        Assert.Equal("Error: This version is not being written any more. Open the plan again to see how it stands", page.QuerySelector("#Form-Words-error").Reads());
        Assert.Equal("Too late.", WordsOf(page));
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.plan_part where young_person_id = $1", person.YoungPerson));
    }

    private static string WordsOf(IDocument page) => ((IHtmlTextAreaElement)page.QuerySelector("#Form-Words")!).Value;

    private Task<string> WordsAsync(Someone person) => site.SqlAsync<string>("select words from pledge.plan_part where young_person_id = $1 and kind = 'matter' and number = 5", person.YoungPerson);

    private async Task<(Someone Worker, Someone Person)> ArrangeAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (worker, await site.Arrange.TheirsAsync(worker));
    }
}

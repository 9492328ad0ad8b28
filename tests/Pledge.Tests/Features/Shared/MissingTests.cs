using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Shared;

/// <summary>What a form misses is said all at once, each beside its field and in the summary: nobody is sent back once for each.</summary>
public sealed class MissingTests(Site site) : IClassFixture<Site>
{
    private static readonly (string, string)[] NoDay = [("Form.Due.Day", ""), ("Form.Due.Month", ""), ("Form.Due.Year", "")];

    [Fact]
    public async Task A_note_kept_back_asks_for_its_words_a_reason_and_a_day() =>
        Assert.Equal(["Text", "KeepBack-Reason", "KeepBack-ReviewOn"], await MissingAsync("notes/new", ("Text", ""), ("KeepBack.On", "true")));

    [Fact]
    public async Task A_contact_kept_back_asks_for_a_reason_and_a_day()
    {
        var (worker, person) = await ArrangeAsync();

        Assert.Equal(["Form-KeepBack-Reason", "Form-KeepBack-ReviewOn"],
            await MissingAsync(worker, $"/contacts/new?with={person.YoungPerson}", ("Form.Note", "Tea"), ("Form.KeepBack.On", "true")));
    }

    [Fact]
    public async Task An_action_asks_what_of_which_matter_by_whom_and_by_when() =>
        Assert.Equal(["Form-What", "Form-Owner", "Form-Due", "Form-Matter"], await MissingAsync("plan/actions/new", [("Form.What", ""), .. NoDay]));

    [Fact]
    public async Task A_pause_asks_for_its_last_day_and_a_reason() =>
        Assert.Equal(["Reason", "Until"], await MissingAsync("clocks/contact-due", ("Until.Day", ""), ("Until.Month", ""), ("Until.Year", ""), ("Reason", " ")));

    [Fact]
    public async Task A_professional_asks_for_name_role_place_and_what_the_young_person_said() =>
        Assert.Equal(["Form-Name", "Form-Role", "Form-Organisation", "Form-Agreed", "Form-Email"], await MissingAsync("people/new", ("Form.Name", ""), ("Form.Email", "none")));

    [Theory]
    [InlineData("U", "", new[] { "Form-CouncilProvided", "Form-Suitable" })]
    [InlineData("U", "false", new[] { "Form-CouncilProvided", "Form-Reasons" })]
    [InlineData("W", "true", new[] { "Form-CouncilProvided", "Form-Reasons" })]
    [InlineData("", "", new[] { "Form-Code" })]
    public async Task A_home_asks_for_all_that_its_kind_needs(string code, string suitable, string[] missing) =>
        Assert.Equal(missing, await MissingAsync("home", ("Form.Code", code), ("Form.Suitable", suitable)));

    [Fact]
    public async Task A_day_of_the_plan_asks_what_it_is_and_when() =>
        Assert.Equal(["What", "On"], await MissingAsync("plan/dates", ("What", ""), ("On.Day", ""), ("On.Month", ""), ("On.Year", "")));

    [Fact]
    public async Task A_document_asks_for_its_title_and_a_file_that_was_never_chosen()
    {
        var (worker, person) = await ArrangeAsync();
        var page = await (await worker.UploadAsync($"/young-people/{person.YoungPerson}/documents/new", "", [], [("Form.Title", ""), ("Form.KeepBack.Reason", new string('x', 6_000))])).DocumentAsync();

        Assert.Equal("Error: Choose a file", page.QuerySelector("#File-error").Reads());
        Assert.NotNull(page.QuerySelector("#Form-Title-error"));
        Assert.Equal(6_000, page.QuerySelector("[name='Form.KeepBack.Reason']").Reads().Length);
    }

    [Fact]
    public async Task What_is_wrong_in_a_record_asks_for_the_part_and_the_words()
    {
        var (_, person) = await ArrangeAsync();

        Assert.Equal(["Part", "What"], await MissingAsync(await site.SignInAsync(person.Account), "/record/wrong", ("What", "")));
    }

    [Fact]
    public async Task A_new_password_asks_for_both()
    {
        var (_, person) = await ArrangeAsync();
        await site.WithPasswordAsync(person);

        Assert.Equal(["Current", "Password"], await MissingAsync(await site.SignInAsync(person.Account), "/account/password", ("Current", ""), ("Password", "")));
    }

    /// <summary>Where a day cannot be read, that is what is said of it, and not also that it is missing.</summary>
    [Fact]
    public async Task A_field_says_one_thing()
    {
        var (worker, person) = await ArrangeAsync();
        var page = await (await worker.SubmitAsync($"/young-people/{person.YoungPerson}/notes/new", ("Text", "x"), ("KeepBack.On", "true"), ("KeepBack.Reason", "y"),
            ("KeepBack.ReviewOn.Day", "31"), ("KeepBack.ReviewOn.Month", "2"), ("KeepBack.ReviewOn.Year", "2027"))).DocumentAsync();

        Assert.Equal("Error: Enter a real date, like 27 3 2026", page.QuerySelector("#KeepBack-ReviewOn-error").Reads());
        Assert.Single(page.QuerySelectorAll(".govuk-error-summary__list a"));
    }

    private async Task<List<string>> MissingAsync(string page, params (string, string)[] fields)
    {
        var (worker, person) = await ArrangeAsync();
        return await MissingAsync(worker, $"/young-people/{person.YoungPerson}/{page}", fields);
    }

    /// <summary>The ids of the fields that have an error beside them, in the order of the page; the summary must name as many.</summary>
    private static async Task<List<string>> MissingAsync(Visitor visitor, string address, params (string, string)[] fields)
    {
        var page = await (await visitor.SubmitAsync(address, fields)).DocumentAsync();
        var beside = page.QuerySelectorAll(".govuk-error-message[id]").Select(error => error.Id!.Replace("-error", "", StringComparison.Ordinal)).ToList();
        Assert.Equal(beside.Count, page.QuerySelectorAll(".govuk-error-summary__list a").Length);
        return beside;
    }

    private async Task<(Visitor Worker, Someone Person)> ArrangeAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (await site.SignInAsync(worker.Account), await site.Arrange.TheirsAsync(worker));
    }
}

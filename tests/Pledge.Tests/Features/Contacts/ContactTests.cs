using System.Net;
using AngleSharp.Html.Dom;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Contacts;

public sealed class ContactTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task From_the_caseload_a_note_and_two_taps_record_a_phone_call_of_today()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);
        var link = (await visitor.PageAsync("/caseload")).QuerySelector(".caseload__act")!.GetAttribute("href")!;

        var response = await visitor.SubmitAsync(link, ("Form.Note", "All well 🙂 <b>"));

        Assert.Equal("/caseload", response.Headers.Location?.OriginalString);
        Assert.Equal(["made", "phone", "worker", new DateOnly(2026, 11, 22), "All well 🙂 <b>", worker.Account], await site.RowAsync(
            "select outcome, channel, started_by, occurred_on, note, recorded_by from pledge.contact where young_person_id = $1", person.YoungPerson));
        Assert.Equal("Saved your contact with Ash Reed", (await visitor.PageAsync("/caseload")).QuerySelector(".govuk-notification-banner__heading").Reads());
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and act = 'wrote' and what = 'contact'", person.YoungPerson));
    }

    [Fact]
    public async Task Several_young_people_at_once_share_a_group()
    {
        var (worker, person) = await ArrangeAsync();
        var other = await site.Arrange.TheirsAsync(worker, "Bo");

        var response = await (await site.SignInAsync(worker.Account)).SubmitAsync($"/contacts/new?with={person.YoungPerson}",
            ("With", person.YoungPerson.ToString()!), ("With", other.YoungPerson.ToString()!), ("Form.Channel", "face-to-face"), ("Form.Outcome", "attempted"));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal([2L, 1L], await site.RowAsync(
            "select count(*), count(distinct group_id) from pledge.contact where young_person_id = any ($1) and outcome = 'attempted' and channel = 'face-to-face'",
            new[] { person.YoungPerson!.Value, other.YoungPerson!.Value }));
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_contact()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);
        var opened = await (await visitor.SubmitAsync($"/contacts/new?with={person.YoungPerson}", ("Form.Outcome", ""))).DocumentAsync();
        var form = opened.QuerySelectorAll("main form input[type=hidden]").Cast<IHtmlInputElement>().ToDictionary(input => input.Name!, input => input.Value);
        foreach (var (name, value) in new[] { ("With", person.YoungPerson.ToString()!), ("Form.Outcome", "made"), ("Form.Channel", "text"), ("Form.StartedBy", "worker"), ("Form.On", "2026-11-22") })
            form[name] = value;

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => visitor.Client.PostAsync(new Uri("/contacts/new", UriKind.Relative), new FormUrlEncodedContent(form))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.contact where young_person_id = $1", person.YoungPerson));
    }

    [Theory]
    [InlineData("Form.Outcome", "perhaps", "Form-Outcome", "Say whether you reached them, how, and who got in touch first")]
    [InlineData("Form.Outcome", "", "Form-Outcome", "Answer this question")]
    [InlineData("Form.Channel", "<b>", "Form-Channel", "Answer this question")]
    [InlineData("Form.On.Day", "23", "Form-On", "Enter today or a day before today")]
    [InlineData("Form.On.Month", "13", "Form-On", "Enter a real date, like 27 3 2026")]
    [InlineData("With", "", "With", "Choose at least one young person")]
    public async Task What_cannot_be_is_refused_beside_its_field_and_the_note_is_kept(string name, string value, string field, string message)
    {
        var (worker, person) = await ArrangeAsync();

        var response = await (await site.SignInAsync(worker.Account)).SubmitAsync($"/contacts/new?with={person.YoungPerson}", (name, value), ("Form.Note", "Keep this"));
        var page = await response.DocumentAsync();

        Assert.Equal($"Error: {message}", page.QuerySelector($"#{field}-error").Reads());
        Assert.Equal("Keep this", Assert.IsAssignableFrom<IHtmlTextAreaElement>(page.QuerySelector("#Form-Note")).Value);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.contact where young_person_id = $1", person.YoungPerson));
    }

    [Fact]
    public async Task Hostile_notes_are_refused()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);

        var huge = await visitor.SubmitAsync($"/contacts/new?with={person.YoungPerson}", ("Form.Note", new string('x', 1_000_000)));
        var broken = await visitor.SubmitAsync($"/contacts/new?with={person.YoungPerson}", ("Form.Note", "a\0b"));

        Assert.Equal("Error: Use 2000 characters or fewer for the note", (await huge.DocumentAsync()).QuerySelector("#Form-Note-error").Reads());
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.contact where young_person_id = $1", person.YoungPerson));
    }

    [Fact]
    public async Task One_person_out_of_reach_makes_the_whole_not_found_and_records_nobody()
    {
        var (worker, person) = await ArrangeAsync();
        var (_, stranger) = await ArrangeAsync();

        var response = await (await site.SignInAsync(worker.Account)).SubmitAsync($"/contacts/new?with={person.YoungPerson}",
            ("With", person.YoungPerson.ToString()!), ("With", stranger.YoungPerson.ToString()!));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.contact where young_person_id = any ($1)", new[] { person.YoungPerson!.Value, stranger.YoungPerson!.Value }));
    }

    [Fact]
    public async Task A_contact_taken_back_stays_readable_with_its_reason_and_keeps_the_first()
    {
        var (worker, person) = await ArrangeAsync();
        var contact = await site.Arrange.ContactAsync(worker, person, new(2026, 11, 1), note: "Wrong Ash");
        var visitor = await site.SignInAsync(worker.Account);

        var empty = await visitor.SubmitAsync($"/contacts/{contact}/withdraw", ("Reason", " "));
        Assert.Equal("Error: Say why you are changing this", (await empty.DocumentAsync()).QuerySelector("#Reason-error").Reads());
        await visitor.SubmitAsync($"/contacts/{contact}/withdraw", ("Reason", "For another Ash"));
        await visitor.SubmitAsync($"/contacts/{contact}/withdraw", ("Reason", "Second thoughts"));

        Assert.Equal(["For another Ash", worker.Account], await site.RowAsync("select supersede_reason, superseded_by from pledge.contact where id = $1", contact));
        Assert.Empty((await visitor.PageAsync($"/young-people/{person.YoungPerson}")).QuerySelectorAll("#history li"));
        Assert.Equal("Reached: Phone", (await visitor.PageAsync($"/young-people/{person.YoungPerson}?corrections=true")).QuerySelector("#history s").Reads());
    }

    [Theory]
    [InlineData("face-to-face", "home", "home")]
    [InlineData("phone", "home", null)] // a place is of a meeting
    public async Task A_meeting_says_where_it_was(string channel, string place, string? kept)
    {
        var (worker, person) = await ArrangeAsync();

        await (await site.SignInAsync(worker.Account)).SubmitAsync($"/contacts/new?with={person.YoungPerson}", ("Form.Channel", channel), ("Form.Place", place));

        Assert.Equal([channel, kept], await site.RowAsync("select channel, place from pledge.contact where young_person_id = $1", person.YoungPerson));
    }

    [Fact]
    public async Task A_note_that_is_kept_back_is_no_part_of_the_contact_they_can_read()
    {
        var (worker, person) = await ArrangeAsync();

        var response = await (await site.SignInAsync(worker.Account)).SubmitAsync($"/contacts/new?with={person.YoungPerson}",
            ("Form.Note", "Not yet"), ("Form.KeepBack.Reason", "The family tells them first"),
            ("Form.KeepBack.ReviewOn.Day", "1"), ("Form.KeepBack.ReviewOn.Month", "2"), ("Form.KeepBack.ReviewOn.Year", "2027"));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal([null, "Not yet", true], await site.RowAsync(
            "select c.note, n.text, n.hiding_id is not null from pledge.contact c join pledge.note n on n.contact_id = c.id where c.young_person_id = $1", person.YoungPerson));
        Assert.DoesNotContain("Not yet", (await (await site.SignInAsync(person.Account)).PageAsync("/record/notes")).QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_supersedes_and_keeps_the_old_contact_with_its_reason()
    {
        var (worker, person) = await ArrangeAsync();
        var contact = await site.Arrange.ContactAsync(worker, person, new(2026, 11, 1), note: "Rang");
        var visitor = await site.SignInAsync(worker.Account);

        await visitor.SubmitAsync($"/contacts/{contact}/correct", ("Form.Channel", "face-to-face"), ("Form.Place", "out"), ("Form.Note", "Met"), ("Reason", "It was a meeting"));

        Assert.Equal(["It was a meeting", worker.Account], await site.RowAsync("select supersede_reason, superseded_by from pledge.contact where id = $1", contact));
        Assert.Equal(["face-to-face", "out", "Met", new DateOnly(2026, 11, 1)], await site.RowAsync(
            "select channel, place, note, occurred_on from pledge.contact where replaces_id = $1 and superseded_at is null", contact));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/contacts/{contact}/correct")).StatusCode);
    }

    [Fact]
    public async Task Of_two_corrections_the_second_sees_both_texts_and_corrects_what_it_saw()
    {
        var (worker, person) = await ArrangeAsync();
        var manager = await site.Arrange.StaffAsync(worker.Authority, "manager", await site.SqlAsync<Guid>("select team_id from pledge.staff_member where id = $1", worker.Account), "Bo Manager");
        var contact = await site.Arrange.ContactAsync(worker, person, new(2026, 11, 1), note: "Rang");
        var visitor = await site.SignInAsync(worker.Account);
        var send = await visitor.FillAsync($"/contacts/{contact}/correct", null, ("Form.Note", "Mine"), ("Reason", "My reason"));
        await (await site.SignInAsync(manager.Account)).SubmitAsync($"/contacts/{contact}/correct", ("Form.Note", "Bo's"), ("Reason", "Bo's reason"));

        var page = await (await send()).DocumentAsync();

        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.Equal("You wrote Mine", page.QuerySelector(".merge__one--mine").Reads());
        Assert.Contains("Bo Manager wrote Bo's", page.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Equal("Mine", Assert.IsAssignableFrom<IHtmlTextAreaElement>(page.QuerySelector("#Form-Note")).Value);
        var form = page.QuerySelectorAll("main form input").Cast<IHtmlInputElement>().Where(input => input.Type is not ("radio" or "checkbox") || input.IsChecked).ToDictionary(input => input.Name!, input => input.Value);
        (form["Form.Note"], form["Reason"]) = ("Bo's and mine", "Both");
        var again = await visitor.Client.PostAsync(new Uri($"/contacts/{contact}/correct", UriKind.Relative), new FormUrlEncodedContent(form));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(["Bo's and mine", 3L], await site.RowAsync(
            "select max(note) filter (where superseded_at is null), count(*) from pledge.contact where young_person_id = $1", person.YoungPerson));
    }

    private async Task<(Someone Worker, Someone Person)> ArrangeAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (worker, await site.Arrange.TheirsAsync(worker));
    }
}

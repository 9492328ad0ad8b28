using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pledge.Tests.Support;
using Pledge.Web.Access;
using Pledge.Web.Features.Drafts;

namespace Pledge.Tests.Features.Drafts;

/// <summary>What is typed and not sent is there again, for its author and nobody else.</summary>
public sealed class DraftTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task What_was_typed_is_back_when_the_form_opens_again_and_says_from_when()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);

        var answer = await KeepAsync(visitor, person, ("Form.Note", "Half a thou"), ("Form.Channel", "text"), ("Form.On.Day", "31"));

        var now = site.Clock.GetUtcNow().ToString("h:mmtt", System.Globalization.CultureInfo.GetCultureInfo("en-GB"));
        Assert.Equal($"Kept at {now}", await answer.Content.ReadAsStringAsync());
        var page = await visitor.PageAsync(Address(person));
        Assert.Equal("Half a thou", NoteOf(page));
        Assert.Equal("text", page.QuerySelector("[name='Form.Channel'][checked]")!.GetAttribute("value"));
        Assert.Equal("31", page.QuerySelector("#Form-On-first")!.GetAttribute("value"));
        Assert.Equal($"We kept what you wrote on {site.Clock.GetUtcNow():dddd d MMMM} at {now}. It is not sent yet.", page.QuerySelector(".draft__restored p").Reads());
        Assert.DoesNotContain("Error", page.Title!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_begun_is_listed_with_the_way_back_and_for_its_author_alone()
    {
        var (worker, person) = await ArrangeAsync();
        var manager = await site.Arrange.StaffAsync(worker.Authority, "manager", await site.SqlAsync<Guid>("select team_id from pledge.staff_member where id = $1", worker.Account));
        var visitor = await site.SignInAsync(worker.Account);
        Assert.NotNull((await visitor.PageAsync("/drafts")).QuerySelector(".empty"));

        await KeepAsync(visitor, person, ("Form.Note", "Half a thou"));
        var page = await visitor.PageAsync("/drafts");

        var line = Assert.Single(page.QuerySelectorAll("main .rows > li"));
        Assert.StartsWith("A contact About ", line.Reads(), StringComparison.Ordinal);
        Assert.DoesNotContain("Half a thou", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal("Half a thou", NoteOf(await visitor.PageAsync(line.QuerySelector("a")!.GetAttribute("href")!)));
        Assert.NotNull((await (await site.SignInAsync(manager.Account)).PageAsync("/drafts")).QuerySelector(".empty"));
    }

    [Fact]
    public void Every_form_that_is_kept_has_words_in_the_list()
    {
        var words = site.Services.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<DraftsText>>();

        foreach (var form in typeof(KeepsDraftAttribute).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes(typeof(KeepsDraftAttribute), false).Cast<KeepsDraftAttribute>()))
            Assert.False(words["Form_" + new DraftLine(form.Form + (form.Part is null ? "" : "-part"), null, default, null).Name].ResourceNotFound, form.Form);
    }

    /// <summary>What stands before the subject in an address only leads to it.</summary>
    [Fact]
    public void Each_thing_that_a_form_is_about_has_a_draft_of_its_own()
    {
        var pages = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(page => page.Metadata.GetMetadata<KeepsDraftAttribute>() is not null).ToList();
        Assert.NotEmpty(pages);
        foreach (var page in pages)
        {
            var keeps = page.Metadata.GetMetadata<KeepsDraftAttribute>()!;
            var named = page.RoutePattern.Parameters.Select(value => value.Name).Reverse().TakeWhile(name => name != keeps.Subject).Except((keeps.Part ?? "").Split(' '));
            Assert.True(!named.Any(), $"{page.RoutePattern.RawText}: its KeepsDraft says nothing of {string.Join(", ", named)}, so that one draft fills the forms of all of them");
        }
    }

    [Fact]
    public async Task Only_its_author_sees_it()
    {
        var (worker, person) = await ArrangeAsync();
        var manager = await site.Arrange.StaffAsync(worker.Authority, "manager", await site.SqlAsync<Guid>("select team_id from pledge.staff_member where id = $1", worker.Account));
        await KeepAsync(await site.SignInAsync(worker.Account), person, ("Form.Note", "Mine alone"));

        var page = await (await site.SignInAsync(manager.Account)).PageAsync(Address(person));

        Assert.Equal("", NoteOf(page));
        Assert.Null(page.QuerySelector(".draft__restored"));
    }

    [Fact]
    public async Task Sending_the_form_lets_the_draft_go_and_a_keeping_that_comes_late_cannot_bring_it_back()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);
        var page = await visitor.PageAsync(Address(person));
        var form = Fields(page, ("Form.Note", "All said"));

        await visitor.Client.PostAsync(new Uri(form["_draft-page"], UriKind.Relative), new FormUrlEncodedContent(form));
        var late = await visitor.Client.PostAsync(new Uri($"/drafts/{form["_draft"]}", UriKind.Relative), new FormUrlEncodedContent(form));

        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.contact where young_person_id = $1 and note = 'All said'", person.YoungPerson));
        Assert.Equal("{}", await site.SqlAsync<string>("select body::text from pledge.draft where account_id = $1", worker.Account));
        Assert.Equal("", NoteOf(await visitor.PageAsync(Address(person))));
    }

    [Fact]
    public async Task A_refused_form_is_kept()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);

        var refused = await (await visitor.SubmitAsync(Address(person), ("Form.Note", "Tomorrow's call"), ("Form.On.Day", "31"))).DocumentAsync();

        Assert.Null(refused.QuerySelector(".draft__restored"));
        Assert.Equal("Tomorrow's call", NoteOf(await visitor.PageAsync(Address(person))));
    }

    [Fact]
    public async Task A_form_sent_after_the_session_ran_out_is_there_after_signing_in_again()
    {
        var (worker, person) = await ArrangeAsync();
        await site.WithPasswordAsync(worker);
        var visitor = await site.SignInAsync(worker.Account);
        var send = await visitor.FillAsync(Address(person), null, ("Form.Note", "Typed for an hour"));
        site.Clock.Advance(AccessSetup.Idle + TimeSpan.FromMinutes(1));

        var answer = await send();

        var signIn = answer.Headers.Location!.OriginalString;
        Assert.Equal($"/sign-in?next={Uri.EscapeDataString(Address(person))}", signIn);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.contact where young_person_id = $1", person.YoungPerson));
        var (again, entered) = await site.TriedPasswordAsync(worker.Email, start: signIn);
        Assert.Equal(Address(person), entered.Headers.Location!.OriginalString);
        Assert.Equal("Typed for an hour", NoteOf(await again.PageAsync(Address(person))));
    }

    [Theory]
    [InlineData("everywhere")] // that cookie was taken away on purpose
    [InlineData("stale")]      // half a day later it proves too little
    [InlineData("stranger")]   // a form made for somebody else
    public async Task A_cookie_that_proves_too_little_keeps_nothing(string how)
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);
        var send = await visitor.FillAsync(Address(person), null, ("Form.Note", "Not mine to keep"));
        if (how == "everywhere")
            await site.ExecuteAsync("update identity.account set security_stamp = 'changed' where id = $1", worker.Account);
        if (how == "stranger")
        {
            var other = (await site.CookieForAsync((await site.Arrange.StaffAsync(worker.Authority, "adviser")).Account)).Split('=', 2);
            var cookies = visitor.Client.DefaultRequestHeaders.GetValues("Cookie").SelectMany(line => line.Split("; ")).Where(pair => !pair.StartsWith(other[0] + "=", StringComparison.Ordinal));
            var all = string.Join("; ", cookies.Append(string.Join('=', other)));
            visitor.Client.DefaultRequestHeaders.Remove("Cookie");
            visitor.Client.DefaultRequestHeaders.Add("Cookie", all);
        }
        site.Clock.Advance(how == "stale" ? TimeSpan.FromHours(13) : AccessSetup.Idle + TimeSpan.FromMinutes(1));

        var answer = await send();

        Assert.StartsWith("/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.draft where authority_id = $1", worker.Authority));
    }

    [Fact]
    public async Task Without_scripts_a_button_keeps_it_and_another_starts_again()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);
        var page = await visitor.PageAsync(Address(person));
        var button = page.QuerySelector("main form .draft__keep")!.GetAttribute("formaction")!;

        var kept = await visitor.Client.PostAsync(new Uri(button, UriKind.Relative), new FormUrlEncodedContent(Fields(page, ("Form.Note", "After lunch"))));

        Assert.Equal(Address(person), kept.Headers.Location!.OriginalString);
        var again = await visitor.PageAsync(Address(person));
        Assert.Equal("After lunch", NoteOf(again));
        Assert.Equal("draft-start-again", again.QuerySelector(".draft__restored details:not([open]) button")!.GetAttribute("form"));
        await visitor.SubmitFormAsync(Address(person), "draft-start-again");
        Assert.Equal("", NoteOf(await visitor.PageAsync(Address(person))));
    }

    [Fact]
    public async Task Tokens_and_passwords_are_never_kept()
    {
        var (worker, person) = await ArrangeAsync();

        await KeepAsync(await site.SignInAsync(worker.Account), person, ("Form.Note", "x"), ("CurrentPassword", "three odd words"), ("_secret", "y"));

        var body = await site.SqlAsync<string>("select body::text from pledge.draft where account_id = $1", worker.Account);
        Assert.DoesNotContain("three odd words", body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"_", body, StringComparison.Ordinal);
        Assert.Contains("Form.Note", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_draft_of_ours_is_refused()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);
        var form = Fields(await visitor.PageAsync(Address(person)), ("Form.Note", new string('x', DraftBody.MaxLength)));
        Task<HttpResponseMessage> SendAsync(string address) => visitor.Client.PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent(form));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync($"/drafts/{form["_draft"]}")).StatusCode);
        form["Form.Note"] = "a 🙂 \u202e<script>";
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync($"/drafts/unknown/{person.YoungPerson}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync($"/drafts/contact/{Guid.NewGuid()}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync($"/drafts/{form["_draft"]}")).StatusCode);
        form["_draft-page"] = "https://elsewhere.test/";
        Assert.Equal("/", (await SendAsync($"/drafts/{form["_draft"]}?back=true")).Headers.Location!.OriginalString);
        form.Remove("__RequestVerificationToken");
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync($"/drafts/{form["_draft"]}")).StatusCode);
    }

    [Fact]
    public async Task Old_drafts_are_swept_and_newer_ones_stay()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);
        await KeepAsync(visitor, person, ("Form.Note", "Old"));
        await site.ExecuteAsync("update pledge.draft set saved_at = $2 where account_id = $1", worker.Account, site.Clock.GetUtcNow().AddDays(-31));
        await KeepAsync(visitor, await site.Arrange.TheirsAsync(worker, "Bo"), ("Form.Note", "New"));

        using var scope = site.Services.CreateScope();
        await scope.ServiceProvider.GetRequiredService<SweepDrafts>().RunAsync(default);

        Assert.Equal(["New"], (await site.RowAsync("select body -> 'Form.Note' ->> 0 from pledge.draft where account_id = $1", worker.Account)));
    }

    private async Task<(Someone Worker, Someone Person)> ArrangeAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (worker, await site.Arrange.TheirsAsync(worker));
    }

    private static string Address(Someone person) => $"/contacts/new?with={person.YoungPerson}";

    private static string NoteOf(IDocument page) => ((IHtmlTextAreaElement)page.QuerySelector("#Form-Note")!).Value;

    private static async Task<HttpResponseMessage> KeepAsync(Visitor visitor, Someone person, params (string Name, string Value)[] typed)
    {
        var page = await visitor.PageAsync(Address(person));
        return await visitor.Client.PostAsync(new Uri(page.QuerySelector("form[data-draft]")!.GetAttribute("data-draft")!, UriKind.Relative), new FormUrlEncodedContent(Fields(page, typed)));
    }

    private static Dictionary<string, string> Fields(IDocument page, params (string Name, string Value)[] typed)
    {
        var form = page.QuerySelectorAll("form[data-draft] input, form[data-draft] textarea").OfType<IHtmlElement>()
            .Where(field => field is not IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false })
            .Select(field => (Name: field.GetAttribute("name")!, Value: field is IHtmlInputElement input ? input.Value : ((IHtmlTextAreaElement)field).Value))
            .GroupBy(field => field.Name).ToDictionary(field => field.Key, field => field.First().Value);
        foreach (var (name, value) in typed)
            form[name] = value;
        return form;
    }
}

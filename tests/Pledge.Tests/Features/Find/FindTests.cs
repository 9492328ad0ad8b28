using System.Net;
using AngleSharp.Dom;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Find;

public sealed class FindTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("Zoë O’Brien-Smyth", "zoe")]
    [InlineData("Zoë O’Brien-Smyth", "Zoë")]
    [InlineData("Zoë O’Brien-Smyth", "O'Brien")]
    [InlineData("Zoë O’Brien-Smyth", "obrien smyth")]
    [InlineData("Zoë O’Brien-Smyth", "smyth zoe")]
    [InlineData("Zoë O’Brien-Smyth", "Zo")]
    [InlineData("Zoë O’Brien-Smyth", "ZOE OBRAIN")]
    [InlineData("Kieran Hargreave", "Kieron Hargrieve")]
    [InlineData("Keira Lane", "Kiera")]
    [InlineData("Kieran Hargreave", "  hargreave   ")]
    [InlineData("Łukasz Ødegård", "lukasz odegard")]
    [InlineData("محمد علي", "محمد")]
    [InlineData("محمد علي", "علي محمد")]
    [InlineData("李 小龙", "小龙")]
    public async Task A_name_is_found_however_it_is_spelt(string name, string typed)
    {
        var adviser = await site.Arrange.AdviserAsync();
        var parts = name.Split(' ');
        var person = await site.Arrange.TheirsAsync(adviser, parts[0], parts[1]);
        await site.Arrange.TheirsAsync(adviser, "Bartholomew", "Quigg");

        var found = await SearchAsync(adviser, typed);

        Assert.Equal([name], found.QuerySelectorAll("#results .row__title").Select(row => row.Reads()));
        Assert.Equal($"/young-people/{person.YoungPerson}", found.QuerySelector("#results .row__title a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_name_they_chose_is_found_with_the_family_name_and_so_is_the_other()
    {
        var adviser = await site.Arrange.AdviserAsync();
        var person = await site.Arrange.TheirsAsync(adviser, "Alexander", "Vale");
        await site.ExecuteAsync("update pledge.young_person set known_as = 'Lexi' where id = $1", person.YoungPerson);

        foreach (var typed in new[] { "lexi vale", "Vale Lexi", "Alexander Vale", "Lexie" })
            Assert.Equal("Lexi Vale", (await SearchAsync(adviser, typed)).QuerySelector("#results .row__title").Reads());
        Assert.Contains("also Alexander", (await SearchAsync(adviser, "lexi")).QuerySelector("#results .row__meta").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exact_child_id_stands_first()
    {
        var adviser = await site.Arrange.AdviserAsync();
        var person = await site.Arrange.TheirsAsync(adviser, "Ash", "Reed");
        await site.ExecuteAsync("update pledge.young_person set child_id = 'CARO42' where id = $1", person.YoungPerson);
        await site.Arrange.TheirsAsync(adviser, "Caro", "Fourtytwo");

        Assert.Equal("Ash Reed", (await SearchAsync(adviser, "caro42")).QuerySelector("#results .row__title").Reads());
    }

    [Fact]
    public async Task Own_people_come_first_and_of_the_others_there_is_only_what_one_needs_to_ask()
    {
        var adviser = await site.Arrange.AdviserAsync();
        var other = await site.Arrange.StaffAsync(adviser.Authority, Roles.Adviser, await site.Arrange.TeamAsync(adviser.Authority, "South"), "Rosa Okafor");
        await site.Arrange.TheirsAsync(other, "Maya", "Fenn");
        await site.Arrange.TheirsAsync(adviser, "Mayah", "Ferris");

        var rows = (await SearchAsync(adviser, "maya")).QuerySelectorAll("#results .rows > li");

        Assert.Equal(["Mayah Ferris", "Maya Fenn"], rows.Select(row => row.QuerySelector(".row__title").Reads()));
        Assert.Contains("born 10 May 2006", rows[0].Reads(), StringComparison.Ordinal);
        Assert.DoesNotContain("2006", rows[1].Reads(), StringComparison.Ordinal);
        Assert.DoesNotMatch("C[0-9]{5}", rows[1].Reads());
        Assert.Contains("Worker: Rosa Okafor, South", rows[1].Reads(), StringComparison.Ordinal);
        Assert.EndsWith("/why", rows[1].QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_of_another_authority_is_found()
    {
        var there = await site.Arrange.TheirsAsync(await site.Arrange.AdviserAsync(), "Wilhelmina", "Quartz");
        var adviser = await site.Arrange.AdviserAsync();

        Assert.Equal("We found nobody for “Wilhelmina Quartz”", (await SearchAsync(adviser, "Wilhelmina Quartz")).QuerySelector("#results .empty strong").Reads());
        var childId = await site.SqlAsync<string>("select child_id from pledge.young_person where id = $1", there.YoungPerson);
        Assert.NotNull((await SearchAsync(adviser, childId)).QuerySelector("#results .empty"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(adviser.Account)).GetAsync($"/find/{there.YoungPerson}/why")).StatusCode);
    }

    [Theory]
    [InlineData("%%")]
    [InlineData("__")]
    [InlineData("' or 1=1 --")]
    [InlineData("\\%\\_")]
    [InlineData("😀😀")]
    [InlineData("\u202eabc\u202e")]
    [InlineData("<script>")]
    public async Task Signs_that_mean_something_elsewhere_mean_nothing_here(string typed)
    {
        var adviser = await site.Arrange.AdviserAsync();
        await site.Arrange.TheirsAsync(adviser, "Quentin", "Vuyk");

        Assert.NotNull((await SearchAsync(adviser, typed)).QuerySelector("#results .empty"));
    }

    [Theory]
    [InlineData("", "Type at least 2 letters")]
    [InlineData(" a ", "Type at least 2 letters")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "Use at most 80 characters")]
    public async Task What_cannot_be_searched_is_said_beside_the_field_and_in_the_results(string typed, string message)
    {
        var page = await SearchAsync(await site.Arrange.AdviserAsync(), typed);

        Assert.Equal($"Error: {message}", page.QuerySelector("#Who-error").Reads());
        Assert.Equal(message, page.QuerySelector("#results").Reads());
    }

    [Theory]
    [InlineData(Roles.DataOfficer)]
    [InlineData(Roles.Administrator)]
    public async Task Those_who_keep_the_lists_are_led_to_their_own_page(string role)
    {
        var authority = await site.Arrange.AuthorityAsync();
        var person = await site.Arrange.YoungPersonAsync(authority, "Ines", "Kaya");

        Assert.Equal($"/people/{person.YoungPerson}", (await SearchAsync(await site.Arrange.StaffAsync(authority, role), "ines kaya")).QuerySelector("#results .row__title a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData(Roles.Board)]
    [InlineData(Roles.YoungPerson)]
    public async Task Others_may_not_search(string role)
    {
        var authority = await site.Arrange.AuthorityAsync();
        var someone = role == Roles.YoungPerson ? await site.Arrange.YoungPersonAsync(authority) : await site.Arrange.StaffAsync(authority, role);

        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync(someone.Account)).GetAsync("/find")).StatusCode);
    }

    [Fact]
    public async Task A_search_from_another_site_is_refused_and_the_box_is_on_every_page_of_staff()
    {
        var adviser = await site.Arrange.AdviserAsync();
        var visitor = await site.SignInAsync(adviser.Account);

        var refused = await visitor.Client.PostAsync(new Uri("/find", UriKind.Relative), new FormUrlEncodedContent([new("Who", "Ash")]));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("post", (await visitor.PageAsync("/caseload")).QuerySelector(".site-find")!.GetAttribute("method"));
        Assert.Null((await visitor.PageAsync("/find")).QuerySelector(".site-find"));
    }

    [Fact]
    public async Task The_way_back_from_a_record_leads_to_what_was_found_and_to_nobody_elses_search()
    {
        var adviser = await site.Arrange.AdviserAsync();
        await site.Arrange.TheirsAsync(adviser, "Ottoline", "Vuyk");
        var visitor = await site.SignInAsync(adviser.Account);

        var sent = await visitor.SubmitFormAsync("/find", "find", ("Who", "Ottoline"));

        Assert.Equal("/find", sent.Headers.Location!.ToString());
        for (var time = 0; time < 2; time++)
        {
            var again = await visitor.PageAsync("/find");
            Assert.Equal("Ottoline", again.QuerySelector("#Who")!.GetAttribute("value"));
            Assert.Equal("Ottoline Vuyk", again.QuerySelector("#results .row__title").Reads());
        }
        Assert.Empty((await (await site.SignInAsync((await site.Arrange.ColleagueAsync(adviser)).Account)).PageAsync("/find")).QuerySelectorAll("#results .rows"));
    }

    private async Task<IDocument> SearchAsync(Someone who, string typed)
    {
        var visitor = await site.SignInAsync(who.Account);
        var sent = await visitor.SubmitFormAsync("/find", "find", ("Who", typed));
        return sent.StatusCode == HttpStatusCode.Redirect ? await visitor.PageAsync("/find") : await sent.DocumentAsync();
    }
}

using System.Net;
using System.Text;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Shared;

/// <summary>A form sent twice is one thing; a form somebody went back to and changed is another, and never passes for the first.</summary>
public sealed class SentAgainTests(Site site) : IClassFixture<Site>
{
    private static readonly (string Name, string Value)[] KeptBack =
        [("KeepBack.On", "true"), ("KeepBack.Reason", "The family tells them first"), ("KeepBack.ReviewOn.Day", "22"), ("KeepBack.ReviewOn.Month", "12"), ("KeepBack.ReviewOn.Year", "2026")];

    [Fact]
    public async Task A_note_written_again_to_keep_it_back_is_kept_back()
    {
        var (worker, person) = await ArrangeAsync();
        var page = $"/young-people/{person.YoungPerson}/notes/new";

        await worker.SubmitAsync(page, ("Text", "A relative rang"));
        await worker.SubmitAsync(page, [("Text", "A relative rang"), .. KeptBack]);

        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.note where young_person_id = $1 and hiding_id is not null", person.YoungPerson));
    }

    [Fact]
    public async Task A_document_added_again_to_keep_it_back_is_kept_back()
    {
        var (worker, person) = await ArrangeAsync();
        var page = $"/young-people/{person.YoungPerson}/documents/new";
        (string, string)[] keptBack = [.. KeptBack.Select(field => ($"Form.{field.Name}", field.Value))];

        foreach (var decided in new[] { [], keptBack, [] })
            Assert.Equal(HttpStatusCode.Redirect, (await worker.UploadAsync(page, "a.txt", "Dear Bo"u8.ToArray(), [("Form.Title", "Letter"), .. decided])).StatusCode);

        Assert.Equal(2L, await CountAsync("document", person));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.document where young_person_id = $1 and hiding_id is not null", person.YoungPerson));
    }

    [Fact]
    public async Task A_contact_gone_back_to_and_changed_says_that_it_is_saved_already()
    {
        var (worker, person) = await ArrangeAsync();
        var page = $"/contacts/new?with={person.YoungPerson}";
        var send = await worker.FillAsync(page, null, ("Form.Note", "We had tea"));
        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal(HttpStatusCode.Redirect, (await send()).StatusCode);
        var group = await site.SqlAsync<Guid>("select group_id from pledge.contact where young_person_id = $1", person.YoungPerson);

        var changed = await (await worker.SubmitAsync(page, ("Group", group.ToString()), ("Form.Note", "We had cake"))).DocumentAsync();

        Assert.Contains("You saved this contact a moment ago", changed.QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Equal("We had cake", changed.QuerySelector("[name='Form.Note']").Reads());
        Assert.Equal(1L, await CountAsync("contact", person));
    }

    [Fact]
    public async Task A_message_gone_back_to_and_changed_says_that_it_is_sent_already()
    {
        var (_, person) = await ArrangeAsync();
        var young = await site.SignInAsync(person.Account);
        var key = Guid.CreateVersion7().ToString();
        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal(HttpStatusCode.Redirect, (await young.SubmitAsync("/messages/new", ("Form.Key", key), ("Form.Body", "Hello\r\nyou"))).StatusCode);

        var changed = await (await young.SubmitAsync("/messages/new", ("Form.Key", key), ("Form.Body", "Something else"))).DocumentAsync();

        Assert.Contains("You sent this message a moment ago", changed.QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Equal("Something else", changed.QuerySelector("[name='Form.Body']").Reads());
    }

    [Fact]
    public async Task A_field_of_a_form_does_not_say_whom_the_page_is_about()
    {
        var (worker, person) = await ArrangeAsync();
        var other = (await ArrangeAsync()).Person;
        var page = $"/young-people/{person.YoungPerson}/notes/new";

        await worker.PostFormAsync(page, page, ("Text", "For one"), ("id", $"{other.YoungPerson}"));

        Assert.Equal(1L, await CountAsync("note", person));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task What_is_no_form_is_refused(string type)
    {
        var (worker, person) = await ArrangeAsync();
        var page = $"/contacts/new?with={person.YoungPerson}";
        var token = (await worker.PageAsync(page)).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var content = new StringContent("{}", Encoding.UTF8, type);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(page, UriKind.Relative)) { Content = content };
        request.Headers.Add("RequestVerificationToken", token);
        using var response = await worker.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task A_page_number_that_no_list_reaches_does_no_harm()
    {
        var worker = await site.Arrange.AdviserAsync();
        var officer = await site.SignInAsync((await site.Arrange.StaffAsync(worker.Authority, Roles.DataOfficer)).Account);

        foreach (var number in new[] { int.MaxValue, -5 })
            Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync($"/people?page-number={number}")).StatusCode);
    }

    private async Task<(Visitor Worker, Someone Person)> ArrangeAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (await site.SignInAsync(worker.Account), await site.Arrange.TheirsAsync(worker));
    }

    private Task<long> CountAsync(string table, Someone person) => site.SqlAsync<long>($"select count(*) from pledge.{table} where young_person_id = $1", person.YoungPerson);
}

using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.People;

public sealed class PeopleTests(Site site) : IClassFixture<Site>, IAsyncLifetime
{
    private Someone _officer = null!;
    private Someone _person = null!;

    public async ValueTask InitializeAsync()
    {
        var authority = await site.Arrange.AuthorityAsync($"Place {Guid.NewGuid():N}");
        _officer = await site.Arrange.StaffAsync(authority, Roles.DataOfficer);
        _person = await site.Arrange.YoungPersonAsync(authority, "Ash", "Reed");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_list_shows_the_authoritys_young_people_and_no_others()
    {
        var elsewhere = await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync($"Elsewhere {Guid.NewGuid():N}"), "Kit", "Vale");

        var page = await (await site.SignInAsync(_officer.Account)).PageAsync("/people");

        Assert.Equal("Ash Reed", page.QuerySelector("tbody th").Reads());
        Assert.DoesNotContain("Vale", page.Body.Reads(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(_officer.Account)).GetAsync($"/people/{elsewhere.YoungPerson}")).StatusCode);
    }

    [Theory]
    [InlineData("ash r", 1)]
    [InlineData("REED", 1)]
    [InlineData("nobody", 0)]
    [InlineData("%", 0)]
    public async Task Search_finds_part_of_a_name_and_takes_every_sign_as_itself(string search, int found)
    {
        var response = await (await site.SignInAsync(_officer.Account)).SubmitAsync("/people", ("Search", search));
        var page = await response.DocumentAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(found, page.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task The_second_page_goes_on_where_the_first_ended()
    {
        for (var i = 0; i < 51; i++)
            await site.Arrange.YoungPersonAsync(_officer.Authority, "Bo", $"Zimmer{i:00}");
        var visitor = await site.SignInAsync(_officer.Account);

        var first = (await visitor.PageAsync("/people")).QuerySelectorAll("tbody th").Select(cell => cell.Reads()).ToList();
        var second = (await visitor.PageAsync("/people?page-number=2")).QuerySelectorAll("tbody th").Select(cell => cell.Reads()).ToList();

        Assert.Equal(50, first.Count);
        Assert.Equal(["Bo Zimmer49", "Bo Zimmer50"], second);
    }

    [Fact]
    public async Task Looking_and_renaming_leave_a_trace_the_young_person_can_read()
    {
        var visitor = await site.SignInAsync(_officer.Account);
        await visitor.PageAsync($"/people/{_person.YoungPerson}");

        var response = await visitor.SubmitAsync($"/people/{_person.YoungPerson}/name", ("GivenName", "Ashley"), ("FamilyName", "Reed"), ("KnownAs", "Ash"));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("Ashley|Ash", await site.SqlAsync<string>("select given_name || '|' || known_as from pledge.young_person where id = $1", _person.YoungPerson));
        Assert.Equal("looked record,looked record,wrote name",
            await site.SqlAsync<string>("select string_agg(act || ' ' || what, ',' order by id) from pledge.record_look where young_person_id = $1", _person.YoungPerson));
    }

    [Fact]
    public async Task A_name_too_long_is_explained_beside_the_field()
    {
        var page = await (await (await site.SignInAsync(_officer.Account))
            .SubmitAsync($"/people/{_person.YoungPerson}/name", ("GivenName", new string('a', 81)), ("FamilyName", ""), ("KnownAs", ""))).DocumentAsync();

        Assert.Contains("80 characters or fewer", page.QuerySelector(".govuk-error-message").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_known_is_not_lost_to_an_empty_form()
    {
        var page = await (await (await site.SignInAsync(_officer.Account))
            .SubmitAsync($"/people/{_person.YoungPerson}/name", ("GivenName", ""), ("FamilyName", "Reed"), ("KnownAs", " "))).DocumentAsync();

        Assert.Contains("Write what they are called", page.QuerySelector(".govuk-error-message").Reads(), StringComparison.Ordinal);
        Assert.Equal("Ash", await site.SqlAsync<string>("select given_name from pledge.young_person where id = $1", _person.YoungPerson));
    }

    [Fact]
    public async Task The_legal_status_is_shown_with_how_it_is_worked_out()
    {
        await site.ExecuteAsync("""
            insert into pledge.care_episode (id, authority_id, young_person_id, decom, legal_status_code, dec, rec, recorded_at)
            values (gen_random_uuid(), $1, $2, date '2015-01-01', 'C2', date '2024-05-10', 'E8', now())
            """, _person.Authority, _person.YoungPerson);

        var page = await (await site.SignInAsync(_officer.Account)).PageAsync($"/people/{_person.YoungPerson}");

        Assert.Contains("Former relevant child, since 10 May 2024", page.Body.Reads(), StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll("details li"));
    }

    [Fact]
    public async Task An_administrator_sees_names_and_worker_but_no_legal_status()
    {
        var administrator = await site.Arrange.StaffAsync(_officer.Authority, Roles.Administrator);

        var page = await (await site.SignInAsync(administrator.Account)).PageAsync($"/people/{_person.YoungPerson}");

        Assert.Contains("Ash Reed", page.Body.Reads(), StringComparison.Ordinal);
        Assert.DoesNotContain("Legal status", page.Body.Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_makes_an_account_once_and_queues_the_mail()
    {
        await site.ExecuteAsync("update identity.account set closed_at = now() where young_person_id = $1", _person.YoungPerson);
        var visitor = await site.SignInAsync(_officer.Account);
        var email = $"ash{Guid.NewGuid():N}@people.test";

        var response = await visitor.SubmitAsync($"/people/{_person.YoungPerson}/invite", ("Email", email));
        var again = await (await visitor.SubmitAsync($"/people/{_person.YoungPerson}/invite", ("Email", "b" + email))).DocumentAsync();

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains("account already", again.QuerySelector(".govuk-error-message").Reads(), StringComparison.Ordinal);
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from identity.account where young_person_id = $1 and closed_at is null", _person.YoungPerson));
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.message m join identity.account a on a.id = m.account_id where a.email = $1", email));
    }

    [Fact]
    public async Task A_worker_is_not_let_in()
    {
        var adviser = await site.Arrange.StaffAsync(_officer.Authority, Roles.Adviser);

        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync(adviser.Account)).GetAsync("/people")).StatusCode);
    }

    [Fact]
    public async Task Two_officers_who_change_a_name_at_one_time_lose_nothing()
    {
        var other = await site.Arrange.StaffAsync(_person.Authority, Roles.DataOfficer, name: "Bo Officer");
        var mine = await site.SignInAsync(_officer.Account);
        var send = await mine.FillAsync($"/people/{_person.YoungPerson}/name", null, ("GivenName", "Ashley"), ("FamilyName", "Reed"), ("KnownAs", "Ash"));
        await (await site.SignInAsync(other.Account)).SubmitAsync($"/people/{_person.YoungPerson}/name", ("GivenName", "Ashleigh"), ("FamilyName", "Reed"), ("KnownAs", ""));

        var page = await (await send()).DocumentAsync();

        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.Contains("Bo Officer saved it on", page.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Contains("Ashleigh", page.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Equal("Ashley", page.QuerySelector("#GivenName")!.GetAttribute("value"));
        Assert.Equal("Ashleigh", await site.SqlAsync<string>("select given_name from pledge.young_person where id = $1", _person.YoungPerson));
        var version = page.QuerySelector("main [name=Version]")!.GetAttribute("value")!;
        var again = await mine.PostFormAsync($"/people/{_person.YoungPerson}", $"/people/{_person.YoungPerson}/name", ("GivenName", "Ashley"), ("FamilyName", "Reed"), ("KnownAs", "Ash"), ("Version", version));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal("Ashley", await site.SqlAsync<string>("select given_name from pledge.young_person where id = $1", _person.YoungPerson));
    }
}

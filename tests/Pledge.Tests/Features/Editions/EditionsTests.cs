using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Editions;

public sealed class EditionsTests(Site site) : IClassFixture<Site>
{
    private const string Address = "/admin/promises";

    [Fact]
    public async Task The_first_edition_starts_from_the_eleven_promises()
    {
        var (authority, administrator) = await AdministratorAsync();

        using var response = await administrator.SubmitAsync(Address, ("Lines[0].Statement", "I know what I was promised"));

        Assert.True(response.StatusCode == HttpStatusCode.Redirect, (await response.DocumentAsync()).QuerySelector("main").Reads());
        Assert.Equal(11L, await site.SqlAsync<long>("select count(*) from pledge.promise where authority_id = $1", authority));
        Assert.Equal("I know what I was promised", await site.SqlAsync<string>("select statement from pledge.promise where authority_id = $1 and key = 'aware'", authority));
        Assert.Equal("edition-published", await site.SqlAsync<string>("select what from pledge.audit_event where authority_id = $1", authority));
    }

    [Fact]
    public async Task The_next_edition_rewords_reorders_removes_and_adds_and_keeps_the_one_before()
    {
        var (authority, administrator) = await AdministratorAsync();
        (await administrator.SubmitAsync(Address, ("Lines[0].Position", "1"))).Dispose();

        using var response = await administrator.SubmitAsync(
            Address, ("Lines[1].Position", "0"), ("Lines[2].Remove", "true"), ("Lines[11].Statement", "I can see a doctor when I need one"), ("Lines[11].Area", "health"));

        Assert.True(response.StatusCode == HttpStatusCode.Redirect, (await response.DocumentAsync()).QuerySelector("main").Reads());
        Assert.Equal("home aware work-or-study talents people health workers next-year independent voice i-can-see-a-doctor-when-i-need-one", await KeysAsync(authority, 2));
        Assert.StartsWith("aware home school", await KeysAsync(authority, 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_says_of_whom_a_promise_is_asked()
    {
        var (authority, administrator) = await AdministratorAsync();
        (await administrator.SubmitAsync(Address, ("Lines[0].Position", "1"))).Dispose();
        Assert.Equal(19, await site.SqlAsync<int>("select asked_until_age from pledge.promise where authority_id = $1 and key = 'school'", authority));

        var refused = await (await administrator.SubmitAsync(Address, ("Lines[0].FromAge", "19"), ("Lines[0].UntilAge", "17"))).DocumentAsync();
        Assert.Contains("Use ages from 10 to 30", refused.QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
        Assert.Equal("17", refused.QuerySelector("[name='Lines[0].UntilAge']")!.GetAttribute("value"));
        (await administrator.SubmitAsync(Address, ("Lines[0].FromAge", "17"), ("Lines[0].UntilAge", ""), ("Lines[2].UntilAge", ""))).Dispose();

        Assert.Equal([17, null], await site.RowAsync(
            "select max(asked_from_age) filter (where key = 'aware'), max(asked_until_age) filter (where key = 'school') from pledge.promise p join pledge.edition e on e.id = p.edition_id where e.number = 2 and e.authority_id = $1", authority));
    }

    [Fact]
    public async Task Nothing_changed_is_refused_and_what_was_typed_is_kept()
    {
        var (_, administrator) = await AdministratorAsync();
        (await administrator.SubmitAsync(Address, ("Lines[0].Position", "1"))).Dispose();

        var page = await (await administrator.SubmitAsync(Address, ("InForceFrom.Year", "2027"))).DocumentAsync();

        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.Equal("2027", page.QuerySelector("[name='InForceFrom.Year']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_form_from_before_somebody_elses_edition_publishes_nothing()
    {
        var (authority, administrator) = await AdministratorAsync();
        (await administrator.SubmitAsync(Address, ("Lines[0].Position", "1"))).Dispose();

        var page = await (await administrator.SubmitAsync(Address, ("Number", "0"), ("Lines[0].Statement", "Other words"))).DocumentAsync();

        Assert.NotNull(page.QuerySelector(".govuk-error-summary"));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.edition where authority_id = $1", authority));
    }

    [Theory]
    [InlineData(Roles.DataOfficer)]
    [InlineData(Roles.Board)]
    public async Task Only_an_administrator_publishes(string role)
    {
        var someone = await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), role);

        using var response = await (await site.SignInAsync(someone.Account)).GetAsync(Address);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private async Task<(Guid Authority, Visitor Administrator)> AdministratorAsync()
    {
        var authority = await site.Arrange.AuthorityAsync();
        return (authority, await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Administrator)).Account));
    }

    private Task<string> KeysAsync(Guid authority, int edition) => site.SqlAsync<string>(
        "select string_agg(p.key, ' ' order by p.position) from pledge.promise p join pledge.edition e on e.id = p.edition_id where e.authority_id = $1 and e.number = $2", authority, edition);
}

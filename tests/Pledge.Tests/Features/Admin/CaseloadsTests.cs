using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Admin;

public sealed class CaseloadsTests(Site site) : IClassFixture<Site>
{
    private async Task<(Guid Authority, Visitor Visitor, Someone Worker)> ArrangeAsync()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var administrator = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Administrator)).Account);
        return (authority, administrator, await site.Arrange.StaffAsync(authority, Roles.Adviser, name: "Wren Worker"));
    }

    [Fact]
    public async Task Young_people_without_a_worker_are_given_from_today()
    {
        var (authority, visitor, worker) = await ArrangeAsync();
        var (given, left) = (await site.Arrange.YoungPersonAsync(authority), await site.Arrange.YoungPersonAsync(authority, "Bea"));

        var saved = await visitor.SubmitFormAsync($"/admin/accounts/{worker.Account}/caseload", "give", ("YoungPeople", given.YoungPerson.ToString()!));

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal([worker.Account, new DateOnly(2026, 11, 22)], await site.RowAsync("select staff_member_id, period_from from pledge.assignment where young_person_id = $1", given.YoungPerson));
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.assignment where young_person_id = $1", left.YoungPerson));
        var page = await visitor.PageAsync("/admin/unassigned");
        Assert.Contains("Bea Reed", page.Body.Reads(), StringComparison.Ordinal);
        Assert.DoesNotContain("Ash Reed", page.Body.Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_a_worker_already_or_is_elsewhere_cannot_be_given()
    {
        var (authority, visitor, worker) = await ArrangeAsync();
        var (taken, elsewhere) = (await site.Arrange.YoungPersonAsync(authority), await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync()));
        var other = await site.Arrange.StaffAsync(authority, Roles.Adviser);
        await site.Arrange.AssignAsync(other, taken);
        await site.Arrange.YoungPersonAsync(authority, "Bea");

        await visitor.PostFormAsync("/admin/unassigned", $"/admin/accounts/{worker.Account}/caseload?handler=Give",
            ("YoungPeople", taken.YoungPerson.ToString()!), ("YoungPeople", elsewhere.YoungPerson.ToString()!));

        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.assignment where staff_member_id = $1", worker.Account));
    }

    [Fact]
    public async Task A_whole_caseload_moves_and_the_past_stays()
    {
        var (authority, visitor, worker) = await ArrangeAsync();
        var heir = await site.Arrange.StaffAsync(authority, Roles.Manager, name: "Hei R");
        for (var i = 0; i < 3; i++)
            await site.Arrange.AssignAsync(worker, await site.Arrange.YoungPersonAsync(authority));
        // Given by mistake this very day: an empty period must not stand in the way.
        await site.Arrange.AssignAsync(worker, await site.Arrange.YoungPersonAsync(authority), new DateOnly(2026, 11, 22));

        var moved = await visitor.SubmitFormAsync($"/admin/accounts/{worker.Account}/caseload", "move", ("To", heir.Account.ToString()));

        Assert.Equal(HttpStatusCode.Redirect, moved.StatusCode);
        Assert.Equal(4L, await site.SqlAsync<long>("select count(*) from pledge.assignment where staff_member_id = $1 and period_from = '2026-11-22' and period_to is null", heir.Account));
        Assert.Equal(4L, await site.SqlAsync<long>("select count(*) from pledge.assignment where staff_member_id = $1 and period_to = '2026-11-22'", worker.Account));
    }

    [Fact]
    public async Task What_is_missing_is_explained()
    {
        var (authority, visitor, worker) = await ArrangeAsync();
        await site.Arrange.AssignAsync(worker, await site.Arrange.YoungPersonAsync(authority));
        await site.Arrange.StaffAsync(authority, Roles.Adviser);
        await site.Arrange.YoungPersonAsync(authority, "Bea");
        var address = $"/admin/accounts/{worker.Account}/caseload";

        Assert.Contains("at least one young person", await (await visitor.SubmitFormAsync(address, "give")).ErrorAsync(), StringComparison.Ordinal);
        Assert.Contains("Choose a worker", await (await visitor.SubmitFormAsync(address, "move", ("To", ""))).ErrorAsync(), StringComparison.Ordinal);
        Assert.Contains("Choose a worker", await (await visitor.SubmitFormAsync(address, "move", ("To", Guid.NewGuid().ToString()))).ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_is_added_once()
    {
        var (authority, visitor, _) = await ArrangeAsync();

        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync("/admin/teams", ("Name", "South"))).StatusCode);
        Assert.Contains("already", await (await visitor.SubmitAsync("/admin/teams", ("Name", "South "))).ErrorAsync(), StringComparison.Ordinal);
        Assert.Contains("Type a name", await (await visitor.SubmitAsync("/admin/teams", ("Name", ""))).ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.team where authority_id = $1", authority));
    }

    [Fact]
    public async Task The_audit_shows_acts_and_looks_and_notices_a_changed_line()
    {
        var (authority, visitor, worker) = await ArrangeAsync();
        await visitor.SubmitAsync("/admin/teams", ("Name", "South"));
        Assert.Contains("Added a team", (await visitor.PageAsync("/admin/audit")).Body.Reads(), StringComparison.Ordinal);
        var person = await site.Arrange.YoungPersonAsync(authority);
        await site.ExecuteAsync("insert into pledge.record_look (authority_id, young_person_id, account_id, role, act, what, at) values ($1, $2, $3, 'adviser', 'looked', 'young-person', now())",
            authority, person.YoungPerson, worker.Account);
        Assert.Contains("Ash Reed", (await visitor.PageAsync("/admin/audit?show=looks")).Body.Reads(), StringComparison.Ordinal);
        Assert.Contains("as it was written", (await (await visitor.PostFormAsync("/admin/audit", "/admin/audit")).DocumentAsync()).Body.Reads(), StringComparison.Ordinal);

        await site.ExecuteAsync("update pledge.record_look set role = 'manager' where young_person_id = $1", person.YoungPerson);

        Assert.Contains("1 lines are not as they were written", (await (await visitor.PostFormAsync("/admin/audit", "/admin/audit")).DocumentAsync()).Body.Reads(), StringComparison.Ordinal);
    }
}

using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Access;

namespace Pledge.Tests.Features.Admin;

public sealed class AccountsTests(Site site) : IClassFixture<Site>
{
    private async Task<(Guid Authority, Someone Administrator, Visitor Visitor)> AdministratorAsync()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var administrator = await site.Arrange.StaffAsync(authority, Roles.Administrator, name: "Ada Min");
        return (authority, administrator, await site.SignInAsync(administrator.Account));
    }

    public static readonly TheoryData<string> Pages = ["/admin", "/admin/accounts", "/admin/accounts/invite", "/admin/unassigned", "/admin/teams", "/admin/audit"];

    [Theory, MemberData(nameof(Pages))]
    public async Task Strangers_sign_in_first_and_other_roles_are_refused(string address)
    {
        var authority = await site.Arrange.AuthorityAsync();
        Assert.Equal(HttpStatusCode.Redirect, (await site.Visit().GetAsync(address)).StatusCode);
        foreach (var role in (string[])[Roles.Adviser, Roles.Manager, Roles.Board, Roles.DataOfficer])
            Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync((await site.Arrange.StaffAsync(authority, role)).Account)).GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync((await site.Arrange.YoungPersonAsync(authority)).Account)).GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await (await AdministratorAsync()).Visitor.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task The_list_is_of_this_authority_by_role_state_and_words()
    {
        var (authority, _, visitor) = await AdministratorAsync();
        await site.Arrange.StaffAsync(authority, Roles.Adviser, name: "Bo Adviser");
        await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Adviser, name: "Far Away");

        await site.Arrange.YoungPersonAsync(authority, "Bo Ann");

        Assert.Equal(["Ada Min", "Bo Adviser"], Names(await visitor.PageAsync("/admin/accounts")));
        Assert.Equal(["Bo Ann"], Names(await visitor.PageAsync("/admin/accounts?role=young-person")));
        Assert.Equal(["Bo Adviser"], Names(await visitor.PageAsync("/admin/accounts?role=adviser")));
        Assert.Empty(Names(await visitor.PageAsync("/admin/accounts?state=closed")));
        using var searched = await visitor.SubmitAsync("/admin/accounts", ("Search", "bo a"));
        Assert.Equal(["Bo Adviser", "Bo Ann"], Names(await searched.DocumentAsync()));
        using var wild = await visitor.SubmitAsync("/admin/accounts", ("Search", "%"));
        Assert.Empty(Names(await wild.DocumentAsync()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/close")]
    [InlineData("/caseload")]
    public async Task Another_authoritys_account_is_not_there(string page)
    {
        var (_, _, visitor) = await AdministratorAsync();
        var stranger = await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Adviser);

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/admin/accounts/{stranger.Account}{page}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostFormAsync("/admin", $"/admin/accounts/{stranger.Account}/close")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostFormAsync("/admin", $"/admin/accounts/{stranger.Account}?handler=Place", ("Role", Roles.Board))).StatusCode);
        Assert.True(await site.SqlAsync<bool>("select closed_at is null and role = 'adviser' from identity.account where id = $1", stranger.Account));
    }

    [Fact]
    public async Task A_new_role_ends_their_sessions()
    {
        var (authority, _, visitor) = await AdministratorAsync();
        var team = await site.Arrange.TeamAsync(authority);
        var adviser = await site.Arrange.StaffAsync(authority, Roles.Adviser);
        var theirs = await site.SignInAsync(adviser.Account);

        var saved = await visitor.SubmitFormAsync($"/admin/accounts/{adviser.Account}", "place", ("Role", Roles.Manager), ("Team", team.ToString()));

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal("/sign-in?ended=true", (await theirs.GetAsync("/account")).Headers.Location?.ToString());
        Assert.Equal(["manager", "manager", team], await site.RowAsync("select a.role, s.role, s.team_id from identity.account a join pledge.staff_member s on s.id = a.id where a.id = $1", adviser.Account));
        Assert.Equal(1L, await AuditedAsync("changed-role", adviser.Account));
    }

    [Theory]
    [InlineData("", "Choose a role")]
    [InlineData("young-person", "Choose a role")]
    public async Task Only_a_staff_role_can_be_given(string role, string sentence)
    {
        var (authority, _, visitor) = await AdministratorAsync();
        var adviser = await site.Arrange.StaffAsync(authority, Roles.Adviser);

        Assert.Contains(sentence, await (await visitor.SubmitFormAsync($"/admin/accounts/{adviser.Account}", "place", ("Role", role))).ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_with_young_people_becomes_a_board_member()
    {
        var (authority, _, visitor) = await AdministratorAsync();
        var adviser = await site.Arrange.StaffAsync(authority, Roles.Adviser);
        await site.Arrange.AssignAsync(adviser, await site.Arrange.YoungPersonAsync(authority));

        Assert.Contains("Move those to another worker first",
            await (await visitor.SubmitFormAsync($"/admin/accounts/{adviser.Account}", "place", ("Role", Roles.Board))).ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_ends_sessions_at_once_and_hands_over_the_young_people()
    {
        var (authority, administrator, visitor) = await AdministratorAsync();
        var (leaver, heir) = (await site.Arrange.StaffAsync(authority, Roles.Adviser), await site.Arrange.StaffAsync(authority, Roles.Adviser, name: "Hei R"));
        var person = await site.Arrange.YoungPersonAsync(authority);
        await site.Arrange.AssignAsync(leaver, person);
        var theirs = await site.SignInAsync(leaver.Account);

        var closed = await visitor.SubmitAsync($"/admin/accounts/{leaver.Account}/close", ("TakesOver", heir.Account.ToString()));

        Assert.Equal(HttpStatusCode.Redirect, closed.StatusCode);
        Assert.Equal("/sign-in?ended=true", (await theirs.GetAsync("/account")).Headers.Location?.ToString());
        Assert.Equal([heir.Account, administrator.Account],
            await site.RowAsync("select staff_member_id, recorded_by from pledge.assignment where young_person_id = $1 and period_to is null", person.YoungPerson));
        Assert.Equal(new DateTime(2026, 11, 22), Convert.ToDateTime((await site.RowAsync("select left_on::timestamp from pledge.staff_member where id = $1", leaver.Account))[0], null));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/admin/accounts/{leaver.Account}/close")).StatusCode);
        Assert.Equal(1L, await AuditedAsync("closed-account", leaver.Account));
    }

    [Fact]
    public async Task A_closed_account_is_opened_again_by_a_new_invitation()
    {
        var (authority, _, visitor) = await AdministratorAsync();
        var back = await site.Arrange.StaffAsync(authority, Roles.Adviser);
        await site.Arrange.AssignAsync(back, await site.Arrange.YoungPersonAsync(authority));
        await visitor.SubmitAsync($"/admin/accounts/{back.Account}/close", ("TakesOver", ""));
        var stamp = (string)(await site.RowAsync("select security_stamp from identity.account where id = $1", back.Account))[0]!;

        var opened = await visitor.SubmitFormAsync($"/admin/accounts/{back.Account}", "open");

        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        Assert.Equal([null, null, null, 1L], await site.RowAsync(
            """
            select a.closed_at, a.password_hash, s.left_on, (select count(*) from pledge.message m where m.account_id = a.id and m.rule = 'invitation')
            from identity.account a join pledge.staff_member s on s.id = a.id where a.id = $1
            """, back.Account));
        Assert.NotEqual(stamp, (await site.RowAsync("select security_stamp from identity.account where id = $1", back.Account))[0]);
        Assert.Equal(1L, await AuditedAsync("opened-account", back.Account));
        Assert.NotNull((await visitor.PageAsync($"/admin/accounts/{back.Account}")).QuerySelector("#again"));

        // Again within the minute: the first link died with the account, so another must go.
        await site.Arrange.AssignAsync(back, await site.Arrange.YoungPersonAsync(authority));
        await visitor.SubmitAsync($"/admin/accounts/{back.Account}/close", ("TakesOver", ""));
        site.Clock.Advance(TimeSpan.FromSeconds(5));
        await visitor.SubmitFormAsync($"/admin/accounts/{back.Account}", "open");
        Assert.Equal(2L, await site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1 and rule = 'invitation'", back.Account));
    }

    [Fact]
    public async Task Nobody_closes_or_demotes_themselves()
    {
        var (authority, administrator, visitor) = await AdministratorAsync();
        await site.Arrange.StaffAsync(authority, Roles.Administrator);

        Assert.Contains("your own account", await (await visitor.PostFormAsync("/admin/accounts/invite", $"/admin/accounts/{administrator.Account}/close")).ErrorAsync(), StringComparison.Ordinal);
        Assert.Contains("your own account", await (await visitor.SubmitFormAsync($"/admin/accounts/{administrator.Account}", "place", ("Role", Roles.Board))).ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_administrators_who_close_each_other_at_once_leave_one()
    {
        var (authority, first, one) = await AdministratorAsync();
        var second = await site.Arrange.StaffAsync(authority, Roles.Administrator);
        var two = await site.SignInAsync(second.Account);

        var closeSecond = await one.FillAsync($"/admin/accounts/{second.Account}/close", "close");
        var closeFirst = await two.FillAsync($"/admin/accounts/{first.Account}/close", "close");
        await Task.WhenAll(closeSecond(), closeFirst());

        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from identity.account where authority_id = $1 and role = 'administrator' and closed_at is null", authority));
    }

    [Fact]
    public async Task A_lost_phone_is_reset()
    {
        var (authority, _, visitor) = await AdministratorAsync();
        var adviser = await site.Arrange.StaffAsync(authority, Roles.Adviser);
        await site.WithAuthenticatorAsync(adviser);

        await visitor.SubmitFormAsync($"/admin/accounts/{adviser.Account}", "reset");

        Assert.False(await site.SqlAsync<bool>("select two_factor_enabled or exists (select from identity.account_token t where t.user_id = a.id) from identity.account a where id = $1", adviser.Account));
        Assert.Equal(1L, await AuditedAsync("reset-second-factor", adviser.Account));
    }

    private Task<long> AuditedAsync(string what, Guid subject) => site.SqlAsync<long>("select count(*) from pledge.audit_event where what = $1 and subject_id = $2", what, subject);

    private static string[] Names(AngleSharp.Dom.IDocument page) => [.. page.QuerySelectorAll("#results .row__title").Select(name => name.Reads())];
}

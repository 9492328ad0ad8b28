using System.Net;
using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Tests.Features.Admin;

public sealed class InvitationTests(Site site) : IClassFixture<Site>
{
    private int _count;

    private async Task<(Guid Authority, Visitor Visitor)> AdministratorAsync(bool secondFactor = false)
    {
        var authority = await site.Arrange.AuthorityAsync(secondFactor: secondFactor);
        return (authority, await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Administrator)).Account));
    }

    private async Task<(Guid Account, string Link)> InviteAsync(Visitor administrator)
    {
        using var sent = await administrator.SubmitAsync("/admin/accounts/invite", ("Name", "Nia New"), ("Email", $"nia{Guid.NewGuid():n}{++_count}@staff.test"), ("Role", Roles.Adviser), ("Team", "none"));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var account = Guid.Parse(sent.Headers.Location!.ToString().Split('/')[^1]);
        return (account, "/welcome?t=" + await site.SentAsync(account, Invitations.Rule));
    }

    [Fact]
    public async Task The_invited_choose_a_password_and_are_in()
    {
        var (authority, administrator) = await AdministratorAsync();
        var (account, link) = await InviteAsync(administrator);
        Assert.DoesNotContain("nia", link, StringComparison.OrdinalIgnoreCase);
        var visitor = site.Visit();

        var saved = await visitor.SubmitAsync(link, ("Password", ArrangeSignIn.Password));

        Assert.Equal("/caseload", saved.Headers.Location?.ToString());
        Assert.Equal([authority, "adviser", "Nia New"], await site.RowAsync("select a.authority_id, s.role, s.display_name from identity.account a join pledge.staff_member s on s.id = a.id where a.id = $1", account));
    }

    [Fact]
    public async Task Where_an_app_is_required_they_set_one_up_first()
    {
        var (_, administrator) = await AdministratorAsync(secondFactor: true);
        var (_, link) = await InviteAsync(administrator);

        Assert.Equal("/sign-in/enrol", (await site.Visit().SubmitAsync(link, ("Password", ArrangeSignIn.Password))).Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_link_works_once()
    {
        var (_, administrator) = await AdministratorAsync();
        var (_, link) = await InviteAsync(administrator);
        await site.Visit().SubmitAsync(link, ("Password", ArrangeSignIn.Password));

        var again = await site.Visit().GetAsync(link);

        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Contains("does not work any more", (await again.DocumentAsync()).QuerySelector("h1").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_works_for_three_days_and_another_can_be_sent()
    {
        var (_, administrator) = await AdministratorAsync();
        var (account, link) = await InviteAsync(administrator);
        var before = site.Clock.GetUtcNow();
        site.Clock.Advance(Invitations.Life);

        Assert.Equal(HttpStatusCode.Gone, (await site.Visit().GetAsync(link)).StatusCode);
        var fresh = await site.SignInAsync((await site.Arrange.StaffAsync(await site.SqlAsync<Guid>("select authority_id from identity.account where id = $1", account), Roles.Administrator)).Account);
        await fresh.SubmitFormAsync($"/admin/accounts/{account}", "again");
        var second = "/welcome?t=" + await site.SentAsync(account, Invitations.Rule);
        Assert.NotEqual(link, second);
        Assert.Equal(HttpStatusCode.OK, (await site.Visit().GetAsync(second)).StatusCode);
        Assert.True(site.Clock.GetUtcNow() > before);
    }

    [Theory]
    [InlineData("/welcome")]
    [InlineData("/welcome?t=abc")]
    [InlineData("/welcome?t=%00%ff")]
    public async Task What_is_no_link_is_refused(string address) => Assert.Equal(HttpStatusCode.Gone, (await site.Visit().GetAsync(address)).StatusCode);

    [Fact]
    public async Task A_link_to_a_closed_account_is_refused()
    {
        var (_, administrator) = await AdministratorAsync();
        var (account, link) = await InviteAsync(administrator);
        await administrator.SubmitFormAsync($"/admin/accounts/{account}/close", "close");

        Assert.Equal(HttpStatusCode.Gone, (await site.Visit().GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task A_weak_password_is_explained_and_the_link_still_works()
    {
        var (_, administrator) = await AdministratorAsync();
        var (_, link) = await InviteAsync(administrator);

        Assert.Contains("Too many people", await (await site.Visit().SubmitAsync(link, ("Password", "password1234"))).ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await site.Visit().GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task An_email_somebody_has_cannot_be_invited_again_even_from_another_authority()
    {
        var taken = await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Adviser);
        var (_, administrator) = await AdministratorAsync();

        var refused = await administrator.SubmitAsync("/admin/accounts/invite", ("Name", "Nia New"), ("Email", taken.Email.ToUpperInvariant()), ("Role", Roles.Adviser), ("Team", "none"));

        Assert.Contains("cannot be used", await refused.ErrorAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "a@b.test", "adviser", "Type their name")]
    [InlineData("Nia", "", "adviser", "Type their email address")]
    [InlineData("Nia", "a@b.test", "", "Choose a role")]
    [InlineData("Nia", "a@b.test", "young-person", "Choose a role")]
    [InlineData("Nia", "a@b.test", "manager", "Choose a team")]
    [InlineData("Nia", "a@b.test", "adviser", "Choose a team")]
    public async Task What_is_missing_is_explained(string name, string email, string role, string sentence)
    {
        var (_, administrator) = await AdministratorAsync();

        Assert.Contains(sentence, await (await administrator.SubmitAsync("/admin/accounts/invite", ("Name", name), ("Email", email), ("Role", role))).ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_officer_invites_a_young_person_who_signs_in_with_a_code()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var officer = await site.Arrange.StaffAsync(authority, Roles.DataOfficer);
        var id = Guid.CreateVersion7();
        await site.ExecuteAsync("insert into pledge.young_person (id, authority_id, child_id, given_name, date_of_birth, added_at) values ($1, $2, 'X1', 'Remi', '2007-01-01', now())", id, authority);

        using (var scope = site.Services.CreateScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PledgeDb>();
            var who = await PrincipalAsync(scope, officer);
            await using var transaction = (await RowScope.Of(who).EnterAsync(db, new(2026, 11, 22), default))!;
            var person = await db.YoungPeople.FindAsync(new Pledge.Domain.YoungPersonId(id));
            var invitations = scope.ServiceProvider.GetRequiredService<Invitations>();
            Assert.False((await invitations.InviteYoungPersonAsync(who, person!, "remi@people.test", default)).IsRefused);
            Assert.Equal("account-there-already", (await invitations.InviteYoungPersonAsync(who, person!, "remi2@people.test", default)).Refusal?.Code);
            await transaction.CommitAsync();
        }

        var visitor = await site.AskedForCodeAsync("remi@people.test");
        var account = await site.SqlAsync<Guid>("select id from identity.account where young_person_id = $1", id);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1 and rule = $2 and payload is null", account, Invitations.Rule));
        var opened = await visitor.SubmitAsync("/sign-in/code", ("Code", await site.SentAsync(account, SignInCodes.Rule)));
        Assert.Equal("/welcome-to-pledge", opened.Headers.Location?.ToString());
    }

    private async Task<ClaimsPrincipal> PrincipalAsync(IServiceScope scope, Someone officer)
    {
        var stamp = await site.SqlAsync<string>("select security_stamp from identity.account where id = $1", officer.Account);
        return await scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.IUserClaimsPrincipalFactory<Pledge.Web.Access.Account>>().CreateAsync(
            new Pledge.Web.Access.Account { Id = officer.Account, AuthorityId = new(officer.Authority), Role = Roles.DataOfficer, DisplayName = "Dee", SecurityStamp = stamp });
    }
}

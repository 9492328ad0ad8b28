using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.YoungPeople;

/// <summary>Whose young person it is decides whether a page exists; the same for every page of a worker about one young person.</summary>
public sealed class ReachTests(Site site) : IClassFixture<Site>
{
    public static TheoryData<string> Addresses =>
    [
        "/young-people/{person}",
        "/young-people/{person}/home",
        "/young-people/{person}/activity",
        "/young-people/{person}/in-touch",
        "/young-people/{person}/facts/{fact}/correct",
        "/young-people/{person}/facts/{fact}/withdraw",
        "/young-people/{person}/promises/home",
        "/young-people/{person}/plan",
        "/young-people/{person}/plan/actions/new",
        "/contacts/new?with={person}",
        "/contacts/{contact}/withdraw",
    ];

    [Theory, MemberData(nameof(Addresses))]
    public async Task Their_worker_and_the_workers_manager_open_it(string address)
    {
        var (worker, real) = await ArrangeAsync(address);
        var manager = await site.Arrange.StaffAsync(worker.Authority, Roles.Manager, await TeamOfAsync(worker));

        Assert.Equal(HttpStatusCode.OK, await OpenAsync(worker.Account, real));
        Assert.Equal(HttpStatusCode.OK, await OpenAsync(manager.Account, real));
    }

    [Theory, MemberData(nameof(Addresses))]
    public async Task Nobody_elses_worker_finds_it(string address)
    {
        var (worker, real) = await ArrangeAsync(address);
        var colleague = await site.Arrange.StaffAsync(worker.Authority, Roles.Adviser, await TeamOfAsync(worker));
        var otherTeam = await site.Arrange.StaffAsync(worker.Authority, Roles.Manager, await site.Arrange.TeamAsync(worker.Authority, "South"));
        var elsewhere = await site.Arrange.AdviserAsync();

        foreach (var stranger in new[] { colleague, otherTeam, elsewhere })
            Assert.Equal(HttpStatusCode.NotFound, await OpenAsync(stranger.Account, real));
    }

    [Theory, MemberData(nameof(Addresses))]
    public async Task It_is_gone_the_day_the_assignment_ends(string address)
    {
        var (worker, real) = await ArrangeAsync(address);
        await site.ExecuteAsync("update pledge.assignment set period_to = $2 where staff_member_id = $1", worker.Account, new DateOnly(2026, 11, 22));

        Assert.Equal(HttpStatusCode.NotFound, await OpenAsync(worker.Account, real));
    }

    [Theory, MemberData(nameof(Addresses))]
    public async Task Other_roles_are_refused_and_strangers_sent_to_sign_in(string address)
    {
        var (worker, real) = await ArrangeAsync(address);
        // Whoever makes the yearly return records what it lacks.
        var isRecorded = address.Split('/')[^1] is "home" or "activity" or "in-touch" && !address.Contains("promises", StringComparison.Ordinal);
        foreach (var role in new[] { Roles.Board, Roles.DataOfficer, Roles.Administrator })
            Assert.Equal(isRecorded && role == Roles.DataOfficer ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await OpenAsync((await site.Arrange.StaffAsync(worker.Authority, role)).Account, real));

        Assert.Equal(HttpStatusCode.Redirect, (await site.Visit().GetAsync(real)).StatusCode);
    }

    [Theory, MemberData(nameof(Addresses))]
    public async Task An_id_that_is_nobodys_is_not_found(string address)
    {
        var (worker, _) = await ArrangeAsync(address);
        var made = address.Replace("{person}", Guid.NewGuid().ToString(), StringComparison.Ordinal)
            .Replace("{fact}", Guid.NewGuid().ToString(), StringComparison.Ordinal).Replace("{contact}", Guid.NewGuid().ToString(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, await OpenAsync(worker.Account, made));
    }

    private async Task<(Someone Worker, string Address)> ArrangeAsync(string address)
    {
        var worker = await site.Arrange.AdviserAsync();
        var person = await site.Arrange.TheirsAsync(worker);
        var fact = await site.Arrange.FactAsync(person, "activity", "F2", new(2026, 9, 1));
        await site.Arrange.EditionAsync(worker.Authority, "home");
        var contact = await site.Arrange.ContactAsync(worker, person, new(2026, 11, 1));
        return (worker, address.Replace("{person}", person.YoungPerson.ToString(), StringComparison.Ordinal)
            .Replace("{fact}", fact.ToString(), StringComparison.Ordinal).Replace("{contact}", contact.ToString(), StringComparison.Ordinal));
    }

    private Task<Guid> TeamOfAsync(Someone worker) => site.SqlAsync<Guid>("select team_id from pledge.staff_member where id = $1", worker.Account);

    private async Task<HttpStatusCode> OpenAsync(Guid account, string address) => (await (await site.SignInAsync(account)).GetAsync(address)).StatusCode;
}

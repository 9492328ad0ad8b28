using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Facts;

/// <summary>What the law calls a young person follows at once from what their worker records: rows, and the worker's page.</summary>
public sealed class StatusTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData(Roles.Adviser)]
    [InlineData(Roles.Manager)]
    public async Task A_death_ends_it_and_taking_that_back_restores_it(string role)
    {
        var (worker, person) = await ArrangeAsync(role, born: new(2006, 5, 10));
        var visitor = await site.SignInAsync(worker.Account);
        await CareAsync(person, new(2020, 1, 20), new(2024, 1, 20));
        await RecordAsync(visitor, person, "YES");
        var before = await KeptAsync(person);
        Assert.EndsWith("former-relevant from 2024-05-10 to 2031-05-10, none from 2031-05-10 to ", before, StringComparison.Ordinal);

        await RecordAsync(visitor, person, "DIED");
        Assert.EndsWith("former-relevant from 2024-05-10 to 2026-11-22, none from 2026-11-22 to ", await KeptAsync(person), StringComparison.Ordinal);

        var died = await site.SqlAsync<Guid>("select id from pledge.fact where young_person_id = $1 and code = 'DIED' and superseded_at is null", person.YoungPerson);
        var response = await visitor.SubmitAsync($"/young-people/{person.YoungPerson}/facts/{died}/withdraw", ("Reason", "Wrong person"));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(before, await KeptAsync(person));
        Assert.True(await site.SqlAsync<long>("select count(*) from pledge.legal_status where young_person_id = $1 and superseded_at is not null", person.YoungPerson) > 3);
    }

    [Fact]
    public async Task Home_for_good_before_18_makes_them_qualifying_and_a_correction_undoes_it()
    {
        var (worker, person) = await ArrangeAsync(Roles.Adviser, born: new(2009, 5, 10));
        var visitor = await site.SignInAsync(worker.Account);
        await CareAsync(person, new(2020, 1, 20), new(2026, 1, 20));
        await RecordAsync(visitor, person, "RHOM");
        Assert.Contains("qualifying from 2026-11-22 to ", await KeptAsync(person), StringComparison.Ordinal);

        var home = await site.SqlAsync<Guid>("select id from pledge.fact where young_person_id = $1 and code = 'RHOM' and superseded_at is null", person.YoungPerson);
        await visitor.SubmitAsync($"/young-people/{person.YoungPerson}/facts/{home}/correct", ("Form.Code", "YES"), ("Reason", "Not for six months yet"));
        Assert.DoesNotContain("qualifying", await KeptAsync(person), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Someone_known_from_a_return_only_has_it_from_the_return()
    {
        var (worker, person) = await ArrangeAsync(Roles.Adviser, born: new(2006, 5, 10));
        await site.Arrange.ExecuteAsync(
            "insert into pledge.oc3_row (authority_id, young_person_id, collection_year, birthday, in_touch, activity, home, loaded_at) values ($1, $2, 2025, '2024-05-10', 'YES', 'F2', 'U1', now())",
            person.Authority, person.YoungPerson);

        await RecordAsync(await site.SignInAsync(worker.Account), person, "DIED");

        Assert.Equal("former-relevant from 2024-05-10 to 2026-11-22, none from 2026-11-22 to ", await KeptAsync(person));
    }

    [Fact]
    public async Task Without_care_or_return_on_record_it_stays_as_it_was()
    {
        var (worker, person) = await ArrangeAsync(Roles.Adviser, born: new(2006, 5, 10));

        await RecordAsync(await site.SignInAsync(worker.Account), person, "DIED");

        Assert.Equal("former-relevant from 2024-05-10 to ", await KeptAsync(person));
    }

    private async Task<(Someone Worker, Someone Person)> ArrangeAsync(string role, DateOnly born)
    {
        var authority = await site.Arrange.AuthorityAsync("Area " + Guid.NewGuid().ToString("N")[..8]);
        var team = await site.Arrange.TeamAsync(authority);
        var adviser = await site.Arrange.StaffAsync(authority, Roles.Adviser, team);
        var person = await site.Arrange.TheirsAsync(adviser, born: born);
        return (role == Roles.Adviser ? adviser : await site.Arrange.StaffAsync(authority, role, team), person);
    }

    private Task<int> CareAsync(Someone person, DateOnly from, DateOnly to) => site.Arrange.ExecuteAsync(
        "insert into pledge.care_episode (id, authority_id, young_person_id, decom, dec, legal_status_code, rec, recorded_at) values ($1, $2, $3, $4, $5, 'C2', 'E8', '2026-01-01Z')",
        Guid.CreateVersion7(), person.Authority, person.YoungPerson, from, to);

    private static async Task RecordAsync(Visitor visitor, Someone person, string code) =>
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync($"/young-people/{person.YoungPerson}/in-touch", ("Form.Code", code))).StatusCode);

    private async Task<string> KeptAsync(Someone person) => await site.SqlAsync<string>(
        """
        select string_agg(status || ' from ' || period_from || ' to ' || coalesce(period_to::text, ''), ', ' order by period_from)
        from pledge.legal_status where young_person_id = $1 and superseded_at is null
        """, person.YoungPerson);
}

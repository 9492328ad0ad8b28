using System.Net;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.HandOvers;

public sealed class CoverTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Ended_early_nothing_is_reached_from_that_moment()
    {
        var sam = await site.Arrange.AdviserAsync();
        var kim = await site.Arrange.ColleagueAsync(sam);
        var ash = await site.Arrange.TheirsAsync(sam);
        await site.Arrange.CoverAsync(sam, kim, ash, new(2026, 11, 20), new(2026, 12, 20));
        var group = await site.SqlAsync<Guid>("select group_id from pledge.leave_cover where young_person_id = $1", ash.YoungPerson);
        Assert.Equal(HttpStatusCode.OK, (await (await site.SignInAsync(kim.Account)).GetAsync($"/young-people/{ash.YoungPerson}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(kim.Account)).GetAsync($"/hand-over/cover/{group}/end")).StatusCode);

        await (await site.SignInAsync(sam.Account)).SubmitFormAsync($"/hand-over/cover/{group}/end", "end");

        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(kim.Account)).GetAsync($"/young-people/{ash.YoungPerson}")).StatusCode);
        Assert.Equal(["Kim Other, for Sam Worker"], (await (await site.SignInAsync(ash.Account)).PageAsync("/record/workers")).QuerySelectorAll(".rows .row__title").Select(line => line.Reads()));
    }

    [Fact]
    public async Task Whoever_stands_in_records_a_contact()
    {
        var sam = await site.Arrange.AdviserAsync();
        var kim = await site.Arrange.ColleagueAsync(sam);
        var (ash, bo) = (await site.Arrange.TheirsAsync(sam), await site.Arrange.TheirsAsync(kim, "Bo"));
        await site.Arrange.CoverAsync(sam, kim, ash, new(2026, 11, 20), new(2026, 12, 20));

        var response = await (await site.SignInAsync(kim.Account)).SubmitAsync($"/contacts/new?with={ash.YoungPerson}", ("With", ash.YoungPerson!.Value.ToString()), ("With", bo.YoungPerson!.Value.ToString()));

        Assert.Equal("/caseload", response.Headers.Location!.ToString());
        Assert.Equal(2L, await site.SqlAsync<long>("select count(*) from pledge.contact where young_person_id = any($1) and recorded_by = $2", new[] { ash.YoungPerson.Value, bo.YoungPerson.Value }, kim.Account));
    }

    [Fact]
    public async Task Nobody_is_covered_twice_at_one_time()
    {
        var sam = await site.Arrange.AdviserAsync();
        var ash = await site.Arrange.TheirsAsync(sam);
        await site.Arrange.CoverAsync(sam, await site.Arrange.ColleagueAsync(sam), ash, new(2026, 11, 26), new(2026, 11, 30));

        var page = await (await SetAsync(sam, await site.Arrange.ColleagueAsync(sam, "Lee Third"), ash, 25, 27)).DocumentAsync();

        Assert.Contains("is covered on some of these days already", page.QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_covers_cannot_give_the_young_person_away_or_cover_on()
    {
        var sam = await site.Arrange.AdviserAsync();
        var kim = await site.Arrange.ColleagueAsync(sam);
        var ash = await site.Arrange.TheirsAsync(sam);
        await site.Arrange.CoverAsync(sam, kim, ash, new(2026, 11, 20), new(2026, 12, 20));
        var visitor = await site.SignInAsync(kim.Account);

        Assert.DoesNotContain("Ash Reed", (await visitor.PageAsync("/hand-over/new")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.DoesNotContain("Ash Reed", (await visitor.PageAsync("/hand-over/cover")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => site.AsAsync(kim, "adviser",
            $"""
            insert into pledge.hand_over (id, authority_id, young_person_id, group_id, from_staff_id, to_staff_id, planned_on, state, started_at, started_by, changed_at, changed_by)
            values (gen_random_uuid(), '{sam.Authority}', '{ash.YoungPerson}', gen_random_uuid(), '{sam.Account}', '{kim.Account}', '2026-12-01', 'draft', now(), '{kim.Account}', now(), '{kim.Account}')
            """));
    }

    private async Task<HttpResponseMessage> SetAsync(Someone sam, Someone kim, Someone ash, int first, int last) => await (await site.SignInAsync(sam.Account)).SubmitAsync(
        "/hand-over/cover", ("With", ash.YoungPerson!.Value.ToString()), ("To", kim.Account.ToString()), ("First.Day", $"{first}"), ("First.Month", "11"), ("First.Year", "2026"),
        ("Last.Day", $"{last}"), ("Last.Month", "11"), ("Last.Year", "2026"), ("Note", "Ring on Thursday"));
}

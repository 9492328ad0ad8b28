using System.Net;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.HandOvers;

/// <summary>One hand-over from beginning to end, over the days it takes.</summary>
public sealed class HandOverPathTests(Site site) : IClassFixture<Site>
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public async Task From_choosing_to_the_new_worker_nobody_is_ever_without_one()
    {
        var (sam, kim, ash) = await PairAsync();
        var action = await site.Arrange.ActionAsync(ash, "Ring the college", Today.AddDays(20), worker: sam);
        var kept = await site.Arrange.ActionAsync(ash, "Post the photos", Today.AddDays(20), worker: sam);
        var giver = await site.SignInAsync(sam.Account);
        var receiver = await site.SignInAsync(kim.Account);

        var chosen = await giver.SubmitAsync("/hand-over/new", ("With", ash.YoungPerson!.Value.ToString()), ("To", kim.Account.ToString()), ("On.Day", "6"), ("On.Month", "12"), ("On.Year", "2026"));
        var id = await site.SqlAsync<Guid>("select id from pledge.hand_over where young_person_id = $1", ash.YoungPerson);
        Assert.StartsWith("/hand-over/groups/", chosen.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await receiver.GetAsync($"/hand-over/{id}")).StatusCode);

        await giver.SubmitAsync($"/hand-over/{id}/note", ("Matters", "Her cat"), ("Goodbye", "It was good to know you"), ("Moves", action.ToString()), ("send", "true"));
        Assert.Equal(1L, await LedgerAsync(kim.Account, "hand-over-offered"));
        Assert.Contains("Ash Reed", (await receiver.PageAsync("/hand-over")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Contains("Her cat", (await receiver.PageAsync($"/hand-over/{id}")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await receiver.GetAsync($"/young-people/{ash.YoungPerson}")).StatusCode);

        await receiver.SubmitFormAsync($"/hand-over/{id}", "ask-back", ("Question", "Which days are good?"));
        Assert.Contains("Which days are good?", (await giver.PageAsync("/hand-over")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        await giver.SubmitAsync($"/hand-over/{id}/note", ("Matters", "Her cat. Mondays are good"), ("Moves", action.ToString()), ("send", "true"));
        await receiver.SubmitFormAsync($"/hand-over/{id}", "accept", ("Hello", "I am Kim"));
        Assert.Contains("Kim Other said yes on 22 November 2026.", (await giver.PageAsync($"/hand-over/{id}")).QuerySelector("main").Reads(), StringComparison.Ordinal);

        Assert.Equal(1L, await LedgerAsync(ash.Account, "worker-news"));
        Assert.Equal([(sam.Account, new DateOnly(2025, 11, 22), new DateOnly(2026, 12, 6)), (kim.Account, new DateOnly(2026, 12, 6), null)], await PeriodsAsync(ash));
        Assert.Equal(HttpStatusCode.OK, (await giver.GetAsync($"/young-people/{ash.YoungPerson}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await receiver.GetAsync($"/young-people/{ash.YoungPerson}")).StatusCode);
        Assert.Equal([sam.Account, sam.Account], await OwnersAsync(action, kept));
        var home = (await (await site.SignInAsync(ash.Account)).PageAsync("/")).QuerySelector("main").Reads();
        Assert.Contains("Kim Other will be your worker from Sunday 6 December 2026.", home, StringComparison.Ordinal);
        Assert.Contains("I am Kim", home, StringComparison.Ordinal);

        site.Clock.SetUtcNow(new(2026, 12, 6, 8, 0, 0, TimeSpan.Zero));
        await site.RunJobAsync<Pledge.Web.Background.BeginHandOvers>(job => job.RunAsync(CancellationToken.None));
        Assert.Equal([kim.Account, sam.Account], await OwnersAsync(action, kept));
        Assert.Equal(HttpStatusCode.OK, (await (await site.SignInAsync(kim.Account)).GetAsync($"/young-people/{ash.YoungPerson}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(sam.Account)).GetAsync($"/young-people/{ash.YoungPerson}")).StatusCode);
        Assert.Equal(["Kim Other", "Sam Worker"], (await (await site.SignInAsync(ash.Account)).PageAsync("/record/workers")).QuerySelectorAll(".timeline .row__title").Select(name => name.Reads()));
    }

    private async Task<(Someone Sam, Someone Kim, Someone Ash)> PairAsync()
    {
        var sam = await site.Arrange.AdviserAsync();
        return (sam, await site.Arrange.ColleagueAsync(sam), await site.Arrange.TheirsAsync(sam));
    }

    private Task<long> LedgerAsync(Guid account, string rule) => site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1 and rule = $2", account, rule);

    private async Task<List<(Guid Worker, DateOnly From, DateOnly? To)>> PeriodsAsync(Someone person)
    {
        var text = await site.SqlAsync<string>("select string_agg(concat_ws(' ', staff_member_id, period_from, period_to), ',' order by period_from) from pledge.assignment where young_person_id = $1", person.YoungPerson);
        return [.. text.Split(',').Select(line => line.Split(' ')).Select(part => (Guid.Parse(part[0]), DateOnly.Parse(part[1], null), part.Length > 2 ? DateOnly.Parse(part[2], null) : (DateOnly?)null))];
    }

    private async Task<Guid[]> OwnersAsync(params Guid[] actions) =>
        await Task.WhenAll(actions.Select(action => site.SqlAsync<Guid>("select owner_account_id from pledge.plan_action where id = $1", action)));
}

using System.Net;
using Pledge.Domain;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Clocks;

public sealed class PauseTests(Site site) : IClassFixture<Site>
{
    private DateOnly Today => site.Clock.Today();

    [Fact]
    public async Task A_worker_pauses_a_clock_with_a_reason_that_the_manager_sees()
    {
        var team = await site.Arrange.TeamAsync(await site.Arrange.AuthorityAsync());
        var authority = await site.SqlAsync<Guid>("select authority_id from pledge.team where id = $1", team);
        var worker = await site.Arrange.StaffAsync(authority, "adviser", team, "Wren Worker");
        var manager = await site.Arrange.StaffAsync(authority, "manager", team, "Mo Manager");
        var person = await site.Arrange.TheirsAsync(worker);
        await site.Arrange.ContactAsync(worker, person, Today.AddDays(-70));
        var visitor = await site.SignInAsync(worker.Account);
        Assert.Contains("14 days late", await MainAsync(visitor, $"/young-people/{person.YoungPerson}"), StringComparison.Ordinal);

        var until = Today.AddDays(30);
        var response = await visitor.SubmitAsync($"/young-people/{person.YoungPerson}/clocks/contact-due", [("Reason", "Away until spring"), .. Date("Until", until)]);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var page = await MainAsync(visitor, $"/young-people/{person.YoungPerson}");
        Assert.Contains("Paused because: Away until spring", page, StringComparison.Ordinal);
        Assert.DoesNotContain("days late", page, StringComparison.Ordinal);
        var list = await MainAsync(await site.SignInAsync(manager.Account), "/team/paused-clocks");
        Assert.Contains("Away until spring", list, StringComparison.Ordinal);
        Assert.Contains("Wren Worker", list, StringComparison.Ordinal);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and what = 'paused-clock'", person.YoungPerson!.Value));

        var address = $"/young-people/{person.YoungPerson}/clocks/contact-due";
        for (var tap = 0; tap < 2; tap++)
            Assert.Equal(HttpStatusCode.Redirect, (await visitor.PostFormAsync(address, address + "?handler=End")).StatusCode);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.clock_pause where young_person_id = $1 and ended_at is null", person.YoungPerson!.Value));
        Assert.Contains("14 days late", await MainAsync(visitor, $"/young-people/{person.YoungPerson}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 30, "Say why it has to wait")]
    [InlineData("Away", 0, "Choose a day after today")]
    [InlineData("Away", 400, "Pause for up to 6 months. After that, decide again")]
    public async Task What_is_wrong_is_said_beside_the_field_and_what_was_typed_is_kept(string reason, int days, string message)
    {
        var worker = await site.Arrange.AdviserAsync();
        var person = await site.Arrange.TheirsAsync(worker);
        var visitor = await site.SignInAsync(worker.Account);

        var page = await (await visitor.SubmitAsync($"/young-people/{person.YoungPerson}/clocks/contact-due", [("Reason", reason), .. Date("Until", Today.AddDays(days))])).DocumentAsync();

        Assert.Contains(message, page.QuerySelector(".govuk-error-message")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(reason, page.QuerySelector("textarea")!.TextContent.Trim());
    }

    [Fact]
    public async Task Another_workers_person_a_birthday_and_an_unknown_clock_are_not_found()
    {
        var (worker, other) = (await site.Arrange.AdviserAsync(), await site.Arrange.AdviserAsync());
        var (mine, theirs) = (await site.Arrange.TheirsAsync(worker), await site.Arrange.TheirsAsync(other));
        var visitor = await site.SignInAsync(worker.Account);

        foreach (var address in new[] { $"{theirs.YoungPerson}/clocks/contact-due", $"{mine.YoungPerson}/clocks/turns18", $"{mine.YoungPerson}/clocks/nonsense" })
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/young-people/{address}")).StatusCode);
    }

    private static async Task<string> MainAsync(Visitor visitor, string address) => (await visitor.PageAsync(address)).QuerySelector("main")!.TextContent;

    private static (string, string)[] Date(string name, DateOnly day) => [($"{name}.Day", $"{day.Day}"), ($"{name}.Month", $"{day.Month}"), ($"{name}.Year", $"{day.Year}")];
}

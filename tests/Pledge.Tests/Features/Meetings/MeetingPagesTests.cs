using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Meetings;

public sealed class MeetingPagesTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_closed_meeting_shows_what_it_showed_and_its_corrections()
    {
        var (authority, runner) = await ArrangeAsync();
        var meeting = await MeetingAsync(runner, 20);
        await SendAsync(runner, $"{meeting}/write", "write#Decide", ("Words", "Homes come first"));
        var decision = await site.SqlAsync<Guid>("select id from pledge.board_meeting_line where authority_id = $1", authority);
        var owner = await site.Arrange.StaffAsync(authority, Roles.Manager, name: "Mo Manager");
        await SendAsync(runner, $"/board/actions/new?decision={decision}", null, ("Owner", owner.Account.ToString()), ("DueOn.Day", "31"), ("DueOn.Month", "12"), ("DueOn.Year", "2026"));

        await SendAsync(runner, $"{meeting}/write", "write", ("Present", "Ann\nBob"));
        await SendAsync(runner, $"{meeting}/write", "write#Close");
        var reader = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Board)).Account);
        var before = await ShownAsync(reader, meeting);
        Assert.Contains("1. Homes come first", before, StringComparison.Ordinal);
        Assert.Contains("Mo Manager does it by 31 December 2026.", before, StringComparison.Ordinal);

        // What happens afterwards is not on its page.
        site.Clock.Advance(TimeSpan.FromMinutes(5));
        var action = await site.SqlAsync<Guid>("select id from pledge.board_action where authority_id = $1", authority);
        await SendAsync(runner, $"/board/actions/{action}", "say", ("Words", "Done since"), ("State", "done"));
        Assert.Equal(before, await ShownAsync(reader, meeting));
        Assert.Null((await runner.PageAsync($"{meeting}/write")).QuerySelector("form#write"));
        using (var late = await runner.PostFormAsync($"{meeting}/write", $"{meeting}/write?handler=Decide", ("Words", "Homes come last")))
            Assert.Contains("closed meanwhile", await late.ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await ShownAsync(reader, meeting));

        await SendAsync(runner, $"{meeting}/write", "correct", ("Words", "Ann was not there"));
        Assert.Contains("Ann was not there", await ShownAsync(reader, meeting), StringComparison.Ordinal);
        Assert.Contains("Homes come first", await ShownAsync(reader, meeting), StringComparison.Ordinal);

        // The next one shows what ended since.
        var next = await MeetingAsync(runner, 21);
        Assert.Contains("Done since", await ShownAsync(reader, next), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_action_is_carried_to_the_next_meeting()
    {
        var (authority, runner) = await ArrangeAsync();
        var owner = await site.Arrange.StaffAsync(authority, Roles.Manager);
        await SendAsync(runner, "/board/actions/new", null, ("What", "Ask for flats"), ("About", "home"), ("Owner", owner.Account.ToString()), ("DueOn.Day", "31"), ("DueOn.Month", "12"), ("DueOn.Year", "2026"));
        foreach (var day in new[] { 10, 11 })
        {
            var meeting = await MeetingAsync(runner, day);
            await SendAsync(runner, $"{meeting}/write", "write", ("Present", "Ann"));
            await SendAsync(runner, $"{meeting}/write", "write#Close");
            Assert.Contains("Ask for flats", await ShownAsync(runner, meeting), StringComparison.Ordinal);
            site.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task A_meeting_is_not_closed_before_its_day_without_who_came_or_over_what_nobody_read()
    {
        var (_, runner) = await ArrangeAsync();
        var meeting = await MeetingAsync(runner, 20);
        Assert.Contains("Write who came", await RefusedAsync(await runner.SubmitFormAsync($"{meeting}/write", "write#Close")), StringComparison.Ordinal);

        await SendAsync(runner, $"{meeting}/write", "write", ("Present", "Ann"));
        var close = await runner.FillAsync($"{meeting}/write", "write#Close");
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(runner, $"{meeting}/write", "write#Decide", ("Words", "Homes come first"));
        Assert.Contains("Somebody wrote here", await RefusedAsync(await close()), StringComparison.Ordinal);

        using (var planned = await runner.SubmitAsync("/board/meetings/new", ("HeldOn.Day", "1"), ("HeldOn.Month", "2"), ("HeldOn.Year", "2027")))
            meeting = planned.Headers.Location!.OriginalString[..^"/write".Length];
        await SendAsync(runner, $"{meeting}/write", "write", ("Present", "Ann"));
        Assert.Contains("on its day or later", await RefusedAsync(await runner.SubmitFormAsync($"{meeting}/write", "write#Close")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_and_a_decision_typed_together_are_both_kept_and_a_decision_that_was_not_added_is_not_lost_by_closing()
    {
        var (_, runner) = await ArrangeAsync();
        var meeting = await MeetingAsync(runner, 20);
        await SendAsync(runner, $"{meeting}/write", "write#Decide", ("Present", "Ann"), ("Words", "Homes come first"));
        // A form that was filled before: its names are nobody else's, so nobody was first.
        var names = await runner.FillAsync($"{meeting}/write", "write", ("Present", "Ann\nBob"));
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        await SendAsync(runner, $"{meeting}/write", "write#Decide", ("Words", "Work comes next"));
        using (var saved = await names())
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        using (var refused = await runner.SubmitFormAsync($"{meeting}/write", "write#Close", ("Words", "Mentors come third")))
        {
            Assert.Contains("is not added", await refused.ErrorAsync(), StringComparison.Ordinal);
            Assert.Contains("Mentors come third", (await refused.DocumentAsync()).QuerySelector("#Words").Reads(), StringComparison.Ordinal);
        }
        await SendAsync(runner, $"{meeting}/write", "write", ("Words", "Mentors come third"));
        await SendAsync(runner, $"{meeting}/write", "write#Close", ("Present", "Ann\nBob\nCleo"));
        var shown = await ShownAsync(runner, meeting);
        foreach (var words in new[] { "Homes come first", "Work comes next", "Mentors come third", "Cleo" })
            Assert.Contains(words, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_closes_over_a_decision_that_was_taken_back_meanwhile()
    {
        var (authority, runner) = await ArrangeAsync();
        var meeting = await MeetingAsync(runner, 20);
        await SendAsync(runner, $"{meeting}/write", "write#Decide", ("Present", "Ann"), ("Words", "Homes come last"));
        var decision = await site.SqlAsync<Guid>("select id from pledge.board_meeting_line where authority_id = $1", authority);
        var close = await runner.FillAsync($"{meeting}/write", "write#Close");
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        using (await runner.PostFormAsync($"{meeting}/write", $"{meeting}/write?handler=TakeBack", ("line", decision.ToString()))) { }
        Assert.Contains("Somebody wrote here", await RefusedAsync(await close()), StringComparison.Ordinal);
        await SendAsync(runner, $"{meeting}/write", "write#Close");

        using var late = await runner.PostFormAsync($"{meeting}/write", $"{meeting}/write?handler=TakeBack", ("line", decision.ToString()));
        Assert.DoesNotContain("taken back", (await runner.PageAsync($"{meeting}/write")).Body.Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_that_was_not_taken_goes_and_a_day_has_one_meeting()
    {
        var (authority, runner) = await ArrangeAsync();
        var meeting = await MeetingAsync(runner, 20);
        await SendAsync(runner, $"{meeting}/write", "write#Decide", ("Words", "Homes come last"));
        var decision = await site.SqlAsync<Guid>("select id from pledge.board_meeting_line where authority_id = $1", authority);
        using (await runner.PostFormAsync($"{meeting}/write", $"{meeting}/write?handler=TakeBack", ("line", decision.ToString()))) { }
        Assert.DoesNotContain("Homes come last", await ShownAsync(runner, meeting), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await runner.GetAsync($"/board/actions/new?decision={decision}")).StatusCode);

        Assert.Contains("on this day already", await RefusedAsync(await runner.SubmitAsync("/board/meetings/new", ("HeldOn.Day", "20"), ("HeldOn.Month", "11"), ("HeldOn.Year", "2026"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_board_reads_and_whoever_has_nothing_to_do_with_it_does_not()
    {
        var (authority, runner) = await ArrangeAsync();
        var meeting = await MeetingAsync(runner, 20);
        var reader = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Board)).Account);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(meeting)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync($"{meeting}/write")).StatusCode);
        var coordinator = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Coordinator)).Account);
        Assert.Equal(HttpStatusCode.Forbidden, (await coordinator.GetAsync(meeting)).StatusCode);
        var elsewhere = await site.SignInAsync((await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Manager)).Account);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(meeting)).StatusCode);
    }

    private static async Task<string> ShownAsync(Visitor visitor, string address) => (await visitor.PageAsync(address)).QuerySelector("main").Reads();

    private static async Task<string> RefusedAsync(HttpResponseMessage answer)
    {
        using (answer)
            return await answer.ErrorAsync();
    }

    private static async Task SendAsync(Visitor visitor, string address, string? form, params (string Name, string Value)[] fields)
    {
        using var answer = await visitor.SubmitFormAsync(address, form, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{address} {form}: {(answer.StatusCode == HttpStatusCode.OK ? await answer.ErrorAsync() : answer.StatusCode.ToString())}");
    }

    private static async Task<string> MeetingAsync(Visitor runner, int day)
    {
        using var answer = await runner.SubmitAsync("/board/meetings/new", ("HeldOn.Day", $"{day}"), ("HeldOn.Month", "11"), ("HeldOn.Year", "2026"));
        return answer.Headers.Location!.OriginalString[..^"/write".Length];
    }

    private async Task<(Guid Authority, Visitor Runner)> ArrangeAsync()
    {
        var authority = await site.Arrange.AuthorityAsync();
        await site.Arrange.EditionAsync(authority, "home");
        return (authority, await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Administrator)).Account));
    }
}

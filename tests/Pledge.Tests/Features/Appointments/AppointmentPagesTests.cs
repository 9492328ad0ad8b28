using System.Net;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Appointments;

public sealed class AppointmentPagesTests(Site site) : IClassFixture<Site>
{
    private static readonly (string, string)[] Asked =
        [("Form.Kind", "meeting"), ("Form.On.Day", "6"), ("Form.On.Month", "12"), ("Form.On.Year", "2026"), ("Form.Time", "14:30"), ("Form.Minutes", "45"), ("Form.Place", "The <b>library</b>")];

    [Fact]
    public async Task What_a_worker_proposes_the_young_person_accepts()
    {
        var (worker, young) = await PairAsync();
        await (await site.SignInAsync(worker.Account)).SubmitAsync($"/young-people/{young.YoungPerson}/appointments/new", Asked);
        Assert.Equal(["proposed", "worker", new DateTime(2026, 12, 6, 14, 30, 0, DateTimeKind.Utc)],
            await site.RowAsync("select state, proposed_by, starts_at from pledge.appointment where young_person_id = $1", young.YoungPerson));

        var visitor = await site.SignInAsync(young.Account);
        Assert.Contains("6 December, 2:30pm", (await visitor.PageAsync("/")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        var address = $"/appointments/{await IdAsync(young)}";
        Assert.Contains("The <b>library</b>", (await visitor.PageAsync(address)).QuerySelector("main").Reads(), StringComparison.Ordinal);
        await (await visitor.FillAsync(address, "accept"))();

        Assert.Equal(["accepted", 1], await site.RowAsync("select state, sequence from pledge.appointment where young_person_id = $1", young.YoungPerson));
        Assert.Equal(2L, await site.SqlAsync<long>("select count(*) from pledge.appointment_change where young_person_id = $1", young.YoungPerson));
        Assert.Equal(2L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and act = 'wrote' and what = 'appointment'", young.YoungPerson));
    }

    [Fact]
    public async Task A_yes_said_on_the_phone_is_written_down_by_the_worker_and_stays_the_young_persons_to_change()
    {
        var (worker, young) = await PairAsync();
        var theirs = await site.SignInAsync(worker.Account);
        await theirs.SubmitAsync($"/young-people/{young.YoungPerson}/appointments/new", Asked);
        var address = $"/young-people/{young.YoungPerson}/appointments/{await IdAsync(young)}";

        await (await theirs.FillAsync(address, "said-yes"))();

        Assert.Equal(["accepted", 1], await site.RowAsync("select state, sequence from pledge.appointment where young_person_id = $1", young.YoungPerson));
        Assert.Equal(["said-yes", "worker", worker.Account], await site.RowAsync("select act, side, by from pledge.appointment_change where young_person_id = $1 order by sequence desc limit 1", young.YoungPerson));
        Assert.Null((await theirs.PageAsync(address)).QuerySelector("#said-yes"));
        var page = await (await site.SignInAsync(young.Account)).PageAsync($"/appointments/{await IdAsync(young)}");
        Assert.Contains("wrote down that it is agreed", page.QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#move"));
        Assert.NotNull(page.QuerySelector("#cancel"));
    }

    [Fact]
    public async Task Nobody_says_yes_for_the_young_person_to_a_time_of_their_own()
    {
        var (worker, young) = await PairAsync();
        await (await site.SignInAsync(young.Account)).SubmitAsync("/appointments/new", Asked);
        var theirs = await site.SignInAsync(worker.Account);
        var address = $"/young-people/{young.YoungPerson}/appointments/{await IdAsync(young)}";

        Assert.Null((await theirs.PageAsync(address)).QuerySelector("#said-yes"));
        await theirs.PostFormAsync(address, $"{address}?handler=SaidYes", ("Seen", "0"));

        Assert.Equal(["proposed", 0], await site.RowAsync("select state, sequence from pledge.appointment where young_person_id = $1", young.YoungPerson));
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_appointment()
    {
        var (_, young) = await PairAsync();
        var send = await (await site.SignInAsync(young.Account)).FillAsync("/appointments/new", null, Asked);

        await Task.WhenAll(send(), send());

        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.appointment where young_person_id = $1", young.YoungPerson));
    }

    [Fact]
    public async Task Another_one_at_the_same_time_is_not_lost_without_a_word()
    {
        var (worker, young) = await PairAsync();
        await (await site.SignInAsync(young.Account)).SubmitAsync("/appointments/new", Asked);

        var page = await (await (await site.SignInAsync(worker.Account)).SubmitAsync($"/young-people/{young.YoungPerson}/appointments/new", [.. Asked[..^1], ("Form.Place", "The town hall")])).DocumentAsync();

        Assert.Equal("Error: There is one at this time already. You can change that one", page.QuerySelector("#Form-Time-error").Reads());
        Assert.Equal("The town hall", page.QuerySelector("[name='Form.Place']")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("14:15", "There is one at this time already. You can change that one")]
    [InlineData("15:00", "There is one at this time already. You can change that one")]
    [InlineData("13:30", null)]
    [InlineData("15:15", null)]
    public async Task Nobody_is_in_two_places(string time, string? refusal)
    {
        var (worker, young) = await PairAsync();
        await (await site.SignInAsync(young.Account)).SubmitAsync("/appointments/new", Asked); // 2:30pm for 45 minutes

        using var sent = await (await site.SignInAsync(worker.Account)).SubmitAsync($"/young-people/{young.YoungPerson}/appointments/new",
            ("Form.Kind", "visit"), ("Form.On.Day", "6"), ("Form.On.Month", "12"), ("Form.On.Year", "2026"), ("Form.Time", time), ("Form.Minutes", "60"));

        Assert.Equal(refusal is null ? HttpStatusCode.Redirect : HttpStatusCode.OK, sent.StatusCode);
        if (refusal is not null)
            Assert.Equal($"Error: {refusal}", (await sent.DocumentAsync()).QuerySelector("#Form-Time-error").Reads());
    }

    [Fact]
    public async Task The_first_page_shows_what_waits_for_a_yes_and_what_the_worker_cancelled_even_when_nothing_is_sent()
    {
        var (worker, young) = await PairAsync();
        var theirs = await site.SignInAsync(worker.Account);
        await site.Arrange.AppointmentAsync(young, Pledge.Domain.LondonTime.At(new(2026, 12, 1), new(9, 0)), "accepted");
        await theirs.SubmitAsync($"/young-people/{young.YoungPerson}/appointments/new", Asked);
        var off = await site.Arrange.AppointmentAsync(young, Pledge.Domain.LondonTime.At(new(2026, 12, 9), new(9, 0)), "accepted");
        await (await theirs.FillAsync($"/young-people/{young.YoungPerson}/appointments/{off}", "cancel"))();

        var lines = (await (await site.SignInAsync(young.Account)).PageAsync("/")).QuerySelectorAll("main .rows > li").Select(line => line.Reads()).Where(line => line.Contains("appointment", StringComparison.Ordinal));

        Assert.Equal(
            ["An appointment Tuesday 1 December, 9:00am", "Say yes to an appointment, or choose another time Sunday 6 December, 2:30pm", "Your worker cancelled this appointment Wednesday 9 December, 9:00am"], lines);
    }

    [Fact]
    public async Task A_worker_sees_what_waits_for_a_yes_on_the_caseload_and_is_told_when_nobody_can_hear()
    {
        var (worker, young) = await PairAsync();
        await (await site.SignInAsync(young.Account)).SubmitAsync("/appointments/new", Asked);
        var visitor = await site.SignInAsync(worker.Account);
        Assert.Contains("Asked for an appointment", (await visitor.PageAsync("/caseload")).QuerySelector("tbody").Reads(), StringComparison.Ordinal);
        Assert.Contains("asked for an appointment and waits for a yes", (await visitor.PageAsync($"/young-people/{young.YoungPerson}")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Contains("Your worker has not said yes yet", (await (await site.SignInAsync(young.Account)).PageAsync("/")).QuerySelector("main").Reads(), StringComparison.Ordinal);

        await (await visitor.FillAsync($"/young-people/{young.YoungPerson}/appointments/{await IdAsync(young)}", "accept"))();
        Assert.Contains("You meet on Sunday 6 December, 2:30pm", (await visitor.PageAsync("/caseload")).QuerySelector("tbody").Reads(), StringComparison.Ordinal);

        await site.ExecuteAsync("update identity.account set closed_at = now() where id = $1", young.Account);
        await visitor.SubmitAsync($"/young-people/{young.YoungPerson}/appointments/new", [("Form.Kind", "call"), .. Asked[1..4], ("Form.Time", "16:30"), .. Asked[5..]]);
        Assert.Contains("has no sign-in to Pledge yet", (await visitor.PageAsync($"/young-people/{young.YoungPerson}/appointments")).DocumentElement.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_act_on_an_older_look_changes_nothing_and_says_so()
    {
        var (worker, young) = await PairAsync();
        await (await site.SignInAsync(young.Account)).SubmitAsync("/appointments/new", Asked);
        var id = await IdAsync(young);
        var accept = await (await site.SignInAsync(worker.Account)).FillAsync($"/young-people/{young.YoungPerson}/appointments/{id}", "accept");
        await (await (await site.SignInAsync(young.Account)).FillAsync($"/appointments/{id}", "move", ("Form.Time", "16:00")))();

        var page = await (await accept()).DocumentAsync();

        Assert.Contains("This was changed while you were looking", page.QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
        Assert.Equal(["proposed", 1], await site.RowAsync("select state, sequence from pledge.appointment where young_person_id = $1", young.YoungPerson));
    }

    [Fact]
    public async Task A_strangers_appointment_is_not_found()
    {
        var (_, young) = await PairAsync();
        var (stranger, other) = await PairAsync();
        await (await site.SignInAsync(young.Account)).SubmitAsync("/appointments/new", Asked);
        var id = await IdAsync(young);

        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(other.Account)).GetAsync($"/appointments/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(stranger.Account)).GetAsync($"/young-people/{young.YoungPerson}/appointments")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(stranger.Account)).GetAsync($"/young-people/{other.YoungPerson}/appointments/{id}")).StatusCode);
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_the_field()
    {
        var (_, young) = await PairAsync();

        var page = await (await (await site.SignInAsync(young.Account)).SubmitAsync("/appointments/new", ("Form.Place", "Café"))).DocumentAsync();

        Assert.Equal("Error: Choose what it is", page.QuerySelector("#Form-Kind-error").Reads());
        Assert.Equal("Error: Type a time, like 2:30pm or 14:30", page.QuerySelector("#Form-Time-error").Reads());
        Assert.Equal("Café", page.QuerySelector("[name='Form.Place']")!.GetAttribute("value"));
    }

    private Task<Guid> IdAsync(Someone young) => site.SqlAsync<Guid>("select id from pledge.appointment where young_person_id = $1", young.YoungPerson);

    private async Task<(Someone Worker, Someone Young)> PairAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (worker, await site.Arrange.TheirsAsync(worker));
    }
}

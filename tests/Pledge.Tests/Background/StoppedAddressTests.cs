using Pledge.Domain;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Access;

namespace Pledge.Tests.Background;

/// <summary>An address that takes nothing is left alone until somebody says that it is right, and nothing is lost meanwhile.</summary>
public sealed class StoppedAddressTests(MailSite site) : IClassFixture<MailSite>
{
    private const string Reminder = "message-from-worker";

    [Fact]
    public async Task After_a_mail_came_back_the_next_ones_wait_and_go_when_the_address_is_said_to_be_right()
    {
        var (worker, young) = await PairAsync();
        var first = await RefusedAsync(young);
        var next = await site.QueueAsync(young, Reminder);

        await site.SendAsync();

        Assert.Equal(("failed", "smtp-550"), await site.StateAsync(first));
        Assert.Equal(("queued", "address-stopped"), await site.StateAsync(next));
        var visitor = await site.SignInAsync(worker.Account);
        var page = await visitor.PageAsync($"/young-people/{young.YoungPerson}/cannot-reach");
        Assert.Contains(young.Email, page.Body.Reads(), StringComparison.Ordinal);
        Assert.Contains("Emails to them have come back since", (await visitor.PageAsync("/caseload?show=cannot-reach")).Body.Reads(), StringComparison.Ordinal);

        await visitor.SubmitFormAsync($"/young-people/{young.YoungPerson}/cannot-reach", "right-email");
        await site.SendAsync();

        Assert.Equal("sent", (await site.StateAsync(next)).State);
        Assert.Equal("sent", (await site.StateAsync(first)).State);
        Assert.Contains("Pledge can reach", (await visitor.PageAsync($"/young-people/{young.YoungPerson}/cannot-reach")).Body.Reads(), StringComparison.Ordinal);
        Assert.DoesNotContain("Pledge cannot reach", (await visitor.PageAsync($"/young-people/{young.YoungPerson}")).Body.Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_becomes_stale_meanwhile_is_dropped_and_says_why()
    {
        var (_, young) = await PairAsync();
        await RefusedAsync(young);
        var next = await site.QueueAsync(young, Reminder, staleAfter: TimeSpan.FromHours(1));
        await site.SendAsync();

        site.Clock.Advance(TimeSpan.FromHours(1));
        await site.SendAsync();

        Assert.Equal(("dropped", "address-stopped"), await site.StateAsync(next));
    }

    [Theory]
    // Our mail is not wanted, the mailbox is full, the message is too long, the sender is refused, the content is refused: none of these is the address's fault.
    [InlineData("rcpt", 550, "5.7.1 Relaying denied")]
    [InlineData("rcpt", 552, "5.2.2 Mailbox full")]
    [InlineData("rcpt", 554, "No")]
    [InlineData("mail", 550, "5.1.7 Bad sender")]
    [InlineData("data", 550, "5.1.1 No such user")]
    public async Task A_refusal_that_says_nothing_of_the_address_stops_nothing(string at, int code, string text)
    {
        var (_, young) = await PairAsync();
        await RefusedAsync(young, at, code, text);
        var next = await site.QueueAsync(young, Reminder);

        await site.SendAsync();

        Assert.Equal("sent", (await site.StateAsync(next)).State);
    }

    [Theory]
    [InlineData(550, "5.1.1 No such user")]
    [InlineData(554, "5.2.1 Mailbox disabled")]
    [InlineData(551, "User not local")]
    [InlineData(553, "Mailbox name not allowed")]
    public async Task A_refusal_of_the_address_stops_it_once_however_many_mails_come_back(int code, string text)
    {
        var (_, young) = await PairAsync();
        await site.SendAsync();
        var mails = new[] { await site.QueueAsync(young, Reminder), await site.QueueAsync(young, Reminder), await site.QueueAsync(young, Reminder) };
        await site.Smtp.OrderAsync("refuse", code: code, at: "rcpt", text: text, times: 3);

        await site.SendAsync();

        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.address_standing where account_id = $1 and is_stopped", young.Account));
        foreach (var mail in mails)
            Assert.NotEqual("sent", (await site.StateAsync(mail)).State);
        await site.Smtp.OrderAsync("accept");
    }

    [Fact]
    public async Task A_code_to_sign_in_is_tried_and_using_it_proves_the_address()
    {
        var (_, young) = await PairAsync();
        await RefusedAsync(young);
        var waits = await site.QueueAsync(young, Reminder);
        await site.SendAsync();
        var visitor = await site.AskedForCodeAsync(young.Email);
        var code = await site.SentAsync(young.Account, SignInCodes.Rule);
        await site.SendAsync();
        Assert.Contains(site.Smtp.Messages, mail => mail.Subject == "Your code to sign in" && mail.To.Mailboxes.Single().Address == young.Email);

        await visitor.SubmitAsync("/sign-in/code", ("Code", code));
        await site.SendAsync();

        Assert.Equal("sent", (await site.StateAsync(waits)).State);
    }

    [Fact]
    public async Task Nobody_but_those_who_look_after_a_young_person_says_that_their_address_is_right()
    {
        var (_, young) = await PairAsync();
        await RefusedAsync(young);
        var colleague = await site.Arrange.StaffAsync(young.Authority, Roles.Adviser);
        var stranger = await site.Arrange.YoungPersonAsync(young.Authority);

        using var seen = await (await site.SignInAsync(colleague.Account)).GetAsync($"/young-people/{young.YoungPerson}/cannot-reach");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, seen.StatusCode);
        await (await site.SignInAsync(stranger.Account)).SubmitFormAsync("/account/email", null, ("Email", "x"));

        Assert.True(await StoppedAsync(young));
    }

    [Fact]
    public async Task The_worker_is_told_and_then_their_manager_until_the_address_is_right()
    {
        var (worker, young) = await PairAsync();
        var team = await site.Arrange.TeamAsync(young.Authority);
        var manager = await site.Arrange.StaffAsync(young.Authority, Roles.Manager, team);
        await site.ExecuteAsync("update pledge.staff_member set team_id = $2 where id = $1", worker.Account, team);
        await RefusedAsync(young);

        await site.PlanAsync();
        Assert.Equal(1L, await QueuedAsync(worker));
        Assert.Equal(0L, await QueuedAsync(manager));
        site.Clock.Advance(TimeSpan.FromDays(7));
        await site.PlanAsync();
        Assert.Equal(1L, await QueuedAsync(manager));

        await (await site.SignInAsync(worker.Account)).SubmitFormAsync($"/young-people/{young.YoungPerson}/cannot-reach", "right-email");
        await site.PlanAsync();
        Assert.Equal(0L, await QueuedAsync(manager));
    }

    [Fact]
    public async Task What_the_planner_put_together_waits_whole_and_goes_whole()
    {
        // Next Monday: workers hear on working days.
        site.Clock.SetUtcNow(LondonTime.At(LondonTime.MondayOf(site.Clock.Today()).AddDays(7), new(10, 0)));
        var worker = await site.Arrange.AdviserAsync();
        var administrator = await site.Arrange.StaffAsync(worker.Authority, Roles.Administrator);
        for (var i = 0; i < 2; i++)
            await site.Arrange.ContactAsync(worker, await site.Arrange.TheirsAsync(worker), site.Clock.Today().AddDays(-57));
        await RefusedAsync(worker);

        await site.PlanAsync();
        await site.SendAsync();
        site.Clock.Advance(TimeSpan.FromHours(1));
        await site.PlanAsync();
        await site.SendAsync();
        Assert.DoesNotContain(site.Smtp.Messages, mail => mail.To.Mailboxes.Single().Address == worker.Email);
        await (await site.SignInAsync(administrator.Account)).SubmitFormAsync($"/admin/accounts/{worker.Account}/email", "right");
        await site.PlanAsync();
        await site.SendAsync();

        Assert.Equal(2L, await site.SqlAsync<long>("select count(*) from pledge.message m join pledge.message d on d.id = m.digest_id where m.account_id = $1 and m.rule = 'contact-due' and d.state = 'sent'", worker.Account));
        Assert.Single(site.Smtp.Messages, mail => mail.To.Mailboxes.Single().Address == worker.Email && mail.TextBody!.Contains("contact", StringComparison.OrdinalIgnoreCase));
    }

    private Task<long> QueuedAsync(Someone to) =>
        site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1 and rule = 'cannot-reach' and state in ('queued', 'bundled', 'sent')", to.Account);

    private Task<bool> StoppedAsync(Someone young) =>
        site.SqlAsync<bool>("select is_stopped from pledge.address_standing where account_id = $1 order by number desc limit 1", young.Account);

    private async Task<Guid> RefusedAsync(Someone young, string at = "rcpt", int code = 550, string text = "5.1.1 No such user")
    {
        // What other tests left must not take the refusal.
        await site.SendAsync();
        var message = await site.QueueAsync(young);
        await site.Smtp.OrderAsync("refuse", code: code, at: at, text: text);
        await site.SendAsync();
        return message;
    }

    private async Task<(Someone Worker, Someone Young)> PairAsync()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var worker = await site.Arrange.StaffAsync(authority, Roles.Adviser);
        var young = await site.Arrange.YoungPersonAsync(authority);
        await site.Arrange.AssignAsync(worker, young);
        return (worker, young);
    }
}

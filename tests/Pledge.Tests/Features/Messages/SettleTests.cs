using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Background;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Messages;

public sealed class SettleTests(MailSite site) : IClassFixture<MailSite>
{
    [Theory]
    [InlineData("arrived", "sent", "found-arrived")]
    [InlineData("let-go", "dropped", "let-go")]
    [InlineData("send-again", "queued", "sent-again")]
    public async Task An_administrator_settles_a_message_in_doubt(string choice, string state, string outcome)
    {
        var (administrator, message) = await InDoubtAsync();
        var visitor = await site.SignInAsync(administrator.Account);

        Assert.Contains("/admin/messages/" + message, (await visitor.PageAsync("/admin/messages")).Body!.InnerHtml, StringComparison.Ordinal);
        using var response = await visitor.SubmitAsync($"/admin/messages/{message}", ("Choice", choice));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal((state, outcome), await site.StateAsync(message));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.audit_event where subject_id = $1 and what = 'settled-message'", message));
    }

    [Fact]
    public async Task A_message_sent_again_arrives()
    {
        var (administrator, message) = await InDoubtAsync();

        using var response = await (await site.SignInAsync(administrator.Account)).SubmitAsync($"/admin/messages/{message}", ("Choice", "send-again"));
        await site.SendAsync();

        Assert.Equal(("sent", "accepted"), await site.StateAsync(message));
    }

    [Fact]
    public async Task Messages_that_were_tried_in_vain_are_counted_for_the_administrator()
    {
        var (administrator, message) = await InDoubtAsync();
        var visitor = await site.SignInAsync(administrator.Account);
        Assert.Null((await visitor.PageAsync("/admin/messages")).QuerySelector(".govuk-notification-banner"));

        await site.ExecuteAsync("update pledge.message set state = 'queued', outcome = 'smtp-unreachable', settled_at = null where id = $1", message);

        Assert.Contains("1 message was tried and did not go out", (await visitor.PageAsync("/admin/messages")).QuerySelector(".govuk-notification-banner").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_is_not_sent_again()
    {
        var (administrator, message) = await InDoubtAsync("sign-in-code");

        using var response = await (await site.SignInAsync(administrator.Account)).SubmitAsync($"/admin/messages/{message}", ("Choice", "send-again"));

        Assert.Equal("A message like this is of no use any more. The person can ask for a new one", (await response.DocumentAsync()).QuerySelector(".govuk-error-message").Reads().Replace("Error: ", "", StringComparison.Ordinal));
        Assert.Equal("in-doubt", (await site.StateAsync(message)).State);
    }

    [Fact]
    public async Task Doing_nothing_is_explained()
    {
        var (administrator, message) = await InDoubtAsync();

        using var response = await (await site.SignInAsync(administrator.Account)).SubmitFormAsync($"/admin/messages/{message}", null, ("Choice", ""));

        Assert.StartsWith("Error: ", (await response.DocumentAsync()).Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_authoritys_message_and_a_settled_one_are_not_found()
    {
        var (_, foreign) = await InDoubtAsync();
        var (administrator, message) = await InDoubtAsync();
        await site.ExecuteAsync("update pledge.message set state = 'sent' where id = $1", message);
        var visitor = await site.SignInAsync(administrator.Account);

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/admin/messages/{foreign}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/admin/messages/{message}")).StatusCode);
    }

    [Theory]
    [InlineData("/admin/messages")]
    [InlineData("/admin/jobs")]
    public async Task Nobody_else_gets_in(string address)
    {
        var worker = await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Adviser);

        Assert.Equal(HttpStatusCode.Redirect, (await site.Visit().GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync(worker.Account)).GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task An_administrator_looks_at_the_timetable_until_the_account_is_closed()
    {
        var administrator = await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Administrator);
        var visitor = await site.SignInAsync(administrator.Account);

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/admin/jobs")).StatusCode);
        Assert.InRange((int)(await visitor.GetAsync("/admin/jobs/stats")).StatusCode, 400, 499);
        await site.ExecuteAsync("update identity.account set closed_at = now() where id = $1", administrator.Account);
        Assert.NotEqual(HttpStatusCode.OK, (await visitor.GetAsync("/admin/jobs")).StatusCode);
    }

    private async Task<(Someone Administrator, Guid Message)> InDoubtAsync(string rule = "message-from-worker")
    {
        var authority = await site.Arrange.AuthorityAsync();
        var message = await site.QueueAsync(await site.Arrange.YoungPersonAsync(authority), rule);
        await site.ExecuteAsync("update pledge.message set state = 'in-doubt', outcome = 'no-answer', settled_at = now() where id = $1", message);
        return (await site.Arrange.StaffAsync(authority, Roles.Administrator), message);
    }
}

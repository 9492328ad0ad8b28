using System.Net;
using Pledge.Tests.Background;
using Pledge.Tests.Support;
using Pledge.Web.Background.Mail;

namespace Pledge.Tests.Features.Stop;

public sealed class IndexTests(MailSite site) : IClassFixture<MailSite>
{
    [Fact]
    public async Task Opening_the_link_asks_and_changes_nothing()
    {
        var youngPerson = await YoungPersonAsync();

        var page = await site.Visit().PageAsync(LinkFor(youngPerson));

        Assert.NotNull(page.QuerySelector("form[method=post]"));
        Assert.Equal(0L, await ChoicesAsync(youngPerson));
    }

    [Fact]
    public async Task The_button_stops_reminders_without_sign_in()
    {
        var youngPerson = await YoungPersonAsync();

        using var response = await site.Visit().SubmitAsync(LinkFor(youngPerson));

        Assert.Equal("Reminders by email are off", (await response.DocumentAsync()).QuerySelector("h1").Reads());
        Assert.False(await site.SqlAsync<bool>("select wanted from pledge.reminder_choice where account_id = $1", youngPerson.Account));
    }

    [Fact]
    public async Task Pressed_again_it_writes_nothing_and_opened_again_it_says_that_they_are_off()
    {
        var youngPerson = await YoungPersonAsync();
        var address = LinkFor(youngPerson);
        await site.Visit().SubmitAsync(address);

        using var again = await site.Visit().Client.PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        var page = await site.Visit().PageAsync(address);

        Assert.Equal((HttpStatusCode.OK, 1L), (again.StatusCode, await ChoicesAsync(youngPerson)));
        Assert.Equal("no-store", again.Headers.CacheControl?.ToString());
        Assert.Equal("Reminders by email are off", page.QuerySelector("h1").Reads());
        Assert.Null(page.QuerySelector("main form"));
    }

    [Fact]
    public async Task A_mail_program_stops_them_with_one_post()
    {
        var youngPerson = await YoungPersonAsync();
        var message = await site.QueueAsync(youngPerson, "message-from-worker");
        await site.SendAsync();
        var header = site.Smtp.Messages.Single(mail => mail.MessageId!.StartsWith(message.ToString("n"), StringComparison.Ordinal)).Headers["List-Unsubscribe"]!;
        var address = new Uri(header.Trim('<', '>')).PathAndQuery;

        using var response = await site.Visit().Client.PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        var next = await site.QueueAsync(youngPerson, "message-from-worker");
        await site.SendAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(("dropped", "turned-off"), await site.StateAsync(next));
    }

    [Theory]
    [InlineData("/stop")]
    [InlineData("/stop?t=nonsense")]
    public async Task A_link_we_did_not_make_does_nothing(string address)
    {
        using var opened = await site.Visit().GetAsync(address);
        using var response = await site.Visit().Client.PostAsync(new Uri(address, UriKind.Relative), null);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (opened.StatusCode, response.StatusCode));
        Assert.Null((await opened.DocumentAsync()).QuerySelector("main form"));
        Assert.Equal("Stop reminders", (await response.DocumentAsync()).QuerySelector("h1").Reads());
    }

    private async Task<Someone> YoungPersonAsync() => await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());

    private string LinkFor(Someone who) => site.Service<StopLinks>().For(new(who.Account));

    private Task<long> ChoicesAsync(Someone who) => site.SqlAsync<long>("select count(*) from pledge.reminder_choice where account_id = $1", who.Account);
}

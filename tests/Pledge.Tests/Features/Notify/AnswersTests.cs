using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Pledge.Tests.Background;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Notify;

/// <summary>What people answer to a text.</summary>
public sealed class AnswersTests(NotifySite site) : IClassFixture<NotifySite>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static int _last = 500;

    [Theory]
    [InlineData("STOP")]
    [InlineData(" stop. ")]
    [InlineData("Stop texts")]
    [InlineData("unsubscribe")]
    public async Task Stop_ends_texts_and_not_mails_and_counts_once_however_often_it_comes(string words)
    {
        var (young, number) = await WithNumberAsync();
        await AnswerAsync(number, words, Noon);
        await AnswerAsync(number, words, Noon);

        var message = await site.QueueForAsync(young, "message-from-worker");

        Assert.Equal(["email"], message);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.reminder_choice where account_id = $1", young.Account));
    }

    [Fact]
    public async Task What_waits_when_stop_comes_is_not_sent()
    {
        var (young, number) = await WithNumberAsync();
        await site.QueueForAsync(young, "message-from-worker");

        await AnswerAsync(number, "STOP", Noon);
        await site.SendAsync();

        Assert.Equal("turned-off", await site.SqlAsync<string>("select outcome from pledge.message where account_id = $1 and channel = 'text'", young.Account));
        Assert.Equal("sent", await site.SqlAsync<string>("select state from pledge.message where account_id = $1 and channel = 'email'", young.Account));
    }

    [Fact]
    public async Task Start_begins_them_again_and_the_later_word_holds_in_whatever_order_they_come()
    {
        var (young, number) = await WithNumberAsync();

        await AnswerAsync(number, "START", Noon.AddMinutes(1));
        await AnswerAsync(number, "STOP", Noon);

        Assert.Equal(["email", "text"], await site.QueueForAsync(young, "message-from-worker"));
    }

    [Fact]
    public async Task A_shared_phone_is_everybodys_who_gave_it_and_nobody_elses()
    {
        var (one, number) = await WithNumberAsync();
        var other = await YoungPersonAsync();
        await site.Arrange.NumberAsync(other, number);
        var (stranger, _) = await WithNumberAsync();

        await AnswerAsync(number, "STOP", Noon);

        Assert.Equal(["email"], await site.QueueForAsync(one, "message-from-worker"));
        Assert.Equal(["email"], await site.QueueForAsync(other, "message-from-worker"));
        Assert.Equal(["email", "text"], await site.QueueForAsync(stranger, "message-from-worker"));
    }

    [Fact]
    public async Task What_else_people_write_changes_nothing_and_is_not_kept()
    {
        var (young, number) = await WithNumberAsync();

        Assert.Equal(HttpStatusCode.OK, await AnswerAsync(number, "please don't stop the music", Noon));

        Assert.Equal(["email", "text"], await site.QueueForAsync(young, "message-from-worker"));
    }

    [Fact]
    public async Task Somebody_else_cannot_say_it()
    {
        var (_, number) = await WithNumberAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await AnswerAsync(number, "STOP", Noon, "another-token-nobody-knows"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AnswerAsync(number, "STOP", Noon, null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"source_number":null,"message":null,"date_received":null}""")]
    [InlineData("""{"source_number":"447700900123","message":"STOP","date_received":"yesterday"}""")]
    [InlineData("""{"source_number":"44770\u00000900123","message":"STOP","date_received":"2026-11-22T09:00:00Z"}""")]
    [InlineData("""{"source_number":"BANK","message":"STOP","date_received":"2026-11-22T09:00:00Z"}""")]
    public async Task What_is_no_text_is_refused(string body) => Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(new StringContent(body, Encoding.UTF8, "application/json"), NotifySite.ReceiptToken));

    private Task<HttpStatusCode> AnswerAsync(string number, string message, DateTimeOffset at, string? token = NotifySite.ReceiptToken) =>
        PostAsync(JsonContent.Create(new { id = Guid.NewGuid(), source_number = number.TrimStart('+'), destination_number = "07900900000", message, date_received = at }), token);

    private async Task<HttpStatusCode> PostAsync(HttpContent content, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/notify/answers") { Content = content };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await site.Visit().Client.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<(Someone Young, string Number)> WithNumberAsync()
    {
        var (young, number) = (await YoungPersonAsync(), $"+447700900{Interlocked.Increment(ref _last)}");
        await site.Arrange.NumberAsync(young, number);
        return (young, number);
    }

    private async Task<Someone> YoungPersonAsync() => await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());
}

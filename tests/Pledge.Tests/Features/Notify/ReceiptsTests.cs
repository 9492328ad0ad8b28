using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Pledge.Tests.Background;

namespace Pledge.Tests.Features.Notify;

public sealed class ReceiptsTests(NotifySite site) : IClassFixture<NotifySite>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("delivered", "sent", "delivered")]
    [InlineData("permanent-failure", "failed", "failed-for-good")]
    [InlineData("temporary-failure", "failed", "failed-for-now")]
    [InlineData("technical-failure", "failed", "failed-for-now")]
    public async Task A_receipt_says_what_became_of_the_mail_and_may_come_twice(string status, string state, string delivery)
    {
        var message = await site.SendAsync(NotifyMood.Accept);

        Assert.Equal(HttpStatusCode.OK, await ReceiptAsync(message, status, Noon));
        Assert.Equal(HttpStatusCode.OK, await ReceiptAsync(message, status, Noon));

        Assert.Equal((state, delivery), await site.StateAsync(message));
        Assert.Equal(delivery, await DeliveryAsync(message));
    }

    [Fact]
    public async Task The_later_word_holds_in_whatever_order_they_come()
    {
        var (first, second) = (await site.SendAsync(NotifyMood.Accept), await site.SendAsync(NotifyMood.Accept));

        await ReceiptAsync(first, "delivered", Noon.AddMinutes(1));
        await ReceiptAsync(first, "temporary-failure", Noon);
        await ReceiptAsync(second, "temporary-failure", Noon);
        await ReceiptAsync(second, "delivered", Noon.AddMinutes(1));

        Assert.Equal(("sent", "delivered"), await site.StateAsync(first));
        Assert.Equal(("sent", "delivered"), await site.StateAsync(second));
    }

    [Fact]
    public async Task A_receipt_settles_a_doubt()
    {
        var message = await site.SendAsync(NotifyMood.StallAfter);
        Assert.Equal("in-doubt", (await site.StateAsync(message)).State);

        await ReceiptAsync(message, "delivered", Noon);

        Assert.Equal(("sent", "delivered"), await site.StateAsync(message));
    }

    [Fact]
    public async Task Old_bad_news_does_not_stop_another_try_and_good_news_does()
    {
        var message = await site.SendAsync(NotifyMood.RateLimit429);

        await ReceiptAsync(message, "permanent-failure", Noon);
        Assert.Equal("queued", (await site.StateAsync(message)).State);
        await ReceiptAsync(message, "delivered", Noon);
        await site.SendAsync();

        Assert.Equal(("sent", "delivered"), await site.StateAsync(message));
        Assert.Empty(site.Notify.Taken(message));
    }

    [Fact]
    public async Task A_reference_that_is_not_ours_is_taken_and_changes_nothing()
    {
        Assert.Equal(HttpStatusCode.OK, await ReceiptAsync(Guid.NewGuid(), "delivered", Noon));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(JsonContent.Create(new { reference = (string?)null, status = "delivered", completed_at = Noon })));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer another-token-altogether")]
    [InlineData("Basic " + NotifySite.ReceiptToken)]
    public async Task Without_the_token_nothing_is_taken(string? authorization)
    {
        var message = await site.SendAsync(NotifyMood.Accept);

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(Content(message, "permanent-failure", Noon), authorization));

        Assert.Equal(("sent", "accepted"), await site.StateAsync(message));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"reference":"x","status":"sending","completed_at":"2026-11-22T12:00:00Z"}""")]
    [InlineData("""{"reference":"x","status":"delivered","completed_at":"yesterday"}""")]
    [InlineData("""{"reference":7,"status":"delivered","completed_at":"2026-11-22T12:00:00Z"}""")]
    public async Task What_is_no_receipt_is_refused(string body) => Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(new StringContent(body, Encoding.UTF8, "application/json")));

    [Fact]
    public async Task A_long_body_is_not_read() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(new StringContent(new string(' ', 16 * 1024 + 1), Encoding.UTF8, "application/json")));

    private Task<HttpStatusCode> ReceiptAsync(Guid message, string status, DateTimeOffset at) => PostAsync(Content(message, status, at));

    private static JsonContent Content(Guid message, string status, DateTimeOffset at) => JsonContent.Create(new
    {
        id = Guid.NewGuid(),
        reference = message.ToString(),
        to = "someone@people.test",
        status,
        created_at = at.AddMinutes(-2),
        completed_at = at,
        sent_at = at.AddMinutes(-1),
        notification_type = "email",
        template_id = NotifySite.UsualTemplate,
        template_version = 1,
    });

    private async Task<HttpStatusCode> PostAsync(HttpContent content, string? authorization = "Bearer " + NotifySite.ReceiptToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/notify/receipts") { Content = content };
        request.Headers.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);
        using var client = site.CreateClient();
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private Task<string> DeliveryAsync(Guid message) => site.SqlAsync<string>("select delivery from pledge.message where id = $1", message);
}

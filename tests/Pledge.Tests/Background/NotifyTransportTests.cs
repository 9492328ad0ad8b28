using Microsoft.AspNetCore.DataProtection;
using Pledge.Web.Background;

namespace Pledge.Tests.Background;

/// <summary>From the ledger to GOV.UK Notify and back, and every way in which that goes wrong.</summary>
public sealed class NotifyTransportTests(NotifySite site) : IClassFixture<NotifySite>
{
    [Fact]
    public async Task A_mail_goes_with_neutral_words_and_the_first_name_and_is_taken_once()
    {
        var message = await site.QueueAsync("message-from-worker");

        await site.SendAsync();
        await site.SendAsync();

        var mail = Assert.Single(site.Notify.Taken(message));
        Assert.Equal(("sent", "accepted"), await site.StateAsync(message));
        Assert.Equal("notify", await site.SqlAsync<string>("select handed_to from pledge.message where id = $1", message));
        Assert.Equal(NotifySite.UsualTemplate, mail.GetProperty("template_id").GetString());
        Assert.StartsWith("https://pledge.council.test/stop?t=", mail.GetProperty("one_click_unsubscribe_url").GetString(), StringComparison.Ordinal);
        Assert.Equal("Ottoline", mail.GetProperty("personalisation").GetProperty("first_name").GetString());
        Assert.Equal("first_name", mail.GetProperty("sanitise_content_for")[0].GetString());
        Assert.DoesNotContain("Ottoline", mail.GetProperty("personalisation").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Quillfeather", mail.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_has_its_own_template_and_no_way_to_stop_it()
    {
        var message = await site.QueueAsync("sign-in-code", site.Service<IDataProtectionProvider>().Seal("sign-in-code", "482913"));

        await site.SendAsync();

        var mail = Assert.Single(site.Notify.Taken(message));
        Assert.Equal(NotifySite.CodeTemplate, mail.GetProperty("template_id").GetString());
        Assert.Contains("482913", mail.GetProperty("personalisation").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(mail.TryGetProperty("one_click_unsubscribe_url", out _));
    }

    [Fact]
    public async Task A_refusal_is_for_good_and_keeps_no_word_of_the_answer()
    {
        var message = await site.SendAsync(NotifyMood.Refuse400);

        Assert.Equal(("failed", "notify-400-bad-request-error"), await site.StateAsync(message));
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_no_fault_of_the_message()
    {
        site.Notify.ClockIsOff = TimeSpan.FromSeconds(31);
        var message = await site.SendAsync(NotifyMood.Accept);
        site.Notify.ClockIsOff = TimeSpan.Zero;
        Assert.Equal(("queued", "notify-403-auth-error"), await site.StateAsync(message));
        site.Clock.Advance(TimeSpan.FromMinutes(1));

        await site.SendAsync();

        Assert.Equal(("sent", "accepted"), await site.StateAsync(message));
    }

    [Fact]
    public async Task A_limit_is_waited_for()
    {
        var minute = await site.SendAsync(NotifyMood.RateLimit429);
        var day = await site.SendAsync(NotifyMood.DayLimit429);

        Assert.Equal(("queued", "notify-429-rate-limit-error"), await site.StateAsync(minute));
        Assert.Equal(site.Clock.GetUtcNow().AddMinutes(1), new DateTimeOffset(await site.SqlAsync<DateTime>("select not_before from pledge.message where id = $1", minute)));
        Assert.Equal(site.Clock.GetUtcNow().UtcDateTime.Date.AddDays(1), await site.SqlAsync<DateTime>("select not_before from pledge.message where id = $1", day));
    }

    [Theory]
    [InlineData(NotifyMood.StallAfter, "no-answer")]
    [InlineData(NotifyMood.Fail500After, "notify-500-exception")]
    public async Task What_was_taken_without_an_answer_is_found_by_its_reference_and_not_sent_twice(NotifyMood mood, string outcome)
    {
        var message = await site.SendAsync(mood);
        Assert.Equal(("in-doubt", outcome), await site.StateAsync(message));

        await site.SettleDoubtsAsync();
        await site.SendAsync();

        Assert.Equal(("sent", "accepted"), await site.StateAsync(message));
        Assert.Single(site.Notify.Taken(message));
    }

    [Fact]
    public async Task What_was_never_taken_is_sent_again_under_the_same_reference()
    {
        var message = await site.SendAsync(NotifyMood.StallBefore);
        await site.SettleDoubtsAsync();
        Assert.Equal(("in-doubt", "no-answer"), await site.StateAsync(message)); // too soon to be believed
        site.Clock.Advance(SettleDoubts.Patience);

        await site.SettleDoubtsAsync();
        await site.SendAsync();

        Assert.Equal(("sent", "accepted"), await site.StateAsync(message));
        Assert.Single(site.Notify.Taken(message));
    }

    [Fact]
    public async Task A_doubt_stays_when_notify_cannot_be_asked_and_when_it_is_too_old()
    {
        var message = await site.SendAsync(NotifyMood.StallBefore);
        site.Clock.Advance(SettleDoubts.Patience);
        site.Notify.ClockIsOff = TimeSpan.FromMinutes(5);
        await site.SettleDoubtsAsync();
        site.Notify.ClockIsOff = TimeSpan.Zero;
        Assert.Equal(("in-doubt", "no-answer"), await site.StateAsync(message));
        site.Clock.Advance(SettleDoubts.LongAgo);

        await site.SettleDoubtsAsync();

        Assert.Equal(("in-doubt", "no-answer"), await site.StateAsync(message));
    }
}

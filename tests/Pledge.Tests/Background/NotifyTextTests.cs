using Microsoft.AspNetCore.DataProtection;
using Pledge.Domain.Organisations;
using Pledge.Domain.Reminders;
using Pledge.Tests.Support;
using Pledge.Web.Background;
using Pledge.Web.Background.Mail;

namespace Pledge.Tests.Background;

/// <summary>Texts from the ledger to GOV.UK Notify. What goes wrong on the way goes wrong as for mails.</summary>
public sealed class NotifyTextTests(NotifySite site) : IClassFixture<NotifySite>
{
    private static int _last = 300;

    [Fact]
    public async Task A_text_goes_in_Notifys_own_format_names_nobody_and_says_how_to_stop()
    {
        var (young, number) = await WithNumberAsync();
        await site.QueueForAsync(young, "message-from-worker");
        var message = await TextAsync(young);

        await site.SendAsync();
        await site.SendAsync();

        var text = Assert.Single(site.Notify.Taken(message));
        Assert.Equal(number, text.GetProperty("phone_number").GetString());
        Assert.Equal(NotifySite.TextTemplate, text.GetProperty("template_id").GetString());
        Assert.Equal("You have a message: https://pledge.council.test/ To stop texts, reply STOP", text.GetProperty("personalisation").GetProperty("message").GetString());
        Assert.False(text.TryGetProperty("email_address", out _));
        Assert.False(text.TryGetProperty("one_click_unsubscribe_url", out _));
        Assert.Equal(("sent", "accepted"), await site.StateAsync(message));
    }

    [Fact]
    public async Task A_code_for_a_number_goes_to_that_number_at_night_too()
    {
        var young = await YoungPersonAsync();
        site.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 8, 2, 0, 0, TimeSpan.Zero));
        await site.QueueForAsync(young, "address-code", site.Service<IDataProtectionProvider>().Seal("address-code", "+447700900999\n482913"), "text");
        var message = await TextAsync(young);

        await site.SendAsync();
        site.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 8, 12, 0, 0, TimeSpan.Zero));

        var text = Assert.Single(site.Notify.Taken(message));
        Assert.Equal("+447700900999", text.GetProperty("phone_number").GetString());
        Assert.StartsWith("482913 is your Pledge code.", text.GetProperty("personalisation").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NotifyMood.StallAfter)]
    [InlineData(NotifyMood.Fail500After)]
    public async Task A_text_in_doubt_is_found_by_its_reference_and_not_sent_twice(NotifyMood mood)
    {
        var (young, _) = await WithNumberAsync(off: "{messages}");
        await site.QueueForAsync(young, "message-from-worker");
        var message = await TextAsync(young);
        site.Notify.Mood = mood;
        await site.SendAsync();
        site.Notify.Mood = NotifyMood.Accept;
        Assert.Equal("in-doubt", (await site.StateAsync(message)).State);

        await site.SettleDoubtsAsync();
        await site.SendAsync();

        Assert.Equal(("sent", "accepted"), await site.StateAsync(message));
        Assert.Single(site.Notify.Taken(message));
    }

    [Fact]
    public async Task A_number_that_is_none_is_stopped_and_their_mails_are_not()
    {
        var (young, _) = await WithNumberAsync(off: "{messages}");
        await site.QueueForAsync(young, "message-from-worker");
        var message = await TextAsync(young);
        site.Notify.Mood = NotifyMood.RefuseNumber400;
        await site.SendAsync();
        site.Notify.Mood = NotifyMood.Accept;
        Assert.Equal(("failed", "notify-400-validation-error"), await site.StateAsync(message));
        Assert.Equal("text", await site.SqlAsync<string>("select channel from pledge.address_standing where account_id = $1 and is_stopped", young.Account));

        await site.QueueForAsync(young, "message-from-worker");
        await site.QueueForAsync(young, "worker-news");
        await site.SendAsync();

        Assert.Equal(1L, await CountAsync(young, "text", "queued"));
        Assert.Equal(1L, await CountAsync(young, "email", "sent"));
    }

    [Fact]
    public async Task Their_worker_sees_it_and_what_waited_goes_when_the_number_is_right()
    {
        var (young, number) = await WithNumberAsync(off: "{messages}");
        var worker = await site.Arrange.StaffAsync(young.Authority, Roles.Adviser);
        await site.Arrange.AssignAsync(worker, young);
        await site.QueueForAsync(young, "message-from-worker");
        site.Notify.Mood = NotifyMood.RefuseNumber400;
        await site.SendAsync();
        site.Notify.Mood = NotifyMood.Accept;
        var visitor = await site.SignInAsync(worker.Account);
        Assert.Contains("Texts to them have not arrived since", (await visitor.PageAsync("/caseload?show=cannot-reach")).Body.Reads(), StringComparison.Ordinal);
        Assert.Contains("texts have not arrived", (await visitor.PageAsync($"/young-people/{young.YoungPerson}")).Body.Reads(), StringComparison.Ordinal);
        Assert.Contains(Web.Access.PhoneNumber.Show(number), (await visitor.PageAsync($"/young-people/{young.YoungPerson}/cannot-reach")).Body.Reads(), StringComparison.Ordinal);
        Assert.Contains("Our texts do not reach you", (await (await site.SignInAsync(young.Account)).PageAsync("/")).Body.Reads(), StringComparison.Ordinal);

        var administrator = await site.SignInAsync((await site.Arrange.StaffAsync(young.Authority, Roles.Administrator)).Account);
        Assert.Contains("Phone number of a young person", (await administrator.PageAsync("/admin/messages")).Body.Reads(), StringComparison.Ordinal);
        await visitor.SubmitFormAsync($"/young-people/{young.YoungPerson}/cannot-reach", "right-text");
        Assert.DoesNotContain("Phone number of a young person", (await administrator.PageAsync("/admin/messages")).Body.Reads(), StringComparison.Ordinal);
        await site.SendAsync();

        Assert.Equal(1L, await CountAsync(young, "text", "sent"));
    }

    [Fact]
    public void Every_text_to_a_young_person_fits_in_one()
    {
        var writer = site.Service<ShortTextWriter>();
        foreach (var rule in ReminderRule.All.Where(rule => rule.To is not ReminderAudience.Staff && (rule.Kind is not ReminderKind.Needed || rule.Key == "digest")))
        {
            var moments = rule.Moments.Count == 0 ? [""] : rule.Moments.Select(moment => moment.Key);
            foreach (var moment in moments)
            {
                var message = new ClaimedMessage(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), rule.Key, $"x:2026-11-22:{moment}", null, default, 1, "text");
                var to = new Addressee(message.AccountId, "x@people.test", "Ottoline", true, false, true, null, null, null, Discreet: false, [], false) { PhoneNumber = "+447700900123" };

                var text = writer.Write(message, rule, to)!.Body;

                Assert.InRange(text.Length, 40, ShortText.Longest);
                Assert.DoesNotContain("Ottoline", text, StringComparison.Ordinal);
                // Letters of the alphabet of phones: any other makes a text half as long.
                Assert.All(text, letter => Assert.True(letter is >= ' ' and <= '~', $"{rule.Key}: {letter}"));
            }
        }
    }

    private Task<long> CountAsync(Someone young, string channel, string state) =>
        site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1 and channel = $2 and state = $3", young.Account, channel, state);

    private Task<Guid> TextAsync(Someone young) => site.SqlAsync<Guid>("select id from pledge.message where account_id = $1 and channel = 'text'", young.Account);

    private async Task<(Someone Young, string Number)> WithNumberAsync(string off = "{}")
    {
        var (young, number) = (await YoungPersonAsync(), $"+447700900{Interlocked.Increment(ref _last)}");
        await site.Arrange.NumberAsync(young, number, off: off);
        return (young, number);
    }

    private async Task<Someone> YoungPersonAsync() => await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());
}

using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Background;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Addresses;

public sealed class ChangePhoneTests(MailSite site) : IClassFixture<MailSite>
{
    private static int _last = 100;

    [Fact]
    public async Task A_young_person_gives_a_number_and_it_counts_once_the_code_comes_back()
    {
        var (young, visitor, number) = await AskedAsync();
        Assert.Null(await NumberAsync(young));

        using var done = await visitor.SubmitAsync("/account/phone/code", ("Code", CodeOf(number)));

        Assert.Equal("/reminders/choose", done.Headers.Location?.ToString());
        Assert.Equal(number, await NumberAsync(young));
        Assert.Equal(["messages", "appointments"], await site.SqlAsync<string[]>("select texts from pledge.reminder_setting where account_id = $1", young.Account));
        Assert.Contains("07700 900", (await visitor.PageAsync("/account")).Body.Reads(), StringComparison.Ordinal);
        Assert.Contains("Your code for a new number", (await visitor.PageAsync("/reminders")).Body.Reads(), StringComparison.Ordinal);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.audit_event where subject_id = $1 and what = 'changed-own-number'", young.Account));
    }

    [Fact]
    public async Task A_code_for_an_email_proves_no_number_and_the_other_way_round()
    {
        var (young, visitor, number) = await AskedAsync();
        using (await visitor.SubmitAsync("/account/email", ("Email", $"new.{Guid.NewGuid():n}@people.test")))
        {
        }

        using var crossed = await visitor.SubmitAsync("/account/email/code", ("Code", CodeOf(number)));

        Assert.Contains("That code does not work", await crossed.ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(young.Email, await site.SqlAsync<string>("select email from identity.account where id = $1", young.Account));
        using var right = await visitor.SubmitAsync("/account/phone/code", ("Code", CodeOf(number)));
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Equal(number, await NumberAsync(young));
    }

    [Fact]
    public async Task What_comes_by_mail_and_by_text_is_what_was_chosen()
    {
        var (young, visitor, number) = await AskedAsync();
        using (await visitor.SubmitAsync("/account/phone/code", ("Code", CodeOf(number))))
        {
        }

        await site.QueueAsync(young, "message-from-worker");
        await site.QueueAsync(young, "worker-news");
        await site.SendAsync();

        var text = Assert.Single(site.TextsTo(number), text => !text.Contains("code", StringComparison.Ordinal));
        Assert.Equal("You have a message: https://pledge.council.test/ To stop texts: https://pledge.council.test/reminders", text);
        Assert.Equal(2, site.Smtp.Messages.Count(mail => mail.To.Mailboxes.Single().Address == young.Email));
    }

    [Fact]
    public async Task Text_instead_of_mail_sends_no_mail()
    {
        var (young, number) = await WithNumberAsync(texts: "{messages}", off: "{messages}");

        await site.QueueAsync(young, "message-from-worker");
        await site.SendAsync();

        Assert.Single(site.TextsTo(number));
        Assert.DoesNotContain(site.Smtp.Messages, mail => mail.To.Mailboxes.Single().Address == young.Email);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1", young.Account));
    }

    [Fact]
    public async Task At_night_no_text_comes()
    {
        var (young, number) = await WithNumberAsync(texts: "{messages}", off: "{}");
        site.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 4, 23, 0, 0, TimeSpan.Zero));
        await site.QueueAsync(young, "message-from-worker");
        await site.SendAsync();
        Assert.Empty(site.TextsTo(number));

        site.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 5, 9, 0, 0, TimeSpan.Zero));
        await site.SendAsync();

        Assert.Single(site.TextsTo(number));
    }

    [Fact]
    public async Task A_number_that_is_taken_away_gets_nothing_that_waited()
    {
        var (young, number) = await WithNumberAsync(texts: "{messages}", off: "{}");
        var visitor = await site.SignInAsync(young.Account);
        await site.QueueAsync(young, "message-from-worker");

        using (await visitor.SubmitFormAsync("/account/phone", "remove"))
        {
        }
        await site.SendAsync();

        Assert.Null(await NumberAsync(young));
        Assert.Empty(site.TextsTo(number));
        Assert.Equal("turned-off", await site.SqlAsync<string>("select outcome from pledge.message where account_id = $1 and channel = 'text'", young.Account));
    }

    [Theory]
    [InlineData("", "Type your mobile number")]
    [InlineData("nobody", "Type a UK mobile number")]
    [InlineData("020 7946 0000", "Type a UK mobile number")]
    [InlineData("+33 6 12 34 56 78", "Type a UK mobile number")]
    [InlineData("999", "Type a UK mobile number")]
    [InlineData("07700 9001", "Type a UK mobile number")]
    [InlineData("07700 900", "Type a UK mobile number")]
    public async Task What_cannot_be_a_number_is_said_beside_the_field_and_kept(string typed, string words)
    {
        var visitor = await site.SignInAsync((await YoungPersonAsync()).Account);

        using var response = await visitor.SubmitFormAsync("/account/phone", "change", ("Number", typed));

        Assert.Contains(words, await response.ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(typed, (await response.DocumentAsync()).QuerySelector("#Number")!.GetAttribute("value") ?? "");
    }

    [Theory]
    [InlineData("07700 900982")]
    [InlineData("+44 7700 900982")]
    [InlineData("0044 (0)7700-900-982")]
    [InlineData("(07700) 900 982")]
    public void Numbers_are_read_as_people_write_them(string typed) => Assert.Equal("+447700900982", Web.Access.PhoneNumber.Read(typed));

    [Fact]
    public async Task Codes_are_not_sent_without_end()
    {
        var visitor = await site.SignInAsync((await YoungPersonAsync()).Account);
        for (var i = 0; i < 3; i++)
            using (await visitor.SubmitFormAsync("/account/phone", "change", ("Number", NewNumber())))
            {
            }

        using var fourth = await visitor.SubmitFormAsync("/account/phone", "change", ("Number", NewNumber()));

        Assert.Contains("You asked for several codes", await fourth.ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_have_none_and_the_code_page_needs_a_number_that_waits()
    {
        var worker = await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Adviser);

        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync(worker.Account)).GetAsync("/account/phone")).StatusCode);
        Assert.Equal("/account/phone", (await (await site.SignInAsync((await YoungPersonAsync()).Account)).GetAsync("/account/phone/code")).Headers.Location?.ToString());
    }

    private async Task<(Someone Young, Visitor Visitor, string Number)> AskedAsync()
    {
        var young = await YoungPersonAsync();
        var visitor = await site.SignInAsync(young.Account);
        var number = NewNumber();
        using var asked = await visitor.SubmitFormAsync("/account/phone", "change", ("Number", number));
        Assert.Equal("/account/phone/code", asked.Headers.Location?.ToString());
        await site.SendAsync();
        return (young, visitor, number);
    }

    private async Task<(Someone Young, string Number)> WithNumberAsync(string texts, string off)
    {
        var (young, number) = (await YoungPersonAsync(), NewNumber());
        await site.Arrange.NumberAsync(young, number, texts, off);
        return (young, number);
    }

    /// <summary>The code as it arrived at the number.</summary>
    private string CodeOf(string number) => site.TextsTo(number).Last(text => text.Contains("code", StringComparison.Ordinal))[..6];

    private static string NewNumber() => $"+447700900{Interlocked.Increment(ref _last)}";

    private async Task<string?> NumberAsync(Someone young) => (string?)(await site.RowAsync("select phone_number from identity.account where id = $1", young.Account))[0];

    private async Task<Someone> YoungPersonAsync() => await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());
}

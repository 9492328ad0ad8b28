using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Background;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Addresses;

public sealed class ChangeEmailTests(MailSite site) : IClassFixture<MailSite>
{
    [Fact]
    public async Task A_young_person_gives_a_new_address_and_it_counts_once_the_code_comes_back()
    {
        var (young, visitor, address) = await AskedAsync();

        Assert.Equal(young.Email, await EmailAsync(young));
        using var done = await visitor.SubmitAsync("/account/email/code", ("Code", CodeOf(address)));

        Assert.Equal("/account", done.Headers.Location?.ToString());
        Assert.Equal(address, await EmailAsync(young));
        Assert.Contains(address, (await visitor.PageAsync("/account")).Body.Reads(), StringComparison.Ordinal);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.audit_event where subject_id = $1 and what = 'changed-own-email'", young.Account));
    }

    [Fact]
    public async Task The_old_address_hears_of_it_and_other_sessions_end()
    {
        var young = await YoungPersonAsync();
        var other = await site.SignInAsync(young.Account);
        var (_, visitor, address) = await AskedAsync(young);

        await visitor.SubmitAsync("/account/email/code", ("Code", CodeOf(address)));
        await site.SendAsync();

        Assert.Single(site.Smtp.Messages, mail => mail.Subject == "Your email address in Pledge was changed" && mail.To.Mailboxes.Single().Address == young.Email);
        Assert.DoesNotContain(site.Smtp.Messages, mail => mail.To.Mailboxes.Single().Address == young.Email && mail.TextBody!.Contains(address, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task A_wrong_code_changes_nothing_and_five_end_it()
    {
        var (young, visitor, address) = await AskedAsync();
        var code = CodeOf(address);
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await visitor.SubmitAsync("/account/email/code", ("Code", code == "000000" ? "111111" : "000000"));
            Assert.Contains("That code does not work", await wrong.ErrorAsync(), StringComparison.Ordinal);
        }

        using var right = await visitor.SubmitAsync("/account/email/code", ("Code", code));

        Assert.Contains("That code does not work", await right.ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(young.Email, await EmailAsync(young));
    }

    [Fact]
    public async Task A_code_is_too_old_after_ten_minutes_and_a_second_one_ends_the_first()
    {
        var (young, visitor, address) = await AskedAsync();
        var old = CodeOf(address);
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        var (_, _, second) = await AskedAsync(young, visitor);
        using (var first = await visitor.SubmitAsync("/account/email/code", ("Code", old)))
            Assert.Contains("That code does not work", await first.ErrorAsync(), StringComparison.Ordinal);

        site.Clock.Advance(TimeSpan.FromMinutes(10));
        using var late = await visitor.SubmitAsync("/account/email/code", ("Code", CodeOf(second)));

        Assert.Contains("That code does not work", await late.ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(young.Email, await EmailAsync(young));
    }

    [Fact]
    public async Task An_address_of_somebody_else_is_not_taken_over_and_not_given_away()
    {
        var (young, other) = (await YoungPersonAsync(), await YoungPersonAsync());
        var visitor = await site.SignInAsync(young.Account);

        using var asked = await visitor.SubmitAsync("/account/email", ("Email", other.Email));
        await site.SendAsync();
        using var confirmed = await visitor.SubmitAsync("/account/email/code", ("Code", CodeOf(other.Email)));

        Assert.Equal("/account/email/code", asked.Headers.Location?.ToString());
        Assert.Contains("This email address cannot be used", await confirmed.ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(young.Email, await EmailAsync(young));
    }

    [Theory]
    [InlineData("", "Type your email address")]
    [InlineData("nobody", "email")]
    [InlineData("same", "This is the email we use already")]
    public async Task What_cannot_be_an_address_is_said_beside_the_field(string typed, string words)
    {
        var young = await YoungPersonAsync();
        var visitor = await site.SignInAsync(young.Account);

        using var response = await visitor.SubmitAsync("/account/email", ("Email", typed == "same" ? young.Email.ToUpperInvariant() : typed));

        Assert.Contains(words, await response.ErrorAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Whoever_has_a_password_is_asked_for_it()
    {
        var young = await site.WithPasswordAsync(await YoungPersonAsync());
        var visitor = await site.SignInAsync(young.Account);

        using var without = await visitor.SubmitAsync("/account/email", ("Email", "new@people.test"));
        using var wrong = await visitor.SubmitAsync("/account/email", ("Email", "new@people.test"), ("Current", "not the password"));

        Assert.Equal(HttpStatusCode.OK, without.StatusCode);
        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from identity.new_address where account_id = $1", young.Account));
    }

    [Fact]
    public async Task Codes_are_not_sent_without_end()
    {
        var young = await YoungPersonAsync();
        var visitor = await site.SignInAsync(young.Account);
        for (var i = 0; i < 3; i++)
            using (await visitor.SubmitAsync("/account/email", ("Email", $"new{i}.{Guid.NewGuid():n}@people.test")))
            {
            }

        using var fourth = await visitor.SubmitAsync("/account/email", ("Email", "new4@people.test"));

        Assert.Contains("You asked for several codes", await fourth.ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_do_not_change_theirs_and_the_code_page_needs_an_address_that_waits()
    {
        var worker = await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Adviser);
        var young = await YoungPersonAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync(worker.Account)).GetAsync("/account/email")).StatusCode);
        Assert.Equal("/account/email", (await (await site.SignInAsync(young.Account)).GetAsync("/account/email/code")).Headers.Location?.ToString());
    }

    [Fact]
    public async Task An_administrator_changes_an_address_once_and_whoever_comes_second_sees_it()
    {
        var young = await YoungPersonAsync();
        var administrator = await site.Arrange.StaffAsync(young.Authority, Roles.Administrator);
        var (one, two) = (await site.SignInAsync(administrator.Account), await site.SignInAsync(administrator.Account));
        var page = $"/admin/accounts/{young.Account}/email";
        var (first, second) = ($"first.{Guid.NewGuid():n}@people.test", $"second.{Guid.NewGuid():n}@people.test");

        using var done = await one.SubmitFormAsync(page, "change", ("Email", first), ("Was", young.Email));
        using var late = await two.SubmitFormAsync(page, "change", ("Email", second), ("Was", young.Email));

        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(first, await EmailAsync(young));
        var shown = await late.DocumentAsync();
        Assert.Contains(first, shown.Body.Reads(), StringComparison.Ordinal);
        Assert.Equal(second, shown.QuerySelector("#Email")!.GetAttribute("value"));
        Assert.Equal(first, shown.QuerySelector("[name=Was]")!.GetAttribute("value"));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.audit_event where subject_id = $1 and what = 'changed-email'", young.Account));
    }

    [Fact]
    public async Task Where_young_people_write_to_follows_a_changed_address_of_staff()
    {
        var administrator = await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Administrator);
        var worker = await site.Arrange.StaffAsync(administrator.Authority, Roles.Adviser);
        await site.ExecuteAsync("update pledge.staff_member set work_email = $2 where id = $1", worker.Account, worker.Email);

        await (await site.SignInAsync(administrator.Account)).SubmitFormAsync($"/admin/accounts/{worker.Account}/email", "change", ("Email", "moved@staff.test"), ("Was", worker.Email));

        Assert.Equal("moved@staff.test", await site.SqlAsync<string>("select work_email from pledge.staff_member where id = $1", worker.Account));
    }

    [Fact]
    public async Task Another_authoritys_account_is_not_found()
    {
        var administrator = await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Administrator);

        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(administrator.Account)).GetAsync($"/admin/accounts/{(await YoungPersonAsync()).Account}/email")).StatusCode);
    }

    private async Task<(Someone Young, Visitor Visitor, string Address)> AskedAsync(Someone? young = null, Visitor? visitor = null)
    {
        young ??= await YoungPersonAsync();
        visitor ??= await site.SignInAsync(young.Account);
        var address = $"new.{Guid.NewGuid():n}@people.test";
        using var asked = await visitor.SubmitAsync("/account/email", ("Email", address));
        Assert.Equal("/account/email/code", asked.Headers.Location?.ToString());
        await site.SendAsync();
        return (young, visitor, address);
    }

    /// <summary>The code as it arrived at the address.</summary>
    private string CodeOf(string address) =>
        site.Smtp.Messages.Last(mail => mail.To.Mailboxes.Single().Address == address).TextBody!.Split('\n', StringSplitOptions.TrimEntries).Single(line => line.Length == 6 && line.All(char.IsAsciiDigit));

    private Task<string> EmailAsync(Someone young) => site.SqlAsync<string>("select email from identity.account where id = $1", young.Account);

    private async Task<Someone> YoungPersonAsync() => await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());
}

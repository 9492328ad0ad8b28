using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;
using Pledge.Domain.Organisations;
using Pledge.Domain.Reminders;
using Pledge.Tests.Support;
using Pledge.Web.Background;
using Pledge.Web.Background.Mail;
using Pledge.Web.Background.Transports;

namespace Pledge.Tests.Background;

public sealed class MailWriterTests(MailSite site) : IClassFixture<MailSite>
{
    // A digest is made of other mails and has tests of its own.
    public static readonly TheoryData<int, string> EveryMail =
        [.. ReminderRule.All.SelectMany((rule, index) => rule.Key == "digest" ? [] : rule.Moments.Select(moment => moment.Key).DefaultIfEmpty("").Select(moment => new TheoryDataRow<int, string>(index, moment)))];

    private static readonly DateTimeOffset MondayMorning = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [MemberData(nameof(EveryMail))]
    public async Task Every_mail_is_neutral_and_says_nothing_personal_but_the_first_name(int index, string moment)
    {
        var rule = ReminderRule.All[index];
        var authority = await site.Arrange.AuthorityAsync("Secretshire");
        var about = await site.Arrange.YoungPersonAsync(authority, "Ottoline", "Quillfeather");
        var reader = rule.To is ReminderAudience.YoungPerson ? about : await site.Arrange.StaffAsync(authority, Roles.Adviser, name: "Zebedee Worrall");
        var name = rule.To is ReminderAudience.YoungPerson ? "Ottoline" : "Zebedee";

        await site.Arrange.ReminderSettingAsync(about, discreet: false);

        var mail = await SendAsync(reader with { YoungPerson = about.YoungPerson }, rule, $"{about.YoungPerson}:2026-11-30:{moment}");

        var words = mail.Subject + mail.TextBody + mail.HtmlBody + mail.To + mail.From;
        foreach (var secret in new[] { "Quillfeather", "Worrall", "Secretshire", rule.To is ReminderAudience.YoungPerson ? "Zebedee" : "Ottoline" })
            Assert.DoesNotContain(secret, words, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(name, mail.Subject, StringComparison.Ordinal);
        // Whoever has an address that is still to be proved may be a stranger; whoever asked to join has no account.
        Assert.Contains(rule.Key is "address-code" or "joining-received" or "joining-turned-down" or "organisation-joined" || (rule.Key == "invitation" && name == "Zebedee") ? "Hello there," : $"Hello {name},", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Mail" + ReminderWords.KeyOf(rule, $"x:{moment}"), words, StringComparison.Ordinal); // a word that is missing shows its key
        Assert.Equal("auto-generated", mail.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal(rule.CanBeTurnedOff, mail.Headers.Contains(HeaderId.ListUnsubscribe));
        Assert.Equal(rule.CanBeTurnedOff ? "List-Unsubscribe=One-Click" : null, mail.Headers["List-Unsubscribe-Post"]);
    }

    [Fact]
    public async Task Who_never_chose_reads_only_that_there_is_something_to_read()
    {
        var youngPerson = await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());

        var (review, message) = (await SendAsync(youngPerson, ReminderRule.Find("plan-review-due", toYoungPerson: true)!, $"{youngPerson.YoungPerson}:2026-11-30:before"), await SendAsync(youngPerson, ReminderRule.MessageFromWorker, "2026-11-22"));

        Assert.Equal("You have a message", review.Subject);
        foreach (var told in new[] { "plan", "review", "worker" })
            Assert.DoesNotContain(told, review.TextBody + message.TextBody, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("https://pledge.council.test/\n", review.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_arrives_and_leaves_the_ledger()
    {
        var youngPerson = await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());
        var rule = ReminderRule.Find("sign-in-code", toYoungPerson: true)!;

        var mail = await SendAsync(youngPerson, rule, "1", "482913");

        Assert.Contains("482913", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("482913", mail.Subject, StringComparison.Ordinal);
        Assert.True(await site.SqlAsync<bool>("select payload is null from pledge.message where account_id = $1", youngPerson.Account));
    }

    [Fact]
    public async Task A_staff_invitation_leads_to_the_page_that_takes_its_token()
    {
        var worker = await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Adviser);

        var mail = await SendAsync(worker, ReminderRule.Find("invitation", toYoungPerson: false)!, "1", "a-token");

        Assert.Contains("https://pledge.council.test/welcome?t=a-token", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_in_any_script_arrive_whole_and_harmless()
    {
        var youngPerson = await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync(), "Łukasz<b>");

        var mail = await SendAsync(youngPerson, ReminderRule.MessageFromWorker, "2026-11-22");

        Assert.Contains("Hello Łukasz<b>,", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Hello <bdi>Łukasz&lt;b&gt;</bdi>,", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_site_has_no_https_no_mail_program_is_told_to_post_there()
    {
        var settings = new SmtpOptions { From = "Pledge <pledge@council.test>", PublicAddress = "http://localhost:5080" };
        var writer = ActivatorUtilities.CreateInstance<MailWriter>(site.Services, Options.Create(settings));
        var to = new Addressee(Guid.NewGuid(), "young@people.test", "Ottoline", true, false, true, null, null, null, false, [], false);

        var letter = writer.Write(new(Guid.NewGuid(), to.Account, null, "message-from-worker", "1", null, DateTimeOffset.MaxValue, 1), ReminderRule.MessageFromWorker, to, [])!;

        Assert.False(letter.Mime.Headers.Contains(HeaderId.ListUnsubscribe) || letter.Mime.Headers.Contains("List-Unsubscribe-Post"));
        Assert.Contains(letter.Stop!, letter.Mime.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_is_in_the_language_that_its_reader_chose_and_in_English_when_that_is_not_offered_any_more()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var (one, other) = (await site.Arrange.YoungPersonAsync(authority), await site.Arrange.YoungPersonAsync(authority));
        await site.ExecuteAsync("update identity.account set language = 'qps-Ploc' where id = $1", one.Account);
        await site.ExecuteAsync("update identity.account set language = 'cy' where id = $1", other.Account);

        var (chosen, gone) = (await SendAsync(one, ReminderRule.MessageFromWorker, "2026-11-22"), await SendAsync(other, ReminderRule.MessageFromWorker, "2026-11-22"));

        Assert.StartsWith("⟦Ýóóúú", chosen.Subject, StringComparison.Ordinal);
        Assert.Equal(("qps-Ploc", "en-GB"), (chosen.Body!.Headers[HeaderId.ContentLanguage], gone.Body!.Headers[HeaderId.ContentLanguage]));
        Assert.Equal("You have a message", gone.Subject);
    }

    [Fact]
    public async Task A_payload_that_cannot_be_read_fails_instead_of_arriving_empty()
    {
        var message = await site.QueueAsync(await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync()), "sign-in-code", payload: [1, 2, 3]);

        await site.SendAsync();

        Assert.Equal(("failed", "payload-unreadable"), await site.StateAsync(message));
    }

    private async Task<MimeMessage> SendAsync(Someone to, ReminderRule rule, string occurrence, string secret = "secret")
    {
        site.Clock.SetUtcNow(MondayMorning);
        var said = rule.Key == "weekly-digest" ? "5 3" : rule.IsToAnotherAddress ? $"another@people.test\n{secret}" : rule.Key is "sign-in-code" or "invitation" ? secret : null;
        var payload = said is null ? null : site.Service<IDataProtectionProvider>().Seal(rule.Key, said);
        var id = await site.QueueAsync(to, rule.Key, occurrence, payload);
        await site.SendAsync();
        return site.Smtp.Messages.Single(mail => mail.MessageId == $"{id:n}@pledge.council.test");
    }
}

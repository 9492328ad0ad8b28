using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;
using Pledge.Web.Background;
using Pledge.Web.Background.Mail;
using Pledge.Web.Background.Transports;

namespace Pledge.Tests.Background;

/// <summary>Settings of channels, said at start; and the folder.</summary>
public sealed class ChannelOptionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pledge-mails-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("smtp", "", null)]
    [InlineData("notify", "", null)]
    [InlineData("folder", "", "Channels:Folder")]
    [InlineData("pigeon", "", "Channels:Email")]
    public void A_channel_is_one_of_three(string email, string folder, string? problem) => Says(new ChannelOptionsCheck().Validate(null, new() { Email = email, Folder = folder }), problem);

    [Theory]
    [InlineData("none", "", null)]
    [InlineData("notify", "", null)]
    [InlineData("folder", "/var/texts", null)]
    [InlineData("folder", "", "Channels:Folder")]
    [InlineData("smtp", "", "Channels:Text")]
    public void A_text_goes_by_one_of_two_or_not_at_all(string text, string folder, string? problem) => Says(new ChannelOptionsCheck().Validate(null, new() { Text = text, Folder = folder }), problem);

    [Theory]
    [InlineData("", "Notify:ApiKey")]
    [InlineData("pledge-26785a09-ab16-4eb0-8407-a37497a57506", "Notify:ApiKey")]
    [InlineData("my-key-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0", null)]
    public void Notify_needs_a_whole_key(string key, string? problem) => Says(Check("notify", new() { ApiKey = key, Templates = { ["usual"] = NotifySite.UsualTemplate } }), problem);

    [Fact]
    public void Notify_needs_a_template_an_address_that_is_safe_and_a_long_token()
    {
        var good = new NotifyOptions { ApiKey = $"k-{NotifyStandIn.Service}-{NotifyStandIn.Secret}", Templates = { ["usual"] = NotifySite.UsualTemplate } };
        Says(Check("notify", good), null);
        Says(Check("notify", good with { Templates = [] }), "Notify:Templates:usual");
        Says(Check("notify", good with { Address = "http://notify.example" }), "Notify:Address");
        Says(Check("notify", good with { ReceiptToken = "short" }), "Notify:ReceiptToken");
        Says(Check("smtp", new()), null);
        Says(Check("smtp", good, "notify"), "Notify:Templates:text");
        Says(Check("smtp", good with { Templates = new() { ["text"] = NotifySite.TextTemplate } }, "notify"), null);
        Says(Check("smtp", new(), "notify"), "Notify:ApiKey");
        Says(Check("smtp", new() { TakesAnswers = true }, "notify"), "Notify:ReceiptToken");
    }

    [Fact]
    public async Task The_folder_holds_one_whole_file_for_each_mail()
    {
        var folder = new FolderTransport(Options.Create(new ChannelOptions { Email = "folder", Folder = Path.Combine(_folder, "new") }));
        var mail = new MimeMessage([MailboxAddress.Parse("pledge@council.test")], [MailboxAddress.Parse("someone@people.test")], "Grüße", new TextPart("plain") { Text = "Hello" });
        var message = new ClaimedMessage(Guid.NewGuid(), Guid.NewGuid(), null, "invitation", "1", null, default, 1);
        var letter = new Letter(mail, "someone@people.test", "Someone", "Hello", null);

        Assert.Equal(Finding.NeverCame, await folder.FindAsync(message.Id, CancellationToken.None));
        Assert.Equal(Verdict.NotOurs, (await folder.SendAsync(message, letter, () => false)).Verdict);
        Assert.Equal(Finding.NeverCame, await folder.FindAsync(message.Id, CancellationToken.None));
        Assert.Equal(Verdict.Accepted, (await folder.SendAsync(message, letter, () => true)).Verdict);
        Assert.Equal(Verdict.Accepted, (await folder.SendAsync(message, letter, () => true)).Verdict);

        var file = Assert.Single(Directory.GetFiles(Path.Combine(_folder, "new")));
        Assert.Equal("Grüße", (await MimeMessage.LoadAsync(file)).Subject);
        Assert.Equal(Finding.Taken, await folder.FindAsync(message.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Notify_that_is_not_there_took_nothing()
    {
        using var notify = new NotifyTransport(
            Options.Create(new NotifyOptions { Address = "http://127.0.0.1:1", ApiKey = $"k-{NotifyStandIn.Service}-{NotifyStandIn.Secret}", Templates = { ["usual"] = NotifySite.UsualTemplate } }),
            TimeProvider.System, NullLogger<NotifyTransport>.Instance);
        var message = new ClaimedMessage(Guid.NewGuid(), Guid.NewGuid(), null, "invitation", "1", null, default, 1);

        Assert.Equal(new(Verdict.TryLater, "no-connection"), await notify.SendAsync(message, new Letter(new MimeMessage(), "someone@people.test", "Someone", "Hello", null), () => true));
        Assert.Equal(Verdict.NotOurs, (await notify.SendAsync(message, new Letter(new MimeMessage(), "someone@people.test", "Someone", "Hello", null), () => false)).Verdict);
        Assert.Equal(Finding.CannotSay, await notify.FindAsync(message.Id, CancellationToken.None));
    }

    private static ValidateOptionsResult Check(string email, NotifyOptions options, string text = "none") => new NotifyOptionsCheck(Options.Create(new ChannelOptions { Email = email, Text = text })).Validate(null, options);

    private static void Says(ValidateOptionsResult result, string? problem)
    {
        Assert.Equal(problem is null, result.Succeeded);
        if (problem is not null)
            Assert.Contains(problem, result.FailureMessage, StringComparison.Ordinal);
    }
}

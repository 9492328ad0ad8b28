using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Pledge.Domain;
using Pledge.Tests.Support;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Tests.Background;

/// <summary>The site with GOV.UK Notify's stand-in for its mail. Tests run the sender and the job by hand.</summary>
public sealed class NotifySite : Site, IAsyncLifetime
{
    public const string ReceiptToken = "a-token-nobody-would-guess";
    public const string UsualTemplate = "f33517ff-2a88-4f6e-b855-c550268ce08a";
    public const string TextTemplate = "0a1c2d3e-0000-4000-8000-7e8700000001";
    public const string CodeTemplate = "0a1c2d3e-0000-4000-8000-c0de00000001";

    public NotifyStandIn Notify { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Notify = new(Clock);
        await Notify.StartAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Channels:Email", "notify");
        builder.UseSetting("Channels:Text", "notify");
        builder.UseSetting("Smtp:From", "Pledge <pledge@council.test>");
        builder.UseSetting("Smtp:PublicAddress", "https://pledge.council.test");
        builder.UseSetting("Notify:Address", Notify.Address);
        builder.UseSetting("Notify:ApiKey", $"pledge-{NotifyStandIn.Service}-{NotifyStandIn.Secret}");
        builder.UseSetting("Notify:Templates:usual", UsualTemplate);
        builder.UseSetting("Notify:Templates:text", TextTemplate);
        builder.UseSetting("Notify:TakesAnswers", "true");
        builder.UseSetting("Notify:Templates:sign-in-code", CodeTemplate);
        builder.UseSetting("Notify:ReceiptToken", ReceiptToken);
        builder.UseSetting("Notify:TimeoutSeconds", "1");
    }

    public T Service<T>() where T : notnull => Services.GetRequiredService<T>();

    public async Task<Guid> QueueAsync(string rule = "invitation", byte[]? payload = null)
    {
        var to = await Arrange.YoungPersonAsync(await Arrange.AuthorityAsync(), "Ottoline", "Quillfeather");
        using var services = Services.CreateScope();
        var db = services.ServiceProvider.GetRequiredService<PledgeDb>();
        await using var transaction = await RowScope.SignIn.EnterAsync(db, Clock.Today(), CancellationToken.None);
        var now = Clock.GetUtcNow();
        await db.QueueAsync(new(new(to.Authority), new(to.Account), new(to.YoungPerson!.Value), rule, "once", now, now + TimeSpan.FromDays(30), payload), now, CancellationToken.None);
        await transaction!.CommitAsync();
        return await SqlAsync<Guid>("select id from pledge.message where account_id = $1", to.Account);
    }

    /// <summary>Queues a message for somebody.</summary>
    /// <returns>The channels it goes by.</returns>
    public async Task<string[]> QueueForAsync(Someone to, string rule, byte[]? payload = null, string? channel = null)
    {
        using var services = Services.CreateScope();
        var db = services.ServiceProvider.GetRequiredService<PledgeDb>();
        await using var transaction = await RowScope.SignIn.EnterAsync(db, Clock.Today(), CancellationToken.None);
        var (now, occurrence) = (Clock.GetUtcNow(), Guid.NewGuid().ToString());
        await db.QueueAsync(new(new(to.Authority), new(to.Account), new(to.YoungPerson!.Value), rule, occurrence, now, now + TimeSpan.FromDays(30), payload, channel), now, CancellationToken.None);
        await transaction!.CommitAsync();
        return await SqlAsync<string[]>("select array_agg(channel order by channel) from pledge.message where account_id = $1 and occurrence = $2", to.Account, occurrence);
    }

    /// <summary>Queues a message and sends while the stand-in is in this mood.</summary>
    public async Task<Guid> SendAsync(NotifyMood mood)
    {
        var message = await QueueAsync();
        Notify.Mood = mood;
        await SendAsync();
        Notify.Mood = NotifyMood.Accept;
        return message;
    }

    public async Task SendAsync()
    {
        while (await Service<MessageSender>().SendDueAsync(CancellationToken.None) > 0)
        {
        }
    }

    public async Task SettleDoubtsAsync()
    {
        using var scope = Services.CreateScope();
        await scope.ServiceProvider.GetRequiredService<SettleDoubts>().RunAsync(CancellationToken.None);
    }

    public async Task<(string State, string? Outcome)> StateAsync(Guid message)
    {
        var row = await RowAsync("select state, outcome from pledge.message where id = $1", message);
        return ((string)row[0]!, (string?)row[1]);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Notify.DisposeAsync();
    }
}

using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Pledge.Domain;
using Pledge.Tests.Support;
using Pledge.Web.Background;
using Pledge.Web.Data;

namespace Pledge.Tests.Background;

/// <summary>The site with a real mail server. Tests run the sender by hand, so that each step is theirs.</summary>
public sealed class MailSite : Site, IAsyncLifetime
{
    public SmtpServer Smtp { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Smtp = await SmtpServer.StartAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Smtp:Host", "127.0.0.1");
        builder.UseSetting("Smtp:Port", Smtp.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        builder.UseSetting("Smtp:Security", "None");
        builder.UseSetting("Smtp:From", "Pledge <pledge@council.test>");
        builder.UseSetting("Smtp:PublicAddress", "https://pledge.council.test");
        builder.UseSetting("Smtp:TimeoutSeconds", "5");
        builder.UseSetting("Sender:LeaseSeconds", "60");
    }

    public T Service<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Sends until nothing is due.</summary>
    public async Task SendAsync()
    {
        while (await Service<MessageSender>().SendDueAsync(CancellationToken.None) > 0)
        {
        }
    }

    public async Task PlanAsync()
    {
        using var scope = Services.CreateScope();
        await scope.ServiceProvider.GetRequiredService<PlanReminders>().RunAsync(CancellationToken.None);
    }

    /// <summary>Plans for one authority, where a class has made many: each test would plan those of all before it.</summary>
    public async Task PlanAsync(Guid authority)
    {
        using var scope = Services.CreateScope();
        await scope.ServiceProvider.GetRequiredService<PlanReminders>().PlanAsync(new(authority), CancellationToken.None);
    }

    /// <summary>Queues a message, unless told otherwise one that is sent at any hour, and gives its id.</summary>
    public async Task<Guid> QueueAsync(Someone to, string rule = "invitation", string? occurrence = null, byte[]? payload = null, TimeSpan? staleAfter = null)
    {
        using var services = Services.CreateScope();
        var db = services.ServiceProvider.GetRequiredService<PledgeDb>();
        await using var transaction = await RowScope.SignIn.EnterAsync(db, Clock.Today(), CancellationToken.None);
        var now = Clock.GetUtcNow();
        occurrence ??= Guid.NewGuid().ToString();
        await db.QueueAsync(new(new(to.Authority), new(to.Account), to.YoungPerson is { } id ? new(id) : null, rule, occurrence, now, now + (staleAfter ?? TimeSpan.FromDays(30)), payload), now, CancellationToken.None);
        await transaction!.CommitAsync();
        return await SqlAsync<Guid>("select id from pledge.message where account_id = $1 and occurrence = $2", to.Account, occurrence);
    }

    /// <summary>State and outcome of a message.</summary>
    public async Task<(string State, string? Outcome)> StateAsync(Guid message)
    {
        var row = await RowAsync("select state, outcome from pledge.message where id = $1", message);
        return ((string)row[0]!, (string?)row[1]);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Smtp.DisposeAsync();
    }
}

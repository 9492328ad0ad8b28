using Hangfire;
using Microsoft.Extensions.Options;
using Pledge.Web.Background.Mail;
using Pledge.Web.Background.Transports;
using Pledge.Web.Data;
using Pledge.Web.Features.Documents;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Meetings.Packs;
using Pledge.Web.Features.NationalAdverts;
using Pledge.Web.Features.Records.Copies;
using Pledge.Web.Features.Rounds;

namespace Pledge.Web.Background;

/// <summary>The timetable and the sender of messages.</summary>
public static class BackgroundSetup
{
    /// <param name="works">True where jobs run and mails are sent; false where they are only looked at.</param>
    public static IServiceCollection AddPledgeBackground(this IServiceCollection services, DatabaseConnections databases, bool works)
    {
        services.AddScoped<PlanReminders>().AddScoped<SweepDrafts>().AddScoped<SweepDocuments>().AddScoped<EraseBodies>().AddScoped<BeginHandOvers>().AddScoped<CloseOpportunities>().AddScoped<ForgetApplications>().AddScoped<EndPlannedMatches>().AddScoped<SettleDoubts>().AddScoped<MakeDownloads>().AddScoped<WorkOutRounds>().AddScoped<RecordWords>().AddScoped<RecordCopy>().AddScoped<MakePacks>().AddScoped<PackFiles>();
        services.AddNationalAdverts();
        services.AddSingleton<StopLinks>().AddSingleton<MailWriter>().AddSingleton<ShortTextWriter>().AddSingleton<SmtpTransport>().AddSingleton<NotifyTransport>().AddSingleton<FolderTransport>();
        services.AddSingleton<IMailTransport>(provider => provider.GetRequiredService<IOptions<ChannelOptions>>().Value.Email switch
        {
            NotifyTransport.Key => provider.GetRequiredService<NotifyTransport>(),
            FolderTransport.Key => provider.GetRequiredService<FolderTransport>(),
            _ => provider.GetRequiredService<SmtpTransport>(),
        });
        // Null where no texts are sent: whoever asks for it takes that for an answer.
        services.AddSingleton<ITextTransport>(provider => provider.GetRequiredService<IOptions<ChannelOptions>>().Value.Text switch
        {
            NotifyTransport.Key => provider.GetRequiredService<NotifyTransport>(),
            FolderTransport.Key => provider.GetRequiredService<FolderTransport>(),
            _ => null!,
        });
        services.AddSingleton(Random.Shared).AddSingleton<Outbox>().AddSingleton<Delivery>().AddSingleton<MessageSender>();
        services.AddSingleton<IPostConfigureOptions<SmtpOptions>, SmtpOptionsCheck>().AddSingleton<IValidateOptions<SmtpOptions>, SmtpOptionsCheck>();
        services.AddSingleton<IValidateOptions<ChannelOptions>, ChannelOptionsCheck>().AddSingleton<IValidateOptions<NotifyOptions>, NotifyOptionsCheck>();
        // The site checks these two as well, works or not: it asks for numbers where texts are sent, and receipts come to it.
        services.AddOptions<ChannelOptions>().BindConfiguration("Channels").ValidateOnStart();
        services.AddOptions<NotifyOptions>().BindConfiguration("Notify").ValidateOnStart();
        var smtp = services.AddOptions<SmtpOptions>().BindConfiguration("Smtp");
        var sender = services.AddOptions<SenderOptions>().BindConfiguration("Sender").ValidateDataAnnotations();

        services.AddSingleton(new TimetableStorage(databases.App)).AddSingleton<JobStorage>(provider => provider.GetRequiredService<TimetableStorage>());
        services.AddSingleton(provider => JobFilters.For(provider.GetRequiredService<TimetableStorage>()));
        services.AddHangfire((provider, hangfire) => hangfire
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseStorage(provider.GetRequiredService<TimetableStorage>()));
        if (!works)
            return services;

        smtp.ValidateOnStart();
        sender.ValidateOnStart();
        services.AddHangfireServer(server =>
        {
            server.WorkerCount = 2;
            server.ServerTimeout = TimeSpan.FromMinutes(1);
            server.HeartbeatInterval = TimeSpan.FromSeconds(15);
            server.ServerCheckInterval = TimeSpan.FromSeconds(30);
        });
        services.AddHostedService<Timetable>();
        services.AddHostedService(provider => provider.GetRequiredService<MessageSender>());
        return services;
    }
}

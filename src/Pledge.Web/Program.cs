using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Pledge.Web;
using Pledge.Web.Data;
using Pledge.Web.Demonstration;
using Pledge.Web.Features.Benchmarks;
using Pledge.Web.Features.Imports;
using Pledge.Web.Features.Outcodes;

try
{
    var (verb, arguments) = Verbs.Parse(args);
    var builder = WebApplication.CreateBuilder(arguments);
    using var log = LoggerFactory.Create(logging => logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole());
    await using var databases = await Databases.OpenAsync(
        builder.Configuration, builder.Environment.ContentRootPath, log.CreateLogger("Pledge.Database"), CancellationToken.None);

    if (verb is Verb.Migrate || (verb is Verb.Everything && databases.Server is not null))
    {
        var report = await Schema.BringUpToDateAsync(databases.RequireOwner(), CancellationToken.None);
        Console.WriteLine($"Migrations: {report.Applied.Count} applied, {report.AlreadyApplied} there before.");
        if (verb is Verb.Migrate)
            return 0;
    }
    if (verb is Verb.Demo)
        return await DemoCommand.RunAsync(databases, builder.Environment.ContentRootPath, arguments, TimeProvider.System, CancellationToken.None);
    if (verb is Verb.Outcodes)
        return await OutcodesCommand.RunAsync(databases.RequireOwner(), arguments, Console.WriteLine, CancellationToken.None);
    if (verb is Verb.Benchmarks)
        return await BenchmarksCommand.RunAsync(databases.RequireOwner(), arguments, Console.WriteLine, CancellationToken.None);
    if (verb is Verb.Everything && databases.Server is not null && builder.Environment.IsDevelopment())
        await DemoCommand.StartAsync(databases, builder.Environment.ContentRootPath, TimeProvider.System, CancellationToken.None);

    if (verb is Verb.Work)
    {
        if (builder.Environment.IsProduction())
            await DemoCommand.RefuseBesideRealPeopleAsync(databases.App, CancellationToken.None);
        await Databases.CheckAppRoleAsync(databases.App, CancellationToken.None);
        using var worker = PledgeWorker.Build(arguments, databases, builder.Environment);
        await worker.RunAsync();
        return 0;
    }

    builder.AddPledge(databases, works: verb is Verb.Everything && builder.Configuration.GetValue("Background:Work", true));
    var app = builder.Build();
    if (verb is Verb.Import903)
        return await ImportCommand.RunAsync(databases, arguments, app.Services.GetRequiredService<IStringLocalizer<ImportsText>>(), TimeProvider.System, CancellationToken.None);
    await Databases.CheckAppRoleAsync(databases.App, CancellationToken.None);
    await Databases.CheckStandbyRoleAsync(databases, log.CreateLogger("Pledge.Database"), CancellationToken.None);
    if (app.Environment.IsProduction())
        await DemoCommand.RefuseBesideRealPeopleAsync(databases.App, CancellationToken.None);
    app.UsePledge();
    await app.RunAsync();
    return 0;
}
catch (Exception error) when (error is MigrationException or EmbeddedPostgresException or ArgumentException or OptionsValidationException or InvalidOperationException { Source: "Pledge.Web" })
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}

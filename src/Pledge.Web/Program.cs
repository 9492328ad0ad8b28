using Pledge.Web;
using Pledge.Web.Data;

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

    builder.AddPledge(databases);
    var app = builder.Build();
    await Databases.CheckAppRoleAsync(databases.App, CancellationToken.None);
    app.UsePledge();
    await app.RunAsync();
    return 0;
}
catch (Exception error) when (error is MigrationException or EmbeddedPostgresException or ArgumentException or InvalidOperationException { Source: "Pledge.Web" })
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}

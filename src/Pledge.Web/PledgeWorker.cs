using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.Documents;

namespace Pledge.Web;

/// <summary>The program of the verb <c>work</c>: timetable and sender, and no web site.</summary>
public static class PledgeWorker
{
    public static IHost Build(string[] arguments, DatabaseConnections databases)
    {
        var builder = Host.CreateApplicationBuilder(arguments);
        var services = builder.Services;
        services.AddSingleton(databases);
        services.AddSingleton(TimeProvider.System);
        services.AddDbContext<PledgeDb>(options => options.UseNpgsql(databases.App).UseSnakeCaseNamingConvention());
        // The same name and keys as the site's, so that links and codes sealed there open here.
        services.AddDataProtection().SetApplicationName("Pledge").PersistKeysToDbContext<PledgeDb>();
        services.AddLocalization();
        services.AddPledgeDocuments();
        services.AddPledgeBackground(databases, works: true);
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new() { ValidateScopes = true, ValidateOnBuild = true }));
        return builder.Build();
    }
}

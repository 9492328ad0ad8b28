using System.Diagnostics;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.Documents;
using Pledge.Web.Features.Plans;
using Pledge.Web.Platform;
using Pledge.Web.Platform.Pdf;

namespace Pledge.Web;

/// <summary>The program of the verb <c>work</c>: timetable and sender, and no web site.</summary>
public static class PledgeWorker
{
    /// <param name="site">Where the views and fonts are, with which the plans in a copy of a record are printed.</param>
    public static IHost Build(string[] arguments, DatabaseConnections databases, IWebHostEnvironment site)
    {
        var builder = Host.CreateApplicationBuilder(arguments);
        var services = builder.Services;
        services.AddSingleton(databases);
        services.AddSingleton(TimeProvider.System);
        services.AddDbContext<PledgeDb>(options => options.UseNpgsql(databases.App).UseSnakeCaseNamingConvention());
        // The same name and keys as the site's, so that links and codes sealed there open here.
        services.AddDataProtection().SetApplicationName("Pledge").PersistKeysToDbContext<PledgeDb>();
        // What views are drawn with; a web host would have brought the first three itself.
        services.AddSingleton(site);
        services.AddSingleton(new DiagnosticListener("Microsoft.AspNetCore"));
        services.AddSingleton<DiagnosticSource>(provider => provider.GetRequiredService<DiagnosticListener>());
        services.AddRazorPages(options => options.RootDirectory = "/Features").AddPledgeText();
        services.AddPledgePdf();
        services.AddScoped<PlanPdf>();
        services.AddPledgeDocuments();
        services.AddPledgeBackground(databases, works: true);
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new() { ValidateScopes = true, ValidateOnBuild = true }));
        return builder.Build();
    }
}

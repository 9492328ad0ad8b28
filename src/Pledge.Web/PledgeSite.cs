using Microsoft.EntityFrameworkCore;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Errors;
using Pledge.Web.Platform;

namespace Pledge.Web;

/// <summary>What the program is made of: services, and the order a request passes through them.</summary>
public static class PledgeSite
{
    public static void AddPledge(this WebApplicationBuilder builder, DatabaseConnections databases)
    {
        var services = builder.Services;
        services.AddSingleton(databases);
        services.AddSingleton(TimeProvider.System);
        services.AddDbContext<PledgeDb>(options => options.UseNpgsql(databases.App).UseSnakeCaseNamingConvention());
        services.AddPledgeAccess();
        services.AddRazorPages(options => options.RootDirectory = "/Features")
            .AddMvcOptions(options => options.Filters.Add<RowScopeFilter>())
            .AddPledgeText();
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);
    }

    public static void UsePledge(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UsePledgeErrorPages();
        app.UseRequestLocalization();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
    }
}

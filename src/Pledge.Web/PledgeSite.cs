using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Pledge.Web.Access;
using Pledge.Web.Background;
using Pledge.Web.Data;
using Pledge.Web.Features.Appointments;
using Pledge.Web.Features.Board;
using Pledge.Web.Features.DataSet;
using Pledge.Web.Features.Documents;
using Pledge.Web.Features.Drafts;
using Pledge.Web.Features.Errors;
using Pledge.Web.Features.Notify;
using Pledge.Web.Features.Plans;
using Pledge.Web.Platform;
using Pledge.Web.Platform.Pdf;

namespace Pledge.Web;

/// <summary>What the program is made of: services, and the order a request passes through them.</summary>
public static class PledgeSite
{
    /// <param name="works">Whether this process also runs the timetable and sends messages.</param>
    public static void AddPledge(this WebApplicationBuilder builder, DatabaseConnections databases, bool works)
    {
        var services = builder.Services;
        services.AddSingleton(databases);
        services.AddSingleton(TimeProvider.System);
        services.AddDbContext<PledgeDb>(options => options.UseNpgsql(databases.App).UseSnakeCaseNamingConvention());
        services.AddSingleton<ScopedRead>().AddSingleton<StandbyReads>();
        services.AddPledgeAccess();
        services.AddPledgeBackground(databases, works);
        services.AddHostedService<BoardWarmUp>();
        services.AddPledgeHealth();
        services.AddPledgeMetrics();
        services.AddPledgePdf();
        services.AddPledgeDocuments();
        services.AddScoped<PlanPdf>().AddScoped<AppointmentWrites>().AddScoped<MeaningWords>();
        services.AddRazorPages(options => options.RootDirectory = "/Features")
            .AddMvcOptions(options =>
            {
                // Whom a page is about is said by its address, and no field of a form says otherwise.
                var address = options.ValueProviderFactories.OfType<RouteValueProviderFactory>().Single();
                options.ValueProviderFactories.Remove(address);
                options.ValueProviderFactories.Insert(0, address);
                // No form of ours names its fields as jQuery does, and a name it would not understand is an error of the sender.
                options.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
                options.ValueProviderFactories.RemoveType<JQueryQueryStringValueProviderFactory>();
                options.Filters.Add<NoSuchForm>();
                options.Filters.Add<RescueFilter>();
                options.Filters.Add<RowScopeFilter>();
                options.Filters.Add<DraftFilter>();
                options.Filters.Add<LooksOfForms>();
            })
            .AddPledgeText();
        // Pages are compressed for phones on a bad line. A page's one secret, the antiforgery token, is encrypted anew each time, so its length and
        // neighbours tell nothing (BREACH).
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.Providers.Add<PageCompression>();
        });
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            // Nothing anybody types is longer. What is refused is shown again, so a form of megabytes would cost a page of megabytes. Pages that take files say so themselves.
            options.Limits.MaxRequestBodySize = 512 * 1024;
        });
        builder.Host.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);
    }

    public static void UsePledge(this WebApplication app)
    {
        app.UsePledgeMetrics();
        app.UseResponseCompression();
        app.UseSecurityHeaders();
        app.UsePledgeErrorPages();
        app.UseRequestLocalization();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapStaticAssets().AllowAnonymous();
        app.MapPledgeHealth();
        app.MapNotifyReceipts();
        app.MapNotifyAnswers();
        app.MapCalendarFeeds();
        app.MapJobsDashboard();
        app.MapRazorPages().WithStaticAssets();
    }
}

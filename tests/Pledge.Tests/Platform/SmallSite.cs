using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pledge.Web.Features.Errors;
using Pledge.Web.Features.Shared;
using Pledge.Web.Platform;

namespace Pledge.Tests.Platform;

/// <summary>The platform without accounts and database: headers, error pages, layout, and a few addresses that fail.</summary>
public sealed class SmallSite : IAsyncLifetime
{
    private WebApplication? _app;

    public HttpClient Client => _app!.GetTestClient();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddAuthorization();
        builder.Services.AddRazorPages(options => options.RootDirectory = "/Features").AddApplicationPart(typeof(SharedText).Assembly).AddPledgeText();

        _app = builder.Build();
        _app.UseSecurityHeaders();
        _app.UsePledgeErrorPages();
        _app.UseRequestLocalization();
        _app.Use((context, next) =>
        {
            if (context.Request.Headers["As"].FirstOrDefault() is { } role)
                context.User = new ClaimsPrincipal(new ClaimsIdentity([new("pledge:role", role), new(ClaimTypes.Name, "<b>Sam</b>")], "test"));
            return next(context);
        });
        _app.UseRouting();
        _app.UseAuthorization();
        _app.MapGet("/status/{code:int}", (int code) => Results.StatusCode(code));
        _app.MapPost("/status/{code:int}", (int code) => Results.StatusCode(code));
        _app.MapGet("/fails", IResult () => throw new InvalidOperationException("secret detail"));
        _app.MapGet("/overtaken", IResult () => throw new DbUpdateConcurrencyException());
        _app.MapGet("/style", () => Results.Text("a{}", "text/css"));
        _app.MapGet("/fonts/a.woff2", () => Results.Bytes([1], "font/woff2"));
        _app.MapRazorPages();
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }
}

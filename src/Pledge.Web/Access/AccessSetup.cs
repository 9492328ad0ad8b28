using System.Globalization;
using Htmx;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.Identity;
using Pledge.Domain.Organisations;
using Pledge.Web.Data;
using Pledge.Web.Features.Drafts;

namespace Pledge.Web.Access;

/// <summary>Accounts, cookies and policies.</summary>
public static class AccessSetup
{
    /// <summary>A session ends after this long without a request.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>A session ends this long after sign-in, whatever happens.</summary>
    public static readonly TimeSpan Absolute = TimeSpan.FromHours(10);

    public static IServiceCollection AddPledgeAccess(this IServiceCollection services)
    {
        // Rules for passwords, tries and codes are our own (Passwords, SignInTries, SecondFactor): Identity's go by the machine's clock and write whole rows.
        services.AddIdentityCore<Account>()
            .AddEntityFrameworkStores<PledgeDb>()
            .AddClaimsPrincipalFactory<PledgeClaimsFactory>();
        services.AddScoped<Passwords>().AddScoped<SignInCodes>().AddScoped<Addresses>().AddScoped<SecondFactor>().AddScoped<SignInDoor>().AddScoped<Invitations>();
        services.AddSignInRateLimit();

        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
        {
            cookies.ApplicationCookie!.Configure<TimeProvider>((options, clock) => ConfigureSession(options, clock));
            cookies.TwoFactorUserIdCookie!.Configure(options =>
            {
                options.Cookie.Name = "pledge-half-way";
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.ExpireTimeSpan = TimeSpan.FromMinutes(15);
            });
        });
        // GCM seals and opens a cookie in half the time of the framework's default, CBC with a separate HMAC; every request opens at least one.
        services.AddDataProtection().SetApplicationName("Pledge").PersistKeysToDbContext<PledgeDb>()
            .UseCryptographicAlgorithms(new() { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        services.AddAuthorizationBuilder().AddPledgePolicies();
        return services;
    }

    private static void ConfigureSession(CookieAuthenticationOptions options, TimeProvider clock)
    {
        options.TimeProvider = clock;
        options.Cookie.Name = "pledge";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Idle;
        options.SlidingExpiration = true;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/error/403";
        options.ReturnUrlParameter = "next";
        // Identity's own check of the security stamp is replaced: pledge.enter makes it on every request, in the database.
        options.Events.OnValidatePrincipal = context =>
        {
            var signedInAt = long.Parse(context.Principal!.FindFirst(PledgeClaims.SignedInAt)?.Value ?? "0", CultureInfo.InvariantCulture);
            if (clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(signedInAt) > Absolute)
                context.RejectPrincipal();
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToLogin = async context =>
        {
            // A script that asked for part of a page sends the whole window to sign in.
            if (context.Request.IsHtmx())
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                context.Response.Htmx(headers => headers.Redirect("/sign-in"));
            }
            else
            {
                // Not the framework's own address, which repeats the host name the request claims.
                var kept = await Rescue.KeepAfterSessionAsync(context.HttpContext, context.Options, clock);
                var wanted = QueryString.Create(context.Options.ReturnUrlParameter, kept ?? context.Request.PathBase + context.Request.Path + context.Request.QueryString);
                // Without a script nothing else says that a form went nowhere. There is nothing to lose in signing out.
                if (kept is null && HttpMethods.IsPost(context.Request.Method) && !context.Request.Path.StartsWithSegments("/sign-out"))
                    wanted = wanted.Add("unsent", "true");
                context.Response.Redirect(context.Request.PathBase + context.Options.LoginPath + wanted);
            }
        };
        // The dialog that warns before the end counts from the last page, so the session must too; by default only its second half renews it.
        options.Events.OnCheckSlidingExpiration = context =>
        {
            context.ShouldRenew = context.ElapsedTime > TimeSpan.FromMinutes(1);
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    /// <summary>Where each role lands after sign-in.</summary>
    public static string HomeOf(string role) => role switch
    {
        Roles.YoungPerson => "/",
        Roles.Adviser or Roles.Manager => "/caseload",
        Roles.Board => "/board",
        Roles.DataOfficer => "/imports",
        Roles.Coordinator => "/mentors",
        Roles.Partner => "/partner",
        _ => "/admin",
    };
}

using Hangfire;
using Hangfire.Dashboard;
using Pledge.Domain;
using Pledge.Web.Access;
using Pledge.Web.Data;

namespace Pledge.Web.Background;

/// <summary>Hangfire's own pages, to look at only: several authorities share the timetable, so no administrator of one may change it.</summary>
public static class JobsDashboard
{
    public const string Path = "/admin/jobs";

    public static void MapJobsDashboard(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapHangfireDashboard(Path, new DashboardOptions
        {
            Authorization = [],
            AsyncAuthorization = [new AccountStillOpen()],
            IsReadOnlyFunc = _ => true,
            AppPath = "/admin",
            DisplayStorageConnectionString = false,
        }).RequireAuthorization(Policies.Administer);

    /// <summary>Asks the database, as every page does: a closed account or a changed role ends access at once, whatever the cookie says.</summary>
    private sealed class AccountStillOpen : IDashboardAsyncAuthorizationFilter
    {
        public async Task<bool> AuthorizeAsync(DashboardContext context)
        {
            var http = context.GetHttpContext();
            // Hangfire reads a form here without asking whether one was sent, and fails.
            if (http.Request.Path.Value!.EndsWith("/stats", StringComparison.Ordinal) && !http.Request.HasFormContentType)
                return false;
            var services = http.RequestServices;
            var today = services.GetRequiredService<TimeProvider>().Today();
            await using var transaction = await RowScope.Of(http.User).EnterAsync(services.GetRequiredService<PledgeDb>(), today, http.RequestAborted);
            return transaction is not null;
        }
    }
}

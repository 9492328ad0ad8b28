using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Pledge.Tests.Support;
using Pledge.Web.Features.NationalAdverts;

namespace Pledge.Tests.Features.NationalAdverts;

/// <summary>The site with a stand-in for the Display Advert API. Tests run the job by hand.</summary>
public sealed class AdvertsSite : Site, IAsyncLifetime
{
    public AdvertsStandIn Api { get; } = new();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Api.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Api.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("NationalAdverts:Address", Api.Address);
        builder.UseSetting("NationalAdverts:Key", AdvertsStandIn.Key);
        builder.UseSetting("NationalAdverts:TimeoutSeconds", "5");
        builder.UseSetting("NationalAdverts:RetrySeconds", "0");
        builder.UseSetting("NationalAdverts:PauseSeconds", "0");
    }

    /// <summary>Nothing there, nothing stored, and the API as it should be.</summary>
    public async Task EmptyAsync()
    {
        Api.Adverts.Clear();
        (Api.PageSize, Api.Before) = (100, null);
        await ExecuteAsync("delete from pledge.national_advert");
        await ExecuteAsync("delete from pledge.national_advert_pass");
        await ExecuteAsync("delete from pledge.outcode");
    }

    /// <summary>Runs the job a minute later than whatever was before.</summary>
    /// <returns>Result and reason of the pass that it wrote.</returns>
    public async Task<(string Result, string? Reason, int Seen, int Added, int Changed, int Closed)> BringAsync()
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        using (var scope = Services.CreateScope())
            await scope.ServiceProvider.GetRequiredService<BringNationalAdverts>().RunAsync(CancellationToken.None);
        var row = await RowAsync("select result, reason, seen, added, changed, closed from pledge.national_advert_pass order by ended_at desc limit 1");
        return ((string)row[0]!, row[1] as string, (int)row[2]!, (int)row[3]!, (int)row[4]!, (int)row[5]!);
    }

    public Task<string> OpenAsync() => SqlAsync<string>("select coalesce(string_agg(right(reference, 2), ' ' order by reference), '') from pledge.national_advert where closed_at is null");
}

using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Pledge.Domain.Plans;
using Pledge.Tests.Support;
using Pledge.Web;
using Pledge.Web.Data;
using Pledge.Web.Features.Plans;
using Pledge.Web.Features.Records.Copies;
using Pledge.Web.Platform;

namespace Pledge.Tests.Platform;

public sealed class WorkerTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_program_without_a_site_draws_the_plans_that_a_copy_of_a_record_holds()
    {
        using var worker = PledgeWorker.Build([], site.Services.GetRequiredService<DatabaseConnections>(), site.Services.GetRequiredService<IWebHostEnvironment>());
        using var scope = worker.Services.CreateScope();
        var sheet = new PlanSheet(new(new(Guid.NewGuid()), 3, PlanState.Shared, new(2026, 11, 1), "Sam Worker", null, null, null, null, null, new(2026, 11, 3), null), [], [], []);

        var page = await scope.ServiceProvider.GetRequiredService<ViewText>().RenderAsync("/Features/Plans/_Print.cshtml", new PlanPrint(sheet, "Ash <Reed>", new(2026, 11, 22)));

        Assert.Contains("Ash &lt;Reed&gt;", page, StringComparison.Ordinal);
        Assert.Contains("data:font/woff2", page, StringComparison.Ordinal);
        Assert.Contains("Sam Worker", page, StringComparison.Ordinal);
        Assert.NotNull(scope.ServiceProvider.GetRequiredService<RecordCopy>());
    }
}

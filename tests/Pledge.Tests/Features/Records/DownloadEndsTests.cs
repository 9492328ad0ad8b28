using System.Net;
using Pledge.Tests.Support;
using Pledge.Web.Features.Records.Copies;

namespace Pledge.Tests.Features.Records;

/// <summary>What becomes of copies over the days.</summary>
public sealed class DownloadEndsTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task After_seven_days_the_copy_is_deleted_and_what_nobody_finished_is_given_up()
    {
        var (young, late) = (await site.Arrange.YoungAsync(), await site.Arrange.YoungAsync("Bo"));
        var visitor = await site.SignInAsync(young.Account);
        await visitor.SubmitFormAsync("/record/download", "ask");
        var id = await site.SqlAsync<Guid>("select id from pledge.record_download where young_person_id = $1", young.YoungPerson);
        await site.RunJobAsync<MakeDownloads>(job => job.RunAsync(id, CancellationToken.None));
        await site.RunJobAsync<MakeDownloads>(job => job.SweepAsync(CancellationToken.None));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/record/download/{id}/file")).StatusCode);
        await (await site.SignInAsync(late.Account)).SubmitFormAsync("/record/download", "ask");

        site.Clock.Advance(TimeSpan.FromDays(7));
        visitor = await site.SignInAsync(young.Account);
        // Over by its time, whether or not anyone has swept.
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync($"/record/download/{id}/file")).StatusCode);
        await site.RunJobAsync<MakeDownloads>(job => job.SweepAsync(CancellationToken.None));

        Assert.Equal("gone", await site.SqlAsync<string>("select state from pledge.record_download where id = $1 and content is null", id));
        Assert.Contains("Your last copy was deleted after 7 days.", (await visitor.PageAsync("/record/download")).QuerySelector("#copy").Reads(), StringComparison.Ordinal);
        Assert.Equal("failed", await site.SqlAsync<string>("select state from pledge.record_download where young_person_id = $1", late.YoungPerson));
        Assert.Contains("We could not make your copy.", (await (await site.SignInAsync(late.Account)).PageAsync("/record/download")).QuerySelector("#copy").Reads(), StringComparison.Ordinal);
    }
}

using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Background;

namespace Pledge.Tests.Background;

/// <summary>Hangfire's own pages: administrators look, and change nothing.</summary>
public sealed class JobsDashboardTests(Site site) : IClassFixture<Site>
{
    public static TheoryData<string> Others => [.. Roles.Staff.Where(role => role != Roles.Administrator)];

    [Theory]
    [MemberData(nameof(Others))]
    public async Task No_other_role_gets_in(string role)
    {
        var visitor = await site.SignInAsync((await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), role)).Account);

        foreach (var address in new[] { "/admin/jobs", "/admin/jobs/recurring", "/admin/jobs/jobs/failed", "/admin/jobs/servers" })
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task A_young_person_does_not_get_in()
    {
        var visitor = await site.SignInAsync((await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync())).Account);

        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/admin/jobs")).StatusCode);
    }

    [Theory]
    [InlineData("/admin/jobs/recurring/trigger", "jobs[]", "plan-reminders")]
    [InlineData("/admin/jobs/recurring/remove", "jobs[]", "plan-reminders")]
    [InlineData("/admin/jobs/jobs/failed/requeue", "jobs[]", "{0}")]
    [InlineData("/admin/jobs/jobs/failed/delete", "jobs[]", "{0}")]
    [InlineData("/admin/jobs/jobs/actions/requeue/{0}", "", "")]
    [InlineData("/admin/jobs/jobs/actions/delete/{0}", "", "")]
    public async Task Nobody_commands_the_timetable_from_a_page(string address, string field, string value)
    {
        Schedule.WriteTo(site.Services.GetRequiredService<TimetableStorage>());
        var job = (await site.SqlAsync<long>(
            "insert into hangfire.job (statename, invocationdata, arguments, createdat) values ('Failed', '{}', '[]', now()) returning id")).ToString(CultureInfo.InvariantCulture);
        var visitor = await site.SignInAsync((await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Administrator)).Account);
        (address, value) = (address.Replace("{0}", job, StringComparison.Ordinal), value.Replace("{0}", job, StringComparison.Ordinal));

        var answered = await visitor.PostFormAsync("/admin", address, (field, value));
        var without = await visitor.Client.PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create(field, value)]));

        Assert.Equal(HttpStatusCode.Unauthorized, answered.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, without.StatusCode);
        Assert.Equal("Failed", await site.SqlAsync<string>("select statename from hangfire.job where id = $1", long.Parse(job, null)));
        Assert.Equal(0, await site.SqlAsync<long>("select count(*) from hangfire.jobqueue"));
        Assert.Equal(Schedule.All.Count, await site.SqlAsync<long>("select count(*) from hangfire.set where key = 'recurring-jobs'"));
    }
}

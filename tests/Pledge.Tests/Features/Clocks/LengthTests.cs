using System.Net;
using Pledge.Domain;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Clocks;

public sealed class LengthTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task An_administrator_sets_a_length_and_goes_back_and_both_are_on_record()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var administrator = await site.Arrange.StaffAsync(authority, "administrator", name: "Ada Admin");
        var visitor = await site.SignInAsync(administrator.Account);
        const string address = "/admin/clocks/first-visit-due/relevant";

        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync(address, ("Number", "5"), ("Unit", "WorkingDays"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync(address, ("Number", "5"), ("Unit", "WorkingDays"))).StatusCode);

        Assert.Equal(5, await site.SqlAsync<int>("select working_days from pledge.clock_setting where authority_id = $1", authority));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.clock_setting_change where authority_id = $1 and set_by = $2", authority, administrator.Account));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.audit_event where authority_id = $1 and what = 'set-clock'", authority));
        var page = (await visitor.PageAsync("/admin/clocks")).QuerySelector("main")!.TextContent;
        Assert.Contains("5 working days", page, StringComparison.Ordinal);
        Assert.Contains("Ada Admin", page, StringComparison.Ordinal);

        await visitor.SubmitFormAsync(address, "put-back");
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.clock_setting where authority_id = $1", authority));
        Assert.Equal(2L, await site.SqlAsync<long>("select count(*) from pledge.clock_setting_change where authority_id = $1", authority));
    }

    [Fact]
    public async Task Who_sets_it_second_sees_what_the_first_set()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var (ada, bo) = (await site.SignInAsync((await site.Arrange.StaffAsync(authority, "administrator", name: "Ada Admin")).Account),
            await site.SignInAsync((await site.Arrange.StaffAsync(authority, "administrator", name: "Bo Admin")).Account));
        const string address = "/admin/clocks/contact-due/relevant";
        await ada.SubmitAsync(address, ("Number", "30"), ("Unit", "Days"));
        var (set, putBack) = (await bo.FillAsync(address, null, ("Number", "20"), ("Unit", "Days")), await bo.FillAsync(address, "put-back"));
        await ada.SubmitAsync(address, ("Number", "25"), ("Unit", "Days"));

        var (second, back) = (await (await set()).DocumentAsync(), await (await putBack()).DocumentAsync());

        Assert.Contains("You wrote 20 days Ada Admin wrote 25 days", second.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Contains("Ada Admin wrote 25 days", back.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Equal(25, await site.SqlAsync<int>("select days from pledge.clock_setting where authority_id = $1", authority));
    }

    [Theory]
    [InlineData("", "Days")]
    [InlineData("0", "Months")]
    [InlineData("13", "Months")]
    [InlineData("61", "WorkingDays")]
    [InlineData("ten", "Days")]
    public async Task A_length_out_of_range_is_refused_beside_the_field(string number, string unit)
    {
        var administrator = await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), "administrator");
        var visitor = await site.SignInAsync(administrator.Account);

        var page = await (await visitor.SubmitAsync("/admin/clocks/contact-due/eligible", ("Number", number), ("Unit", unit))).DocumentAsync();

        Assert.NotNull(page.QuerySelector(".govuk-error-message"));
        Assert.Equal(number, page.QuerySelector("[name=Number]")!.GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task What_the_law_fixes_cannot_be_set_and_others_may_not_look()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var visitor = await site.SignInAsync((await site.Arrange.StaffAsync(authority, "administrator")).Account);
        foreach (var address in new[] { "/admin/clocks/turns18/eligible", "/admin/clocks/contact-due/none", "/admin/clocks/nonsense/eligible" })
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(address)).StatusCode);

        var manager = await site.SignInAsync((await site.Arrange.StaffAsync(authority, "manager")).Account);
        Assert.Equal(HttpStatusCode.Forbidden, (await manager.GetAsync("/admin/clocks")).StatusCode);
    }

    [Fact]
    public async Task The_authoritys_own_length_counts_on_the_page_of_a_young_person()
    {
        var worker = await site.Arrange.AdviserAsync();
        var person = await site.Arrange.TheirsAsync(worker);
        await site.Arrange.ContactAsync(worker, person, site.Clock.Today().AddDays(-20));
        await site.ExecuteAsync("insert into pledge.clock_setting (authority_id, rule, band, days, months) values ($1, 'contact-due', 'former-relevant-under21', 14, 0)", worker.Authority);

        var page = await (await site.SignInAsync(worker.Account)).PageAsync($"/young-people/{person.YoungPerson}");

        Assert.Contains("6 days late", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("By our own standard within 14 days", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }
}

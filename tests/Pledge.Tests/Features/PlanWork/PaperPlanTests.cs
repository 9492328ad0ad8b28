using Pledge.Tests.Support;

namespace Pledge.Tests.Features.PlanWork;

/// <summary>A plan that began outside Pledge: its day is noted, its clock counts.</summary>
public sealed class PaperPlanTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_plan_is_started_reviewed_and_its_clock_counts_from_the_review()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);
        var address = $"/young-people/{person.YoungPerson}/plan";

        await visitor.SubmitAsync(address, ("On.Day", "1"), ("On.Month", "6"), ("On.Year", "2026"));
        Assert.Contains("Next review by 1 December 2026", (await visitor.PageAsync(address)).QuerySelector("main").Reads(), StringComparison.Ordinal);
        await visitor.SubmitAsync($"{address}/review", ("On.Day", "20"), ("On.Month", "11"), ("On.Year", "2026"));

        Assert.Equal([1L, 1L], await site.RowAsync(
            "select (select count(*) from pledge.pathway_plan where young_person_id = $1), (select count(*) from pledge.plan_review where young_person_id = $1)", person.YoungPerson));
        Assert.Contains("Next review by 20 May 2027", (await visitor.PageAsync(address)).QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2027", "Enter today or a day before today")]
    [InlineData("1999", "Enter a date after the person was born")]
    [InlineData("", "Enter a day, a month and a year")]
    public async Task A_plan_cannot_begin_on_such_a_day(string year, string message)
    {
        var (worker, person) = await ArrangeAsync();

        var response = await (await site.SignInAsync(worker.Account)).SubmitAsync($"/young-people/{person.YoungPerson}/plan", ("On.Day", "1"), ("On.Month", "6"), ("On.Year", year));

        Assert.Equal($"Error: {message}", (await response.DocumentAsync()).QuerySelector("#On-error").Reads());
    }

    private async Task<(Someone Worker, Someone Person)> ArrangeAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (worker, await site.Arrange.TheirsAsync(worker));
    }
}

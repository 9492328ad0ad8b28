using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Placements;

/// <summary>What happens after a place was taken. It is 22 November 2026.</summary>
public sealed class PlacementPagesTests(Site site) : IClassFixture<Site>
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public async Task A_place_that_is_taken_begins_its_life_with_what_the_post_said()
    {
        var (person, young, employer, _, post) = await ArrangeAsync();
        var id = await site.Arrange.ApplicationAsync(person, post, "offered");
        await RedirectAsync(young.SubmitFormAsync($"/applications/{id}", "take"));
        Assert.Equal("apprenticeship 30 Ash", await site.SqlAsync<string>("select kind || ' ' || hours::integer || ' ' || called from pledge.job_placement where application_id = $1", id));
        Assert.Contains("I have started", await ReadAsync(young, "/my-work"), StringComparison.Ordinal);
        Assert.Contains("Has Ash started?", await ReadAsync(employer, "/partner/places"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_is_a_fact_once_the_worker_confirms_it_with_one_tap_and_leaving_ends_it()
    {
        var (person, young, _, worker, post) = await ArrangeAsync();
        var id = await site.Arrange.PlacementAsync(person, post, kind: "apprenticeship");
        await SayAsync(young, $"/my-work/{id}/started/0", "yes", new(2026, 11, 16));
        Assert.Equal(0, await FactsAsync(person));

        await RedirectAsync(worker.SubmitFormAsync($"/young-people/{person.YoungPerson}/work", $"started-{id}"));
        const string fact = "select code || ' ' || provider || ' ' || period_from || ' ' || coalesce(period_to::text, '-') || ' ' || hours_per_week from pledge.fact where young_person_id = $1 and kind = 'activity' and superseded_at is null";
        Assert.Equal("F4 Grocers 2026-11-16 - 30.0", await site.SqlAsync<string>(fact, person.YoungPerson));
        Assert.DoesNotContain("Confirm: started", await ReadAsync(worker, $"/young-people/{person.YoungPerson}/work"), StringComparison.Ordinal);

        await SayAsync(young, $"/my-work/{id}/left/0", "yes", new(2026, 11, 20), ("Form.Reason", "travel"), ("Form.Words", "Two buses"));
        Assert.Equal("F4 Grocers 2026-11-16 - 30.0", await site.SqlAsync<string>(fact, person.YoungPerson));
        Assert.Contains("Two buses", await ReadAsync(worker, $"/young-people/{person.YoungPerson}/work"), StringComparison.Ordinal);
        await RedirectAsync(worker.SubmitFormAsync($"/young-people/{person.YoungPerson}/work", $"left-{id}"));
        Assert.Equal("F4 Grocers 2026-11-16 2026-11-21 30.0", await site.SqlAsync<string>(fact, person.YoungPerson));
    }

    [Fact]
    public async Task A_worker_can_change_what_goes_on_the_record_and_a_start_put_right_replaces_it()
    {
        var (person, _, _, worker, post) = await ArrangeAsync();
        var id = await site.Arrange.PlacementAsync(person, post, kind: "apprenticeship");
        var address = $"/young-people/{person.YoungPerson}/work/{id}/started/0";
        await SayAsync(worker, address, "yes", new(2026, 11, 10), ("Code", "P4"), ("Hours", "12.5"));
        await SayAsync(worker, address, "yes", new(2026, 11, 12));
        Assert.Equal("P4 2026-11-12 12.5", await site.SqlAsync<string>("select string_agg(code || ' ' || period_from || ' ' || hours_per_week, ', ') from pledge.fact where young_person_id = $1 and kind = 'activity' and superseded_at is null", person.YoungPerson));
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.placement_statement where placement_id = $1 and superseded_at is not null", id));
        Assert.Contains("Enter today or a day before today", await (await worker.SubmitAsync(address, [("Form.Answer", "yes"), .. Day(Today.AddDays(2))])).ErrorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_employer_reads_what_it_said_and_the_day_of_the_start_and_never_why_somebody_left()
    {
        var (person, _, employer, _, post) = await ArrangeAsync();
        var id = await site.Arrange.PlacementAsync(person, post, kind: "apprenticeship");
        await site.Arrange.SaidAsync(id, "started", "young-person", new(2026, 3, 2));
        await site.Arrange.SaidAsync(id, "bursary", "young-person", new(2026, 5, 12), 60);
        await site.Arrange.SaidAsync(id, "left", "young-person", new(2026, 11, 20), reason: "treatment");
        var read = await ReadAsync(employer, "/partner/places");
        Assert.Contains("Started on 2 March 2026", read, StringComparison.Ordinal);
        foreach (var kept in new[] { "Not treated", "bursary", "Left." })
            Assert.DoesNotContain(kept, read, StringComparison.Ordinal);
        await SayAsync(employer, $"/partner/places/{id}/going/91", "yes", null);
        Assert.Contains("Still there after 13 weeks", await ReadAsync(employer, "/partner/places"), StringComparison.Ordinal);
        // Half a year after it was over they read nothing any more.
        await site.ExecuteAsync("update pledge.placement_statement set day = '2026-05-22' where placement_id = $1 and about = 'left'", id);
        Assert.DoesNotContain("Ash", await ReadAsync(employer, "/partner/places"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await employer.GetAsync($"/partner/places/{id}/left/0")).StatusCode);
    }

    [Fact]
    public async Task Two_sides_may_say_different_things_and_what_one_says_later_supersedes_what_it_said()
    {
        var (person, young, employer, worker, post) = await ArrangeAsync();
        var id = await site.Arrange.PlacementAsync(person, post);
        await site.Arrange.SaidAsync(id, "started", "young-person", new(2026, 8, 3));
        await SayAsync(employer, $"/partner/places/{id}/going/91", "yes", null);
        var late = await young.FillAsync($"/my-work/{id}/going/91", null, ("Form.Answer", "yes"));
        var sent = await young.SubmitAsync($"/my-work/{id}/going/91", ("Form.Answer", "no"));
        Assert.Equal($"/my-work/{id}/left/0", sent.Headers.Location!.OriginalString);
        await SayAsync(young, $"/my-work/{id}/going/91", "yes", null);
        await SayAsync(young, $"/my-work/{id}/going/91", "no", null);
        var read = await ReadAsync(worker, $"/young-people/{person.YoungPerson}/work");
        Assert.Contains("Still there after 13 weeks", read, StringComparison.Ordinal);
        Assert.Contains("Not there any more after 13 weeks", read, StringComparison.Ordinal);
        Assert.Equal(2, await site.SqlAsync<long>("select count(*) from pledge.placement_statement where placement_id = $1 and about = 'going' and superseded_at is null", id));
        Assert.Contains("answered this meanwhile", await (await late()).ErrorAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apprenticeship", "2005-01-01", true)]
    [InlineData("apprenticeship", "2001-08-30", false)]
    [InlineData("job", "2005-01-01", false)]
    public async Task The_bursary_is_asked_about_of_apprentices_who_were_under_25_when_they_started(string kind, string born, bool isAsked)
    {
        var (person, young, _, worker, post) = await ArrangeAsync(DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture));
        var id = await site.Arrange.PlacementAsync(person, post, kind: kind);
        await site.Arrange.SaidAsync(id, "started", "young-person", new(2026, 9, 1));
        Assert.Equal(isAsked, (await ReadAsync(young, "/my-work")).Contains("Did your £1,000 come?", StringComparison.Ordinal));
        Assert.Equal(isAsked ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await young.GetAsync($"/my-work/{id}/bursary/60")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await young.GetAsync($"/my-work/{id}/bursary/120")).StatusCode);
        if (!isAsked)
            return;
        await SayAsync(young, $"/my-work/{id}/bursary/60", "no", null);
        Assert.Contains("£1,000 of the bursary has not come", await ReadAsync(worker, $"/young-people/{person.YoungPerson}/work"), StringComparison.Ordinal);
        await SayAsync(worker, $"/young-people/{person.YoungPerson}/work/{id}/bursary/60", "yes", new(2026, 11, 20));
    }

    [Fact]
    public async Task A_start_that_comes_later_moves_the_day_and_what_is_missing_is_said_beside_the_field()
    {
        var (person, young, employer, _, post) = await ArrangeAsync();
        var id = await site.Arrange.PlacementAsync(person, post, expectedOn: new(2026, 11, 20));
        var address = $"/my-work/{id}/started/0";
        Assert.Contains("Choose an answer", await (await young.SubmitAsync(address, ("Form.Answer", ""))).ErrorAsync(), StringComparison.Ordinal);
        Assert.Contains("Enter the day", await (await young.SubmitAsync(address, ("Form.Answer", "later"))).ErrorAsync(), StringComparison.Ordinal);
        await SayAsync(young, address, "later", new(2026, 12, 7));
        Assert.Contains("Should start on 7 December 2026", await ReadAsync(young, "/my-work"), StringComparison.Ordinal);
        await SayAsync(employer, $"/partner/places/{id}/started/0", "later", new(2026, 12, 8));
        Assert.Contains("Should start on 8 December 2026", await ReadAsync(employer, "/partner/places"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_find_nothing()
    {
        var (person, _, _, _, post) = await ArrangeAsync();
        var id = await site.Arrange.PlacementAsync(person, post);
        var other = await site.SignInAsync((await site.Arrange.YoungPersonAsync(person.Authority)).Account);
        var adviser = await site.SignInAsync((await site.Arrange.StaffAsync(person.Authority, Roles.Adviser)).Account);
        var poster = await site.SignInAsync((await site.Arrange.PartnerAsync(person.Authority, await site.Arrange.OrganisationAsync(person.Authority, "Smiths"), "see-applicants")).Account);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/my-work/{id}/started/0")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await adviser.GetAsync($"/young-people/{person.YoungPerson}/work")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await adviser.GetAsync($"/young-people/{person.YoungPerson}/work/{id}/started/0")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await poster.GetAsync($"/partner/places/{id}/started/0")).StatusCode);
        Assert.DoesNotContain("Ash", await ReadAsync(poster, "/partner/places"), StringComparison.Ordinal);
    }

    private async Task<(Someone Person, Visitor Young, Visitor Employer, Visitor Worker, Guid Post)> ArrangeAsync(DateOnly? born = null)
    {
        var authority = await site.Arrange.AuthorityAsync();
        var person = await site.Arrange.YoungPersonAsync(authority, born: born);
        var worker = await site.Arrange.StaffAsync(authority, Roles.Adviser);
        await site.Arrange.AssignAsync(worker, person);
        var organisation = await site.Arrange.OrganisationAsync(authority, "Grocers");
        var partner = await site.Arrange.PartnerAsync(authority, organisation, "see-applicants");
        var post = await site.Arrange.PostAsync(authority, organisation, kind: "apprenticeship");
        return (person, await site.SignInAsync(person.Account), await site.SignInAsync(partner.Account), await site.SignInAsync(worker.Account), post);
    }

    private Task<long> FactsAsync(Someone person) => site.SqlAsync<long>("select count(*) from pledge.fact where young_person_id = $1 and kind = 'activity'", person.YoungPerson);

    private static Task SayAsync(Visitor visitor, string address, string answer, DateOnly? day, params (string, string)[] more) =>
        RedirectAsync(visitor.SubmitAsync(address, [("Form.Answer", answer), .. Day(day), .. more]));

    private static IEnumerable<(string, string)> Day(DateOnly? day) => day is { } on
        ? [("Form.Day.Day", $"{on.Day}"), ("Form.Day.Month", $"{on.Month}"), ("Form.Day.Year", $"{on.Year}")]
        : [];

    private static async Task<string> ReadAsync(Visitor visitor, string address) => (await visitor.PageAsync(address)).QuerySelector("main").Reads();

    private static async Task RedirectAsync(Task<HttpResponseMessage> sent)
    {
        var answer = await sent;
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, answer.StatusCode == HttpStatusCode.OK ? await answer.ErrorAsync() : answer.StatusCode.ToString());
    }
}

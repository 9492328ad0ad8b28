using Microsoft.Extensions.DependencyInjection;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Background;

namespace Pledge.Tests.Features.Applications;

/// <summary>What is kept of an application and for how long, and what is counted. It is 22 November 2026.</summary>
public sealed class ForgetApplicationsTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_words_of_what_ended_a_year_ago_are_erased_and_that_they_applied_stays()
    {
        var (person, young, organisation, post) = await ArrangeAsync();
        var (old, new_) = (await site.Arrange.ApplicationAsync(person, post, "declined", contact: "old@young.test"), await site.Arrange.ApplicationAsync(person, await OtherPostAsync(person, organisation), "declined"));
        await site.ExecuteAsync("update pledge.job_application set ended_at = '2025-11-22Z' where id = $1", old);
        await site.ExecuteAsync("update pledge.job_application set ended_at = '2025-11-23Z' where id = $1", new_);
        Assert.Contains("On 23 November 2026 we delete", await ReadAsync(young, $"/applications/{new_}"), StringComparison.Ordinal);
        await ForgetAsync();
        Assert.Equal("declined Baker t", await site.SqlAsync<string>("select concat_ws(' ', state, title, called, contact, why, skills, erased_at is not null) from pledge.job_application where id = $1", old));
        Assert.Equal("Ash", await site.SqlAsync<string>("select called from pledge.job_application where id = $1 and erased_at is null", new_));
        var read = await ReadAsync(young, $"/applications/{old}");
        Assert.Contains("was deleted on 22 November 2026", read, StringComparison.Ordinal);
        Assert.DoesNotContain("I like bread", read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_no_is_erased_with_its_words_wherever_they_stand()
    {
        var (person, _, _, post) = await ArrangeAsync();
        var id = await site.Arrange.ApplicationAsync(person, post);
        await site.ExecuteAsync("insert into pledge.turning_down (application_id, post_authority_id, organisation_id, feedback, written_at, written_by, passed_at) select id, post_authority_id, organisation_id, 'Not now', '2025-10-01Z', gen_random_uuid(), '2025-10-02Z' from pledge.job_application where id = $1", id);
        await site.ExecuteAsync("insert into pledge.application_step (id, authority_id, young_person_id, application_id, act, side, words, at, by) select gen_random_uuid(), authority_id, young_person_id, id, 'feedback-sent-back', 'coordinator', 'Kinder', '2025-10-01Z', gen_random_uuid() from pledge.job_application where id = $1", id);
        await site.ExecuteAsync("update pledge.job_application set state = 'turned-down', feedback = 'Not now', ended_at = '2025-10-02Z' where id = $1", id);
        await ForgetAsync();
        Assert.Equal("turned-down 0 1", await site.SqlAsync<string>("select concat_ws(' ', state, feedback, (select count(*) from pledge.turning_down where application_id = $1), (select count(*) from pledge.application_step where application_id = $1 and words is null)) from pledge.job_application where id = $1", id));
    }

    [Fact]
    public async Task A_place_that_is_going_on_keeps_its_application_and_one_that_is_over_a_year_does_not()
    {
        var (person, young, _, post) = await ArrangeAsync();
        var place = await site.Arrange.PlacementAsync(person, post);
        var id = await site.SqlAsync<Guid>("update pledge.job_application set ended_at = '2024-01-01Z' where id = (select application_id from pledge.job_placement where id = $1) returning id", place);
        await site.Arrange.SaidAsync(place, "started", "worker", new(2024, 1, 8));
        await ForgetAsync();
        Assert.DoesNotContain("we delete", await ReadAsync(young, $"/applications/{id}"), StringComparison.Ordinal);
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.job_application where id = $1 and erased_at is null", id));
        await site.Arrange.SaidAsync(place, "left", "young-person", new(2025, 11, 22), reason: "ended");
        await ForgetAsync();
        Assert.Equal(1, await site.SqlAsync<long>("select count(*) from pledge.job_application where id = $1 and erased_at is not null", id));
        Assert.Equal("Ash", await site.SqlAsync<string>("select called from pledge.job_placement where id = $1", place));
    }

    [Fact]
    public async Task A_draft_is_deleted_sixty_days_after_its_post_closed()
    {
        var (person, young, organisation, post) = await ArrangeAsync();
        var (draft, open) = (await site.Arrange.ApplicationAsync(person, post, "draft"), await site.Arrange.ApplicationAsync(person, await OtherPostAsync(person, organisation), "draft"));
        await site.ExecuteAsync("update pledge.opportunity set state = 'closed', closed_on = '2026-09-24', closed_because = 'filled' where id = $1", post);
        await ForgetAsync();
        Assert.Contains("On 23 November 2026 we delete what you wrote", await ReadAsync(young, $"/applications/{draft}"), StringComparison.Ordinal);
        await site.ExecuteAsync("update pledge.opportunity set closed_on = '2026-09-23' where id = $1", post);
        await ForgetAsync();
        Assert.Equal(open, await site.SqlAsync<Guid>("select id from pledge.job_application where young_person_id = $1", person.YoungPerson));
    }

    [Fact]
    public async Task A_coordinator_reads_how_many_applied_where_and_nobodys_name()
    {
        var (person, _, _, post) = await ArrangeAsync();
        await site.Arrange.ApplicationAsync(person, post, answerBy: new(2026, 11, 20));
        await site.Arrange.ApplicationAsync(await site.Arrange.YoungPersonAsync(person.Authority, "Bo"), post, "offered");
        await site.Arrange.ApplicationAsync(await site.Arrange.YoungPersonAsync(person.Authority, "Cy"), post, "draft");
        var coordinator = await site.SignInAsync((await site.Arrange.StaffAsync(person.Authority, Roles.Coordinator)).Account);
        var read = await ReadAsync(coordinator, "/opportunities/applications");
        Assert.Contains("2 applied: 1 waiting for an answer, 1 offered a place.", read, StringComparison.Ordinal);
        Assert.Contains("1 should have had an answer", read, StringComparison.Ordinal);
        Assert.DoesNotContain("Ash", read, StringComparison.Ordinal);
        var other = await site.SignInAsync((await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Coordinator)).Account);
        Assert.Contains("Nobody has applied yet", await ReadAsync(other, "/opportunities/applications"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commitment_is_counted_from_what_happened_and_not_from_the_employers_own_word()
    {
        var (person, _, organisation, post) = await ArrangeAsync();
        foreach (var (kind, by) in new[] { ("jobs", "2026-12-31"), ("apprenticeships", "2026-12-31"), ("interviews", "2026-12-31"), ("priority", "2026-12-31"), ("board", "2025-01-01") })
            await site.ExecuteAsync($"insert into pledge.organisation_commitment (id, authority_id, organisation_id, kind, how_many, by_day, recorded_at, recorded_by) values (gen_random_uuid(), $1, $2, '{kind}', 6, '{by}', '2026-11-01Z', gen_random_uuid())", person.Authority, organisation);
        var place = await site.Arrange.PlacementAsync(person, post);
        await site.Arrange.SaidAsync(place, "started", "employer", new(2026, 11, 16));
        var second = await site.Arrange.YoungPersonAsync(person.Authority, "Bo");
        var asked = await site.Arrange.ApplicationAsync(second, post, "interview");
        await site.ExecuteAsync("insert into pledge.application_step (id, authority_id, young_person_id, application_id, act, side, at, by) select gen_random_uuid(), authority_id, young_person_id, id, 'interview', 'employer', '2026-11-20Z', gen_random_uuid() from pledge.job_application, generate_series(1, 2) where id = $1", asked);
        var coordinator = await site.SignInAsync((await site.Arrange.StaffAsync(person.Authority, Roles.Coordinator)).Account);
        async Task<string> LinesAsync() => string.Join(" | ", (await coordinator.PageAsync("/commitments?by=signatory")).QuerySelectorAll(".rows li").Select(row => row.QuerySelector(".row__title")!.Reads().Split(':')[0] + ": " + row.QuerySelector("p:not([class])").Reads()).Order(StringComparer.Ordinal));
        Assert.Equal("Apprenticeships: On the way 0 of 6 done | Care leavers first in a service: On the way 0 of 6 done | Guaranteed interviews: On the way 1 of 6 done | Jobs: On the way 0 of 6 done | Places on the board: Late 0 of 6 done", await LinesAsync());
        await site.Arrange.SaidAsync(place, "started", "young-person", new(2026, 11, 16));
        Assert.Contains("Jobs: On the way 1 of 6 done", await LinesAsync(), StringComparison.Ordinal);

        // Of fewer than six, kept or late would tell how many young people there are: what happened moves nothing.
        await site.ExecuteAsync("update pledge.organisation_commitment set how_many = 1 where authority_id = $1", person.Authority);
        Assert.DoesNotContain("Kept", await LinesAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("1 of 1 done", await LinesAsync(), StringComparison.Ordinal);
    }

    private async Task<(Someone Person, Visitor Young, Guid Organisation, Guid Post)> ArrangeAsync()
    {
        var authority = await site.Arrange.AuthorityAsync();
        var person = await site.Arrange.YoungPersonAsync(authority);
        var organisation = await site.Arrange.OrganisationAsync(authority, "Grocers");
        return (person, await site.SignInAsync(person.Account), organisation, await site.Arrange.PostAsync(authority, organisation));
    }

    private Task<Guid> OtherPostAsync(Someone person, Guid organisation) => site.Arrange.PostAsync(person.Authority, organisation, title: "Cook");

    private async Task ForgetAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ForgetApplications>().RunAsync(CancellationToken.None);
    }

    private static async Task<string> ReadAsync(Visitor visitor, string address) => (await visitor.PageAsync(address)).QuerySelector("main").Reads();
}

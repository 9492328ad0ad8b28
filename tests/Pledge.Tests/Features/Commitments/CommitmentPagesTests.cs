using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Domain.Partners;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Commitments;

public sealed class CommitmentPagesTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData(3, 3, "2026-01-01", CommitmentStatus.Kept)]
    [InlineData(2, 3, "2026-11-21", CommitmentStatus.Late)]
    [InlineData(2, 3, "2026-11-22", CommitmentStatus.Due)]
    [InlineData(2, 3, "2026-12-20", CommitmentStatus.Due)]
    [InlineData(0, 1, "2026-12-21", CommitmentStatus.OnTheWay)]
    public void A_commitment_is_kept_late_due_or_on_the_way_by_rule(int done, int howMany, string byDay, CommitmentStatus expected) =>
        Assert.Equal(expected, CommitmentStatuses.Of(done, howMany, DateOnly.Parse(byDay, System.Globalization.CultureInfo.InvariantCulture), new(2026, 11, 22)));

    [Fact]
    public async Task A_manager_records_what_an_organisation_signed_and_its_people_say_how_far_it_is()
    {
        var (authority, manager) = await ArrangeAsync();
        var organisation = await site.Arrange.OrganisationAsync(authority, "Bakers");
        var (keeper, other) = (await site.Arrange.PartnerAsync(authority, organisation, "post"), await site.Arrange.PartnerAsync(authority, await site.Arrange.OrganisationAsync(authority, "Fishers"), "post"));
        var visitor = await site.SignInAsync(manager.Account);

        using var wrong = await visitor.SubmitAsync("/commitments/new", [.. Filled(organisation, other.Account)]);
        Assert.Contains("of the organisation that signed", await wrong.ErrorAsync(), StringComparison.Ordinal);
        using var late = await visitor.SubmitAsync("/commitments/new", [.. Filled(organisation, keeper.Account).Select(field => field.Name == "Form.ByDay.Year" ? (field.Name, "2026") : field)]);
        Assert.Contains("Enter today or a later day", await late.ErrorAsync(), StringComparison.Ordinal);
        var id = await RecordAsync(visitor, [.. Filled(organisation, keeper.Account)]);

        var partner = await site.SignInAsync(keeper.Account);
        Assert.Contains("Care leavers first in a service: 2 by 31 March 2027", (await partner.PageAsync("/commitments")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        using var saved = await partner.SubmitFormAsync($"/commitments/{id}", "say", ("Done", "2"), ("Words", "Both are open now"), ("Link", "https://bakers.test/report"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var page = (await visitor.PageAsync($"/commitments/{id}")).QuerySelector("main").Reads();
        Assert.Contains("Kept", page, StringComparison.Ordinal);
        Assert.Contains("Both are open now", page, StringComparison.Ordinal);

        var stranger = await site.SignInAsync(other.Account);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/commitments/{id}")).StatusCode);
        Assert.DoesNotContain("Care leavers first", (await stranger.PageAsync("/commitments")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await partner.GetAsync($"/commitments/{id}/change")).StatusCode);
    }

    [Fact]
    public async Task A_correction_supersedes_and_what_was_said_before_stays_with_it()
    {
        var (authority, manager) = await ArrangeAsync();
        var visitor = await site.SignInAsync(manager.Account);
        var id = await RecordAsync(visitor, [.. Filled(null, manager.Account)]);
        using (await visitor.SubmitFormAsync($"/commitments/{id}", "say", ("Done", "1"), ("Words", "One is open")))
        using (await visitor.SubmitFormAsync($"/commitments/{id}/change", "change", ("Form.HowMany", "5"))) { }

        var page = (await visitor.PageAsync($"/commitments/{id}")).QuerySelector("main").Reads();
        Assert.Contains("Care leavers first in a service: 5 by 31 March 2027", page, StringComparison.Ordinal);
        Assert.Contains("Care leavers first in a service: 2 by 31 March 2027", page, StringComparison.Ordinal);
        Assert.Contains("1 of 5 done", page, StringComparison.Ordinal);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.organisation_commitment where authority_id = $1 and superseded_by = $2", authority, manager.Account));

        using (await visitor.SubmitFormAsync($"/commitments/{id}/change", "take-back")) { }
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/commitments/{id}")).StatusCode);
        Assert.Equal(2L, await site.SqlAsync<long>("select count(*) from pledge.organisation_commitment where commitment_id = $1 and superseded_at is not null", id));
    }

    [Fact]
    public async Task Two_who_correct_at_once_see_each_others_words()
    {
        var (_, manager) = await ArrangeAsync();
        var visitor = await site.SignInAsync(manager.Account);
        var id = await RecordAsync(visitor, [.. Filled(null, manager.Account)]);
        var second = await visitor.FillAsync($"/commitments/{id}/change", "change", ("Form.Words", "Second"));
        using (await visitor.SubmitFormAsync($"/commitments/{id}/change", "change", ("Form.Words", "First"))) { }

        using var answer = await second();
        Assert.Contains("First", (await answer.DocumentAsync()).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Equal("First", await site.SqlAsync<string>("select words from pledge.organisation_commitment where commitment_id = $1 and superseded_at is null", id));
    }

    [Fact]
    public async Task An_update_that_was_wrong_is_taken_back_by_whoever_said_it()
    {
        var (authority, manager) = await ArrangeAsync();
        var (visitor, board) = (await site.SignInAsync(manager.Account), await site.Arrange.StaffAsync(authority, Roles.Board));
        var id = await RecordAsync(visitor, [.. Filled(null, board.Account)]);
        var keeper = await site.SignInAsync(board.Account);
        using (await keeper.SubmitFormAsync($"/commitments/{id}", "say", ("Done", "2"), ("Words", "Both"))) { }
        Assert.Contains("Kept", (await keeper.PageAsync("/commitments")).QuerySelector(".rows").Reads(), StringComparison.Ordinal);

        using (await keeper.PostFormAsync($"/commitments/{id}", $"/commitments/{id}?handler=TakeBack", ("update", (await site.SqlAsync<Guid>("select id from pledge.commitment_update where commitment_id = $1", id)).ToString()))) { }
        Assert.Contains("On the way", (await keeper.PageAsync("/commitments")).QuerySelector(".rows").Reads(), StringComparison.Ordinal);

        // Who neither keeps it nor runs commitments reads it and says nothing.
        var reader = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Board)).Account);
        Assert.Null((await reader.PageAsync($"/commitments/{id}")).QuerySelector("form#say"));
        using var refused = await reader.PostFormAsync("/account/password", $"/commitments/{id}", ("Done", "2"), ("Words", "Both"));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task A_board_reads_no_small_count_of_young_people()
    {
        var (authority, manager) = await ArrangeAsync();
        var visitor = await site.SignInAsync(manager.Account);
        var id = await RecordAsync(visitor, [.. Filled(null, manager.Account).Where(field => field.Name is not ("Form.Kind" or "Form.HowMany")), ("Form.Kind", "apprenticeships"), ("Form.HowMany", "40")]);
        using (await visitor.SubmitFormAsync($"/commitments/{id}", "say", ("Done", "3"), ("Words", "Some began"))) { }

        var board = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Board)).Account);
        foreach (var address in new[] { "/commitments", $"/commitments/{id}" })
        {
            var page = (await board.PageAsync(address)).QuerySelector("main").Reads();
            Assert.Contains("So small a number is not shown", page, StringComparison.Ordinal);
            Assert.DoesNotContain("3 of 40", page, StringComparison.Ordinal);
        }
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        using (await visitor.SubmitFormAsync($"/commitments/{id}", "say", ("Done", "13"), ("Words", "More began"))) { }
        Assert.Contains("15 of 40 done", (await board.PageAsync("/commitments")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Null((await board.PageAsync("/commitments?show=late")).QuerySelector(".rows"));
    }

    [Fact]
    public async Task A_correction_of_the_kind_opens_no_small_count_of_young_people()
    {
        var (authority, manager) = await ArrangeAsync();
        var visitor = await site.SignInAsync(manager.Account);
        var id = await RecordAsync(visitor, [.. Filled(null, manager.Account).Where(field => field.Name is not "Form.Kind"), ("Form.Kind", "apprenticeships")]);
        using (await visitor.SubmitFormAsync($"/commitments/{id}", "say", ("Done", "1"), ("Words", "One began"))) { }
        using (await visitor.SubmitFormAsync($"/commitments/{id}/change", "change", ("Form.Kind", "mentors"))) { }

        var board = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Board)).Account);
        foreach (var address in new[] { "/commitments", $"/commitments/{id}" })
        {
            var page = (await board.PageAsync(address)).QuerySelector("main").Reads();
            Assert.Contains("Mentors: 2", page, StringComparison.Ordinal);
            Assert.DoesNotContain("1 of 2", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_said_twice_in_one_moment_is_said_once()
    {
        var (authority, manager) = await ArrangeAsync();
        var visitor = await site.SignInAsync(manager.Account);
        var id = await RecordAsync(visitor, [.. Filled(null, manager.Account)]);
        var press = await visitor.FillAsync($"/commitments/{id}", "say", ("Done", "1"), ("Words", "One is open"));
        HttpResponseMessage[] answers;
        await using (var gate = await Gate.HoldAsync(site, "select from pledge.authority where id = $1 for update", authority))
        {
            var presses = Task.WhenAll(press(), press());
            await gate.WhenWaitingAsync(2);
            await gate.OpenAsync();
            answers = await presses;
        }

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.commitment_update where commitment_id = $1", id));
    }

    [Fact]
    public async Task What_was_corrected_in_the_same_moment_is_not_said_to_be_taken_back()
    {
        var (_, manager) = await ArrangeAsync();
        var visitor = await site.SignInAsync(manager.Account);
        var id = await RecordAsync(visitor, [.. Filled(null, manager.Account)]);
        var takeBack = await visitor.FillAsync($"/commitments/{id}/change", "take-back");
        HttpResponseMessage answer;
        await using (var gate = await Gate.HoldAsync(site, "update pledge.organisation_commitment set words = 'Corrected' where id = $1", id))
        {
            var press = takeBack();
            await gate.WhenWaitingAsync(1);
            await gate.OpenAsync();
            answer = await press;
        }

        Assert.Contains("Somebody corrected this while you looked at it", await answer.ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.organisation_commitment where id = $1 and superseded_at is null", id));
    }

    [Fact]
    public async Task What_was_typed_is_kept_beside_what_is_missing()
    {
        var (_, manager) = await ArrangeAsync();
        var visitor = await site.SignInAsync(manager.Account);
        using var answer = await visitor.SubmitAsync("/commitments/new", ("Form.Words", "Twelve places"));
        var page = await answer.DocumentAsync();

        Assert.Equal(6, page.QuerySelectorAll(".govuk-error-summary__list li").Length);
        Assert.Equal("Twelve places", page.QuerySelector("textarea")!.TextContent.Trim());
    }

    private static IEnumerable<(string Name, string Value)> Filled(Guid? organisation, Guid owner) =>
    [
        ("Signatory", organisation?.ToString() ?? "council"), ("Form.Kind", "priority"), ("Form.Promise", "home"), ("Form.HowMany", "2"),
        ("Form.ByDay.Day", "31"), ("Form.ByDay.Month", "3"), ("Form.ByDay.Year", "2027"), ("Form.Owner", owner.ToString()),
    ];

    private static async Task<Guid> RecordAsync(Visitor visitor, params (string Name, string Value)[] fields)
    {
        using var answer = await visitor.SubmitAsync("/commitments/new", fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, answer.StatusCode == HttpStatusCode.OK ? await answer.ErrorAsync() : answer.StatusCode.ToString());
        return Guid.Parse(answer.Headers.Location!.OriginalString[^36..]);
    }

    private async Task<(Guid Authority, Someone Manager)> ArrangeAsync()
    {
        var authority = await site.Arrange.AuthorityAsync();
        await site.Arrange.EditionAsync(authority, "home", "voice");
        return (authority, await site.Arrange.StaffAsync(authority, Roles.Manager, name: "Mo Manager"));
    }
}

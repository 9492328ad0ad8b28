using System.Net;
using Pledge.Domain.Forum;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Consultations;

public sealed class ForumTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task What_somebody_raises_is_answered_shown_without_a_name_and_gone_when_taken_back()
    {
        var worker = await site.Arrange.AdviserAsync();
        var (ash, bo) = (await site.Arrange.TheirsAsync(worker, "Ash"), await site.Arrange.TheirsAsync(worker, "Bo"));
        var (young, other) = (await site.SignInAsync(ash.Account), await site.SignInAsync(bo.Account));
        var manager = await site.SignInAsync((await site.Arrange.StaffAsync(ash.Authority, Roles.Manager)).Account);
        await site.ExecuteAsync("update pledge.young_person set family_name = 'O''Neill-Brand' where id = $1", ash.YoungPerson);
        async Task<string> ReadAsync(Visitor visitor, string address) => (await visitor.PageAsync(address)).Body.Reads();
        async Task<string> SaidAsync(Task<HttpResponseMessage> answer) => (await (await answer).DocumentAsync()).Body.Reads();

        Assert.Contains("Choose if others may read it", await SaidAsync(young.SubmitAsync("/have-my-say/raise", ("Words", "Kim says buses stop too early"))), StringComparison.Ordinal);
        var raise = await young.FillAsync("/have-my-say/raise", null, ("Words", "Kim says buses stop too early"), ("MayBeShown", "true"));
        await raise();
        await raise();
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await young.SubmitAsync("/have-my-say/raise", ("Words", "My own room is cold"), ("MayBeShown", "true"));
        await young.SubmitAsync("/have-my-say/raise", ("Words", "My own room is cold"), ("MayBeShown", "false"));
        Assert.Equal(2, await site.SqlAsync<long>("select count(*) from pledge.forum_matter where authority_id = $1", ash.Authority));
        Assert.Equal(["My own room is cold", "Kim says buses stop too early"], (await young.PageAsync("/have-my-say")).QuerySelectorAll(".row__title").Select(row => row.Reads()));
        var id = await site.SqlAsync<Guid>("select id from pledge.forum_matter where authority_id = $1 and may_be_shown and taken_back_at is null", ash.Authority);
        Assert.NotEqual(7, id.Version);
        var own = await site.SqlAsync<Guid>("select id from pledge.forum_matter where authority_id = $1 and not may_be_shown", ash.Authority);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/have-my-say/raised/{id}")).StatusCode);

        Assert.Contains("Ash, 22 November 2026", await ReadAsync(manager, "/forum"), StringComparison.Ordinal);
        (string, string)[] listed = [("Did", ""), ("Kind", "listed"), ("ForumOn.Day", "4"), ("ForumOn.Month", "12"), ("ForumOn.Year", "2026"), ("Shown", "Buses stop too early")];
        Assert.Contains("Enter a day from today", await SaidAsync(manager.SubmitAsync($"/forum/{id}", [.. listed[..4], ("ForumOn.Year", "2025")])), StringComparison.Ordinal);
        Assert.DoesNotContain("As other young people read it", await ReadAsync(manager, $"/forum/{own}"), StringComparison.Ordinal);
        Assert.Contains(ForumStep.Faults(new(ForumStepKind.Listed, new(2026, 12, 4), null, null, null, "Cold"), mayBeShown: false, new(2026, 11, 22)), fault => fault.Part == "Shown");
        var stray = await (await manager.SubmitAsync($"/forum/{id}", ("Kind", "answered"), ("Did", "Later buses"), ("ForumOn.Day", "4"), ("ForumOn.Month", "12"), ("ForumOn.Year", "2026"))).DocumentAsync();
        Assert.Contains("This belongs to another answer", stray.Body.Reads(), StringComparison.Ordinal);
        Assert.Equal("Later buses", stray.QuerySelector("textarea[name=Did]")!.TextContent.Trim());
        Assert.Equal(["ForumOn", "Did", "Shown"], ForumStep.Faults(new(ForumStepKind.Elsewhere, new(2026, 12, 4), "We ring you", "Later buses", null, "Buses"), mayBeShown: true, new(2026, 11, 22)).Select(fault => fault.Part));
        foreach (var naming in new[] { "ASH: buses", "Ash’s bus", "The o'neill-brand bus" })
        {
            var said = await manager.SubmitAsync($"/forum/{id}", [.. listed[..5], ("Shown", naming)]);
            Assert.True(said.StatusCode is HttpStatusCode.OK, $"{naming} {said.StatusCode} {said.Headers.Location}");
            Assert.Contains("it names somebody", (await said.DocumentAsync()).Body.Reads(), StringComparison.Ordinal);
        }
        Assert.Equal(3, await site.SqlAsync<long>("select count(*) from pledge.audit_event where authority_id = $1 and what = 'named-in-forum' and subject_id = $2", ash.Authority, id));
        var late = await (await site.SignInAsync((await site.Arrange.StaffAsync(ash.Authority, Roles.Manager)).Account)).FillAsync($"/forum/{id}", null, ("Kind", "elsewhere"), ("Told", "We ring you"));
        await manager.SubmitAsync($"/forum/{id}", listed);
        Assert.Contains("Look again", await SaidAsync(late()), StringComparison.Ordinal);
        Assert.Contains("for the forum on Friday 4 December", await ReadAsync(young, "/have-my-say"), StringComparison.Ordinal);
        Assert.NotNull((await young.PageAsync("/")).QuerySelector($"main a[href='/have-my-say/raised/{id}']"));
        Assert.DoesNotContain("what you raised", await ReadAsync(other, "/"), StringComparison.Ordinal);

        Assert.Contains("or what could not be done", await SaidAsync(manager.SubmitAsync($"/forum/{id}", ("Kind", "answered"))), StringComparison.Ordinal);
        await manager.SubmitAsync($"/forum/{id}", ("Kind", "answered"), ("Did", "The last bus goes at eleven"), ("Told", "Thank you"), ("Shown", "Buses stop too early"));
        var theirs = await ReadAsync(other, "/have-my-say");
        Assert.Contains("Buses stop too early", theirs, StringComparison.Ordinal);
        Assert.Contains("The last bus goes at eleven", theirs, StringComparison.Ordinal);
        foreach (var hidden in new[] { "Kim", "Ash", "Thank you", "My own room" })
            Assert.DoesNotContain(hidden, theirs, StringComparison.Ordinal);
        var mine = await ReadAsync(young, $"/have-my-say/raised/{id}");
        Assert.Contains("Friday 4 December 2026", mine, StringComparison.Ordinal);
        Assert.Contains("Thank you", mine, StringComparison.Ordinal);
        Assert.Contains("This is how others read it Buses stop too early", mine, StringComparison.Ordinal);
        Assert.Contains("You raised this", await ReadAsync(young, "/have-my-say"), StringComparison.Ordinal);
        Assert.DoesNotContain("You raised this", theirs, StringComparison.Ordinal);

        await young.SubmitFormAsync($"/have-my-say/raised/{id}", "share");
        Assert.DoesNotContain("Buses", await ReadAsync(other, "/have-my-say"), StringComparison.Ordinal);
        Assert.Contains("They asked that other young people do not read it", await ReadAsync(manager, $"/forum/{id}"), StringComparison.Ordinal);
        await young.SubmitFormAsync($"/have-my-say/raised/{id}", "share");
        Assert.Contains("Buses", await ReadAsync(other, "/have-my-say"), StringComparison.Ordinal);

        await young.SubmitFormAsync($"/have-my-say/raised/{id}", "take-back");
        Assert.DoesNotContain("Buses", await ReadAsync(other, "/have-my-say"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync($"/forum/{id}")).StatusCode);
        var back = await ReadAsync(young, $"/have-my-say/raised/{id}");
        Assert.Contains("Only you can read it now", back, StringComparison.Ordinal);
        Assert.DoesNotContain("It is for the forum", back, StringComparison.Ordinal);
        await young.SubmitFormAsync($"/have-my-say/raised/{own}", "take-back");
        Assert.DoesNotContain("What came of it", await ReadAsync(young, $"/have-my-say/raised/{own}"), StringComparison.Ordinal);
        await young.SubmitAsync("/have-my-say/raise", ("Words", "My own room is cold"), ("MayBeShown", "false"));
        Assert.Single((await young.PageAsync("/have-my-say")).QuerySelectorAll(".row__title"), row => row.Reads() == "My own room is cold");
    }

    [Fact]
    public async Task Words_that_were_answered_before_are_raised_again_and_two_presses_at_one_instant_raise_them_once()
    {
        var ash = await site.Arrange.TheirsAsync(await site.Arrange.AdviserAsync(), "Ash");
        async Task<IEnumerable<Func<Task<HttpResponseMessage>>>> FillAsync(string others)
        {
            var (presses, young) = (new List<Func<Task<HttpResponseMessage>>>(), await site.SignInAsync(ash.Account));
            for (var i = 0; i < 2; i++)
                presses.Add(await young.FillAsync("/have-my-say/raise", null, ("Words", "My room is cold"), ("MayBeShown", others)));
            return presses;
        }
        Task<string> ChoicesAsync() => site.SqlAsync<string>("select string_agg(may_be_shown::text, ' ' order by raised_at) from pledge.forum_matter where authority_id = $1", ash.Authority);

        await Task.WhenAll((await FillAsync("true")).Select(press => press()));
        Assert.Equal("true", await ChoicesAsync());

        await site.ExecuteAsync(
            """
            insert into pledge.forum_step (id, authority_id, young_person_id, matter_id, number, kind, did, at, by)
            select gen_random_uuid(), authority_id, young_person_id, id, 1, 'answered', 'New windows', now(), $2 from pledge.forum_matter where authority_id = $1
            """, ash.Authority, ash.Account);
        site.Clock.Advance(TimeSpan.FromMinutes(5));
        await Task.WhenAll((await FillAsync("false")).Select(press => press()));
        Assert.Equal("true false", await ChoicesAsync());
    }
}

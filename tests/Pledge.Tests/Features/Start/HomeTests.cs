using AngleSharp.Dom;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Start;

public sealed class HomeTests(Site site) : IClassFixture<Site>
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public async Task Somebody_new_is_greeted_and_told_whom_to_ask()
    {
        var young = await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync("Oakhaven"), "Ash");

        var page = await PageAsync(young);

        Assert.Equal("Hello Ash", page.QuerySelector("h1").Reads());
        var main = page.QuerySelector("main").Reads();
        Assert.Contains("You have nothing to do right now.", main, StringComparison.Ordinal);
        Assert.Contains("Ask the leaving care team at Oakhaven.", main, StringComparison.Ordinal);
        Assert.Contains("not in Pledge yet", main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_they_chose_is_used_and_no_name_is_survived()
    {
        var young = await site.Arrange.YoungAsync();
        await site.ExecuteAsync("update pledge.young_person set known_as = 'Robin <3' where id = $1", young.YoungPerson);
        Assert.Equal("Hello Robin <3", (await PageAsync(young)).QuerySelector("h1").Reads());

        await site.ExecuteAsync("update pledge.young_person set known_as = null, given_name = null, family_name = null where id = $1", young.YoungPerson);
        Assert.Equal("Hello", (await PageAsync(young)).QuerySelector("h1").Reads());
    }

    [Fact]
    public async Task My_worker_can_be_called_and_written_to()
    {
        var (worker, young) = await WithWorkerAsync();
        await site.ExecuteAsync("update pledge.staff_member set work_phone = '(0121) 496 0999', work_email = 'sam@work.test' where id = $1", worker.Account);

        var person = (await PageAsync(young)).QuerySelector(".person")!;

        Assert.Equal("Sam Worker", person.QuerySelector(".person__name").Reads());
        Assert.Equal("SW", person.QuerySelector(".person__mark").Reads());
        Assert.Equal(["tel:01214960999", "mailto:sam@work.test"], person.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task A_worker_without_a_number_is_said_honestly()
    {
        var (worker, young) = await WithWorkerAsync();
        await site.ExecuteAsync("update pledge.staff_member set work_phone = null, work_email = null where id = $1", worker.Account);

        Assert.Contains("We do not have a phone number or an email for Sam Worker yet.", (await PageAsync(young)).QuerySelector(".person").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_who_left_or_was_before_is_not_my_worker()
    {
        var (worker, young) = await WithWorkerAsync();
        await site.ExecuteAsync("update pledge.assignment set period_to = $2 where young_person_id = $1", young.YoungPerson, Today);
        Assert.Null((await PageAsync(young)).QuerySelector(".person"));

        await site.ExecuteAsync("update pledge.assignment set period_to = null where young_person_id = $1", young.YoungPerson);
        await site.ExecuteAsync("update pledge.staff_member set left_on = $2 where id = $1", worker.Account, Today);
        Assert.Null((await PageAsync(young)).QuerySelector(".person"));
    }

    [Fact]
    public async Task The_soonest_of_my_own_actions_and_the_review_come_next()
    {
        var (worker, young) = await WithWorkerAsync();
        await site.Arrange.PlanAsync(young, new(2026, 10, 1));
        await site.Arrange.ActionAsync(young, "Later", Today.AddDays(9));
        await site.Arrange.ActionAsync(young, "Sooner", Today.AddDays(2));
        await site.Arrange.ActionAsync(young, "My worker's", Today, worker);

        var page = await PageAsync(young);

        Assert.Equal(["Sooner", "Go through your plan with your worker"], page.QuerySelectorAll(".rows .row__title").Select(title => title.Reads()));
        Assert.Equal(["By Tuesday 24 November 2026", "By Thursday 1 April 2027"], page.QuerySelectorAll(".rows .row__meta").Select(when => when.Reads()));
    }

    [Fact]
    public async Task The_one_thing_to_answer_is_what_was_never_answered_then_what_was_answered_longest_ago()
    {
        var young = await site.Arrange.YoungAsync();
        var promises = await site.Arrange.EditionAsync(young.Authority, "first", "second", "third");
        await site.Arrange.AnswerAsync(young, promises[0], "first", "true", site.Clock.GetUtcNow().AddDays(-90));
        await site.Arrange.AnswerAsync(young, promises[2], "third", "true", site.Clock.GetUtcNow().AddDays(-100));
        Assert.Equal("Statement of second", (await PageAsync(young)).QuerySelector(".card__title").Reads());

        await site.Arrange.AnswerAsync(young, promises[1], "second", "not-yet", site.Clock.GetUtcNow());
        var page = await PageAsync(young);
        Assert.Equal("Statement of third", page.QuerySelector(".card__title").Reads());
        Assert.Equal("You last said: True for me, on 14 August 2026.", page.QuerySelector(".card .muted").Reads());
    }

    private async Task<(Someone Worker, Someone Young)> WithWorkerAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (worker, await site.Arrange.TheirsAsync(worker));
    }

    private async Task<IDocument> PageAsync(Someone young) => await (await site.SignInAsync(young.Account)).PageAsync("/");
}

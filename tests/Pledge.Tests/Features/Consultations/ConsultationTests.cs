using System.Net;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Consultations;

public sealed class ConsultationTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_manager_plans_asks_reads_and_tells_what_came_of_it()
    {
        var asked = await AskedPeople.MakeAsync(site, 14);
        var manager = await site.SignInAsync(asked.Manager.Account);
        var made = await manager.SubmitAsync("/consultations/write", ("Title", "Summer"), ("Why", "There is money for it"), ("IsNamed", "false"),
            ("OpensOn.Day", "22"), ("OpensOn.Month", "11"), ("OpensOn.Year", "2026"), ("ClosesOn.Day", "1"), ("ClosesOn.Month", "12"), ("ClosesOn.Year", "2026"));
        var address = made.Headers.Location!.OriginalString;
        Assert.Contains("There is nothing to answer", (await (await site.SignInAsync(asked.People[0].Account)).PageAsync("/have-my-say")).Body.Reads(), StringComparison.Ordinal);
        foreach (var (kind, asks, options) in new[] { ("choice", "Where?", "The sea\nThe zoo"), ("scale", "How good?", ""), ("words", "Why?", ""), ("words", "Too much?", "") })
            await manager.SubmitAsync(address, ("Kind", kind), ("Asks", asks), ("Options", options));
        await manager.SubmitAsync(address, ("number", "4"));
        Assert.Contains("14 people belong to this group", (await manager.PageAsync(address)).Body.Reads(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await manager.SubmitFormAsync(address, "ask")).StatusCode);

        var consultation = Guid.Parse(address.Split('/')[^1]);
        for (var person = 0; person < 12; person++)
            await asked.AnswerAsync(consultation, person, where: person < 6 ? "1" : "2", why: person == 0 ? "My friend Kim told me" : "");
        var thanks = await (await site.SignInAsync(asked.People[0].Account)).PageAsync($"/have-my-say/{consultation}");
        Assert.Null((await (await site.SignInAsync(asked.People[0].Account)).PageAsync("/")).QuerySelector($"main a[href='/have-my-say/{consultation}']"));
        Assert.Contains("until 1 December", (await (await site.SignInAsync(asked.People[13].Account)).PageAsync("/")).QuerySelector($"main .card:has(a[href='/have-my-say/{consultation}'])").Reads(), StringComparison.Ordinal);
        Assert.Contains("You sent your answers", thanks.Body.Reads(), StringComparison.Ordinal);
        var open = await manager.PageAsync(address);
        Assert.Contains("By age and area after 1 December 2026", open.Body.Reads(), StringComparison.Ordinal);
        Assert.Empty(open.QuerySelectorAll("table"));
        await asked.CloseAsync(consultation);

        var results = await manager.PageAsync(address);
        // "Mostly" is everybody's, so that is not shown.
        Assert.Equal(["6", "6"], Assert.Single(results.QuerySelectorAll("ol table")).QuerySelectorAll("tbody td").Select(cell => cell.Reads()));
        Assert.Contains("nearly everybody who did said the same", results.Body.Reads(), StringComparison.Ordinal);
        Assert.Equal(["14", "too few to show", "too few to show"], results.QuerySelectorAll("table")[1].QuerySelectorAll("tbody td").Select(cell => cell.Reads()));
        var words = await manager.PageAsync($"{address}/words");
        Assert.Contains("My friend Kim told me", words.Body.Reads(), StringComparison.Ordinal);
        await manager.SubmitAsync($"{address}/words", ("Shown", "A friend told me"), ("release", "true"));
        await manager.SubmitAsync(address, ("Heard", "You want the sea"), ("Did", "We booked a bus"), ("CouldNot", ""));

        var told = (await (await site.SignInAsync(asked.People[13].Account)).PageAsync($"/have-my-say/{consultation}")).Body.Reads();
        foreach (var shown in new[] { "You want the sea", "We booked a bus", "A friend told me" })
            Assert.Contains(shown, told, StringComparison.Ordinal);
        Assert.DoesNotContain("Kim", told, StringComparison.Ordinal);
        Assert.Contains("ask-consultation", await site.SqlAsync<string>("select string_agg(what, ' ') from pledge.audit_event where subject_id = $1", consultation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_was_not_asked_finds_nothing_and_nobody_answers_twice()
    {
        var asked = await AskedPeople.MakeAsync(site, 10);
        var consultation = await asked.AskAsync();
        var other = await site.Arrange.TheirsAsync(await site.Arrange.AdviserAsync(), "Bo");
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(other.Account)).GetAsync($"/have-my-say/{consultation}")).StatusCode);

        var twice = await (await site.SignInAsync(asked.People[0].Account)).FillAsync($"/have-my-say/{consultation}", null, ("Given[0].Said", "1"));
        await twice();
        await twice();
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.consultation_answer where consultation_id = $1", consultation));

        // What is no answer to any question is passed over.
        var odd = await (await site.SignInAsync(asked.People[3].Account)).PostFormAsync($"/have-my-say/{consultation}", $"/have-my-say/{consultation}", ("Given[0].Said", "1"), ("Given[x].Said", "1"), ("Given[99].Said", "1"));
        Assert.Equal(HttpStatusCode.Redirect, odd.StatusCode);
        Assert.Equal(2L, await site.SqlAsync<long>("select count(*) from pledge.consultation_answer where consultation_id = $1", consultation));

        // Another window says so, and shows once more what was typed there.
        var window = await (await site.SignInAsync(asked.People[2].Account)).FillAsync($"/have-my-say/{consultation}", null, ("Given[0].Said", "2"), ("Given[1].Said", "4"), ("Given[2].Words", "Typed in the other window"));
        await asked.AnswerAsync(consultation, 2);
        var second = (await (await window()).DocumentAsync()).Body.Reads();
        foreach (var said in new[] { "We did not keep these answers. You had sent your answers before.", "Where?The zoo", "How good?Mostly", "Why?Typed in the other window" })
            Assert.Contains(said, second, StringComparison.Ordinal);
        Assert.DoesNotContain("Thank you", second, StringComparison.Ordinal);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.consultation_answer where consultation_id = $1 and words is not null", consultation));
        Assert.Contains("Thank you", (await (await site.SignInAsync(asked.People[2].Account)).PageAsync($"/have-my-say/{consultation}")).Body.Reads(), StringComparison.Ordinal);

        // What stands behind a question that is left out is kept.
        await asked.AnswerAsync(consultation, 1, where: "", good: "", why: "No bus goes there");
        Assert.Equal("No bus goes there", await site.SqlAsync<string>("select words from pledge.consultation_answer where consultation_id = $1 and words is not null", consultation));
    }

    [Fact]
    public async Task With_names_whoever_runs_it_reads_who_wrote_and_the_others_do_not()
    {
        var asked = await AskedPeople.MakeAsync(site, 10);
        var consultation = await asked.AskAsync(isNamed: true);
        for (var person = 0; person < 10; person++)
            await asked.AnswerAsync(consultation, person, why: $"Because {person}");
        await asked.CloseAsync(consultation);
        Assert.Contains("Written by Ash", (await (await site.SignInAsync(asked.Manager.Account)).PageAsync($"/consultations/{consultation}/words")).Body.Reads(), StringComparison.Ordinal);
        Assert.Equal(3L, await site.SqlAsync<long>("select count(*) from pledge.consultation_answer where young_person_id = $1", asked.People[0].YoungPerson));
    }

    [Theory]
    [InlineData("", "", "", "Given[0].Said", "Answer at least one question")]
    [InlineData("7", "", "", "Given[0].Said", "")]
    public async Task An_answer_that_cannot_be_is_sent_back_beside_its_question(string where, string good, string why, string field, string says)
    {
        var asked = await AskedPeople.MakeAsync(site, 10);
        var consultation = await asked.AskAsync();
        var page = await (await asked.AnswerAsync(consultation, 0, where, good, why)).DocumentAsync();
        Assert.StartsWith("Error", page.Title, StringComparison.Ordinal);
        Assert.Contains(says, page.QuerySelector(".govuk-error-message").Reads(), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($".govuk-form-group--error [name='{field}']"));
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.consultation_answer where consultation_id = $1", consultation));
    }

    [Fact]
    public async Task Nothing_is_asked_of_fewer_than_ten_and_nothing_asked_is_changed()
    {
        var asked = await AskedPeople.MakeAsync(site, 9);
        var draft = await asked.AskAsync();
        await site.ExecuteAsync("delete from pledge.consultation_asked where consultation_id = $1", draft);
        await site.ExecuteAsync("update pledge.consultation set state = 'draft', asked_at = null, asked_by = null, opens_on = '2026-11-23' where id = $1", draft);
        var manager = await site.SignInAsync(asked.Manager.Account);
        var page = await (await manager.SubmitFormAsync($"/consultations/{draft}", "ask")).DocumentAsync();
        Assert.Contains("Fewer than 10 people", page.QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);

        var running = await asked.AskAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync("/consultations/write/abc")).StatusCode);
        Assert.Equal($"/consultations/{running}", (await manager.GetAsync($"/consultations/write/{running}")).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Two_who_change_a_plan_see_each_others_words()
    {
        var asked = await AskedPeople.MakeAsync(site, 1);
        var draft = await asked.AskAsync();
        await site.ExecuteAsync("delete from pledge.consultation_asked where consultation_id = $1", draft);
        await site.ExecuteAsync("update pledge.consultation set state = 'draft', asked_at = null, asked_by = null, opens_on = '2026-11-23' where id = $1", draft);
        var manager = await site.SignInAsync(asked.Manager.Account);
        var mine = await manager.FillAsync($"/consultations/write/{draft}", null, ("Title", "My summer"));
        await manager.SubmitAsync($"/consultations/write/{draft}", ("Title", "Their summer"));
        var page = await (await mine()).DocumentAsync();

        Assert.Contains("Their summer", page.Body.Reads(), StringComparison.Ordinal);
        Assert.Equal("My summer", page.QuerySelector("#Title")?.GetAttribute("value"));
        Assert.Equal("Their summer", await site.SqlAsync<string>("select title from pledge.consultation where id = $1", draft));
    }

    [Fact]
    public async Task Statements_are_as_many_for_one_consultation_as_for_five()
    {
        var counts = new List<int>();
        foreach (var many in new[] { 1, 5 })
        {
            var asked = await AskedPeople.MakeAsync(site, 10);
            var consultation = Guid.Empty;
            for (var number = 0; number < many; number++)
                consultation = await asked.AskAsync();
            var (young, manager) = (await site.SignInAsync(asked.People[0].Account), await site.SignInAsync(asked.Manager.Account));
            await young.PageAsync("/have-my-say");
            using var statements = new Statements(site);
            await young.PageAsync("/have-my-say");
            await manager.PageAsync("/consultations");
            await manager.PageAsync($"/consultations/{consultation}");
            counts.Add(statements.Sent.Count);
        }

        Assert.Equal(counts[0], counts[1]);
    }

    [Fact]
    public async Task Administrators_reach_neither_consultations_nor_the_forum()
    {
        var asked = await AskedPeople.MakeAsync(site, 10);
        var consultation = await asked.AskAsync(isNamed: true);
        for (var person = 0; person < 10; person++)
            await asked.AnswerAsync(consultation, person, why: $"Because {person}");
        await asked.CloseAsync(consultation);
        await (await site.SignInAsync(asked.People[0].Account)).SubmitAsync("/have-my-say/raise", ("Words", "Ash0 says buses stop too early"), ("MayBeShown", "true"));
        var matter = await site.SqlAsync<Guid>("select id from pledge.forum_matter where authority_id = $1", asked.Manager.Authority);
        await site.ExecuteAsync("insert into pledge.forum_step (id, authority_id, young_person_id, matter_id, number, kind, did, shown, at, by) select gen_random_uuid(), authority_id, young_person_id, id, 1, 'answered', 'Later buses', 'Buses', now(), $2 from pledge.forum_matter where id = $1",
            matter, asked.Manager.Account);
        var administrator = await site.Arrange.StaffAsync(asked.Manager.Authority, Roles.Administrator);
        var visitor = await site.SignInAsync(administrator.Account);
        foreach (var page in new[] { "/consultations", "/consultations/write", $"/consultations/{consultation}", $"/consultations/{consultation}/words", "/forum", $"/forum/{matter}" })
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync(page)).StatusCode);

        // A temporary table counts what the statement reads, as the program's role.
        foreach (var (reads, held) in new[]
        {
            ("pledge.consultation", 1), ("pledge.forum_matter", 1), ("pledge.forum_step", 1), ("pledge.forum_shown(9)", 1), ("pledge.forum_shown_to(9)", 1), ("pledge.localities()", 0),
            ($"pledge.consultation_response('{consultation}')", 1), ($"pledge.consultation_words('{consultation}')", 10), ($"pledge.consultation_results('{consultation}')", 2),
            ($"pledge.consultation_group_size('{consultation}') size where size > 0", 1), ($"pledge.forum_names('{matter}', 'ash0') names where names", 1),
        })
        {
            Assert.Equal(held, await site.AsAsync(asked.Manager, Roles.Manager, $"create temporary table seen (n integer); insert into seen select 1 from {reads}"));
            Assert.Equal(0, await site.AsAsync(administrator, Roles.Administrator, $"create temporary table seen (n integer); insert into seen select 1 from {reads}"));
        }
        Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => site.AsAsync(administrator, Roles.Administrator, $"select pledge.decide_consultation_words('{matter}', null, now())"))).SqlState);
    }
}

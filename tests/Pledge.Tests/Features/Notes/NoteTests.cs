using System.Net;
using AngleSharp.Html.Dom;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Notes;

public sealed class NoteTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_note_is_shared_unless_it_is_kept_back()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);

        var response = await visitor.SubmitAsync($"/young-people/{person.YoungPerson}/notes/new", ("Text", "Likes to be asked about football"));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var mine = await (await site.SignInAsync(person.Account)).PageAsync("/record/notes");
        Assert.Equal("Likes to be asked about football", mine.QuerySelector(".timeline .quote").Reads());
        Assert.Null(mine.QuerySelector(".govuk-inset-text"));
        Assert.Contains("They can read this", (await visitor.PageAsync($"/young-people/{person.YoungPerson}")).QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_kept_back_is_not_there_for_the_young_person_who_is_told_that_there_is_one()
    {
        var (worker, person) = await ArrangeAsync();
        await KeepBackAsync(worker, person);
        var young = await site.SignInAsync(person.Account);

        var mine = await young.PageAsync("/record/notes");

        Assert.DoesNotContain("A relative rang", mine.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("There is 1 note you cannot read for now", mine.QuerySelector(".govuk-inset-text").Reads(), StringComparison.Ordinal);
        Assert.Contains("You cannot read 1 note for now", (await young.PageAsync("/record")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0L, await AsYoungAsync(person, "select count(*) from pledge.note"));
        Assert.Equal(0L, await AsYoungAsync(person, "select count(*) from pledge.note_hiding"));
    }

    [Theory]
    [InlineData("", "1", "#KeepBack-Reason-error", "Say why they cannot read it for now")]
    [InlineData("Why", "", "#KeepBack-ReviewOn-error", "Enter the day on which you look at this again")]
    [InlineData("Why", "0", "#KeepBack-ReviewOn-error", "Choose a day after today to look at this again")]
    [InlineData("Why", "14", "#KeepBack-ReviewOn-error", "Look at this again within 12 months")]
    public async Task Keeping_back_takes_a_reason_and_a_day(string reason, string months, string field, string message)
    {
        var (worker, person) = await ArrangeAsync();
        var day = months.Length == 0 ? (DateOnly?)null : Today.AddMonths(int.Parse(months, System.Globalization.CultureInfo.InvariantCulture));

        var page = await (await (await site.SignInAsync(worker.Account)).SubmitAsync($"/young-people/{person.YoungPerson}/notes/new",
            [("Text", "Something"), ("KeepBack.On", "true"), ("KeepBack.Reason", reason), .. On("KeepBack.ReviewOn", day)])).DocumentAsync();

        Assert.Equal($"Error: {message}", page.QuerySelector(field).Reads());
        Assert.Equal("Something", ((IHtmlTextAreaElement)page.QuerySelector("#Text")!).Value);
        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.note where young_person_id = $1", person.YoungPerson));
    }

    [Theory]
    [InlineData("update pledge.note set hiding_id = gen_random_uuid() where young_person_id = $1")]
    [InlineData("insert into pledge.note_hiding (id, authority_id, young_person_id, note_id, reason, review_on, decided_at, decided_by) select gen_random_uuid(), authority_id, young_person_id, id, ' ', current_date + 9, now(), written_by from pledge.note where young_person_id = $1")]
    [InlineData("insert into pledge.note_hiding (id, authority_id, young_person_id, note_id, reason, review_on, decided_at, decided_by) select gen_random_uuid(), authority_id, young_person_id, id, 'Why', current_date + 400, now(), written_by from pledge.note where young_person_id = $1")]
    public async Task The_database_asks_for_both_too(string sql)
    {
        var (worker, person) = await ArrangeAsync();
        await (await site.SignInAsync(worker.Account)).SubmitAsync($"/young-people/{person.YoungPerson}/notes/new", ("Text", "Shared"));

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => site.ExecuteAsync(sql, person.YoungPerson));
    }

    [Fact]
    public async Task At_its_review_it_is_shared_or_kept_back_again_and_every_decision_stays()
    {
        var (worker, person) = await ArrangeAsync();
        var note = await KeepBackAsync(worker, person);
        var visitor = await site.SignInAsync(worker.Account);

        await visitor.SubmitFormAsync($"/notes/{note}", "keep-back", [("Reason", "Still not told"), .. On("ReviewOn", Today.AddMonths(2))]);
        Assert.Equal([2L, 1L], await site.RowAsync("select count(*), count(*) filter (where ended_at is null) from pledge.note_hiding where note_id = $1", note));
        var share = (await visitor.PageAsync($"/notes/{note}")).QuerySelector("form[action*='Share']")!;
        await visitor.PostFormAsync($"/notes/{note}", share.GetAttribute("action")!, ("Version", share.QuerySelector("[name=Version]")!.GetAttribute("value")!));

        Assert.Equal([0L, worker.Account], await site.RowAsync("select (select count(*) from pledge.note_hiding where note_id = $1 and ended_at is null), shared_by from pledge.note where id = $1", note));
        Assert.Contains("A relative rang", (await (await site.SignInAsync(person.Account)).PageAsync("/record/notes")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_decides_second_sees_the_decision_before()
    {
        var (worker, person) = await ArrangeAsync();
        var note = await KeepBackAsync(worker, person);
        var manager = await site.Arrange.StaffAsync(worker.Authority, Roles.Manager, await TeamAsync(worker), "Bo Manager");
        var send = await (await site.SignInAsync(worker.Account)).FillAsync($"/notes/{note}", "keep-back", [("Reason", "My reason"), .. On("ReviewOn", Today.AddMonths(3))]);
        await (await site.SignInAsync(manager.Account)).SubmitFormAsync($"/notes/{note}", "keep-back", [("Reason", "Bo's reason"), .. On("ReviewOn", Today.AddMonths(1))]);

        var page = await (await send()).DocumentAsync();

        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.Contains("Bo Manager", page.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Contains("My reason", page.QuerySelector(".merge__one--mine").Reads(), StringComparison.Ordinal);
        Assert.Contains("Bo's reason", page.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Equal("Bo's reason", await site.SqlAsync<string>("select reason from pledge.note_hiding where note_id = $1 and ended_at is null", note));
    }

    [Fact]
    public async Task The_list_is_for_the_worker_the_manager_and_without_the_note_for_an_administrator()
    {
        var (worker, person) = await ArrangeAsync();
        await KeepBackAsync(worker, person);
        await site.ExecuteAsync("update pledge.note_hiding set decided_at = '2026-01-01Z', review_on = '2026-02-01' where young_person_id = $1", person.YoungPerson);
        var manager = await site.Arrange.StaffAsync(worker.Authority, Roles.Manager, await TeamAsync(worker));
        var administrator = await site.Arrange.StaffAsync(worker.Authority, Roles.Administrator);
        var other = await site.Arrange.StaffAsync(worker.Authority, Roles.Adviser, await site.Arrange.TeamAsync(worker.Authority, "South"));

        foreach (var account in new[] { worker.Account, manager.Account, administrator.Account })
        {
            var page = await (await site.SignInAsync(account)).PageAsync("/notes/kept-back");
            Assert.Contains("The family tells them first", page.QuerySelector("tbody").Reads(), StringComparison.Ordinal);
            Assert.Contains("days late", page.QuerySelector("tbody").Reads(), StringComparison.Ordinal);
            Assert.DoesNotContain("A relative rang", page.Body!.TextContent, StringComparison.Ordinal);
            Assert.Equal(account != administrator.Account, page.QuerySelector("tbody a[href^='/notes/']") is not null);
        }
        Assert.Null((await (await site.SignInAsync(other.Account)).PageAsync("/notes/kept-back")).QuerySelector("tbody"));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync(person.Account)).GetAsync("/notes/kept-back")).StatusCode);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.audit_event where account_id = $1 and what = 'listed-notes-kept-back'", administrator.Account));
    }

    [Fact]
    public async Task A_strangers_note_is_not_found()
    {
        var (worker, person) = await ArrangeAsync();
        var note = await KeepBackAsync(worker, person);
        var (stranger, _) = await ArrangeAsync();
        var visitor = await site.SignInAsync(stranger.Account);

        foreach (var address in new[] { $"/notes/{note}", $"/notes/{note}/withdraw", $"/young-people/{person.YoungPerson}/notes/new" })
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task A_note_taken_back_is_gone_for_the_young_person_and_its_decision_ends()
    {
        var (worker, person) = await ArrangeAsync();
        var note = await KeepBackAsync(worker, person);

        await (await site.SignInAsync(worker.Account)).SubmitAsync($"/notes/{note}/withdraw", ("Reason", "About somebody else"));

        Assert.Equal(["About somebody else", 0L], await site.RowAsync("select supersede_reason, (select count(*) from pledge.note_hiding where note_id = $1 and ended_at is null) from pledge.note where id = $1", note));
        Assert.DoesNotContain("cannot read", (await (await site.SignInAsync(person.Account)).PageAsync("/record/notes")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_people_asked_us_to_drop_are_offered_others_after_saving()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);

        await visitor.SubmitAsync($"/young-people/{person.YoungPerson}/notes/new", ("Text", "New placement near her siblings <b>"));

        var offered = (await visitor.PageAsync($"/young-people/{person.YoungPerson}")).QuerySelectorAll(".govuk-notification-banner li").Select(item => item.Reads()).ToList();
        Assert.Equal(2, offered.Count);
        Assert.StartsWith("“placement”: you could say “home, or where you live”.", offered[0], StringComparison.Ordinal);
        Assert.Empty((await visitor.PageAsync($"/young-people/{person.YoungPerson}")).QuerySelectorAll(".govuk-notification-banner li"));
        Assert.Equal("New placement near her siblings <b>", await site.SqlAsync<string>("select text from pledge.note where young_person_id = $1", person.YoungPerson));
    }

    private DateOnly Today => Pledge.Domain.LondonTime.Today(site.Clock);

    private static (string, string)[] On(string field, DateOnly? day) => day is { } on
        ? [($"{field}.Day", on.Day.ToString(System.Globalization.CultureInfo.InvariantCulture)), ($"{field}.Month", on.Month.ToString(System.Globalization.CultureInfo.InvariantCulture)), ($"{field}.Year", on.Year.ToString(System.Globalization.CultureInfo.InvariantCulture))]
        : [($"{field}.Day", ""), ($"{field}.Month", ""), ($"{field}.Year", "")];

    private async Task<(Someone Worker, Someone Person)> ArrangeAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (worker, await site.Arrange.TheirsAsync(worker));
    }

    private Task<Guid> TeamAsync(Someone worker) => site.SqlAsync<Guid>("select team_id from pledge.staff_member where id = $1", worker.Account);

    private async Task<Guid> KeepBackAsync(Someone worker, Someone person)
    {
        var response = await (await site.SignInAsync(worker.Account)).SubmitAsync($"/young-people/{person.YoungPerson}/notes/new",
            [("Text", "A relative rang"), ("KeepBack.On", "true"), ("KeepBack.Reason", "The family tells them first"), .. On("KeepBack.ReviewOn", Today.AddMonths(1))]);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return await site.SqlAsync<Guid>("select id from pledge.note where young_person_id = $1", person.YoungPerson);
    }

    private async Task<long> AsYoungAsync(Someone person, string sql)
    {
        await using var app = Npgsql.NpgsqlDataSource.Create(site.Database.App);
        await using var connection = await app.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var enter = new Npgsql.NpgsqlCommand("select pledge.enter('young-person', $1, $2, $3, $4, $5)", connection);
        foreach (var value in new object[] { person.Account, await site.SqlAsync<string>("select security_stamp from identity.account where id = $1", person.Account), person.Authority, person.YoungPerson!.Value, Today })
            enter.Parameters.Add(new() { Value = value });
        Assert.Equal(true, await enter.ExecuteScalarAsync());
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

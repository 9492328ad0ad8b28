using System.IO.Compression;
using System.Net;
using Npgsql;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Features.Records.Copies;

namespace Pledge.Tests.Features.Consultations;

/// <summary>Who opened what a young person raised, or answered with their name: told to them, and to nobody else.</summary>
public sealed class LooksAtWordsTests(Site site) : IClassFixture<Site>
{
    private const string Words = "The last bus goes at nine, so nobody of my flat comes to the group";

    [Fact]
    public async Task Whoever_opens_what_was_raised_is_told_to_its_owner_each_time_it_is_shown()
    {
        var (worker, young, matter) = await RaisedAsync();
        var manager = await site.SignInAsync((await site.Arrange.ManagerOfAsync(site, worker)).Account);

        var list = await manager.PageAsync("/forum");
        Assert.Equal("The last bus goes at nine, so…", list.QuerySelector($"a[href='/forum/{matter}']").Reads());
        Assert.DoesNotContain("comes to the group", list.Source.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await LooksAsync(young));

        Assert.Contains("comes to the group", (await manager.PageAsync($"/forum/{matter}")).Body.Reads(), StringComparison.Ordinal);
        Assert.Equal(1L, await LooksAsync(young));
        var refused = await manager.FillAsync($"/forum/{matter}", null, ("Kind", "answered"));
        Assert.Equal(2L, await LooksAsync(young));
        Assert.Equal(HttpStatusCode.OK, (await refused()).StatusCode);
        Assert.Equal(3L, await LooksAsync(young));
        var answer = await manager.FillAsync($"/forum/{matter}", null, ("Kind", "answered"), ("Did", "A later bus"));
        Assert.Equal(HttpStatusCode.Redirect, (await answer()).StatusCode);
        Assert.Equal(4L, await LooksAsync(young));

        var record = await (await site.SignInAsync(young.Account)).PageAsync("/record");
        var line = record.QuerySelector(".rows li")!;
        Assert.Equal("Mo Manager, manager", line.QuerySelector(".row__title").Reads());
        Assert.Equal("Opened what you told the forum.", line.QuerySelector(".row__said").Reads());
        Assert.Equal(Words, line.QuerySelector(".quote").Reads());
        Assert.EndsWith("To read what young people say. Only you see this line.", line.QuerySelector(".row__meta").Reads(), StringComparison.Ordinal);
        Assert.DoesNotContain("form about you", record.Body.Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_raised_without_a_name_reads_who_opened_it_too()
    {
        var (_, young, matter) = await RaisedAsync();
        await site.ExecuteAsync("update pledge.forum_matter set called = null where id = $1", matter);
        var manager = await site.SignInAsync((await site.Arrange.StaffAsync(young.Authority, Roles.Manager)).Account);

        Assert.DoesNotContain("Ash", (await manager.PageAsync($"/forum/{matter}")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Equal(1L, await LooksAsync(young));
    }

    [Fact]
    public async Task Who_cannot_open_it_leaves_no_look()
    {
        var (worker, young, matter) = await RaisedAsync();
        var manager = await site.Arrange.ManagerOfAsync(site, worker);
        foreach (var role in new[] { Roles.Adviser, Roles.DataOfficer, Roles.Board, Roles.Coordinator })
            Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync((await site.Arrange.StaffAsync(young.Authority, role)).Account)).GetAsync($"/forum/{matter}")).StatusCode);
        var stranger = await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Manager);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(stranger.Account)).GetAsync($"/forum/{matter}")).StatusCode);
        await (await site.SignInAsync(young.Account)).SubmitFormAsync($"/have-my-say/raised/{matter}", "take-back");
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(manager.Account)).GetAsync($"/forum/{matter}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(manager.Account)).PostFormAsync("/forum", $"/forum/{matter}")).StatusCode);
        Assert.Equal(0L, await LooksAsync(young));
    }

    // The function by itself, as every role, whatever the pages allow.
    [Theory]
    [InlineData(Roles.Manager, true)]
    [InlineData(Roles.Administrator, false)]
    [InlineData(Roles.Adviser, false)]
    [InlineData(Roles.DataOfficer, false)]
    [InlineData(Roles.Board, false)]
    [InlineData(Roles.Coordinator, false)]
    [InlineData(Roles.YoungPerson, false)]
    public async Task The_database_writes_a_look_of_whoever_may_read_the_words_and_in_no_other_name(string role, bool may)
    {
        var (_, young, matter) = await RaisedAsync();
        var who = role == Roles.YoungPerson ? young : await site.Arrange.StaffAsync(young.Authority, role);
        await LookAsync(who, role, matter);
        await LookAsync(who, role, Guid.NewGuid());
        await LookAsync(await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Manager), Roles.Manager, matter);

        Assert.Equal(may ? 1L : 0L, await LooksAsync(young));
        if (may)
            Assert.Equal([who.Account, role, "looked", matter], await site.RowAsync("select account_id, role, act, subject_id from pledge.record_look where young_person_id = $1 and what = 'forum-matter' and act = 'looked'", young.YoungPerson));
    }

    [Fact]
    public async Task No_list_of_staff_tells_that_somebody_raised_something()
    {
        var (worker, young, matter) = await RaisedAsync();
        var (boss, head) = (await site.Arrange.ManagerOfAsync(site, worker), await site.Arrange.StaffAsync(young.Authority, Roles.Administrator));
        var (manager, administrator) = (await site.SignInAsync(boss.Account), await site.SignInAsync(head.Account));
        await manager.PageAsync($"/forum/{matter}");
        await manager.PageAsync($"/young-people/{young.YoungPerson}");

        var looks = (await administrator.PageAsync("/admin/audit?show=looks")).QuerySelectorAll(".rows li").Select(row => row.Reads()).ToList();
        Assert.Contains(looks, row => row.Contains("Ash", StringComparison.Ordinal));
        foreach (var told in looks.Append((await administrator.PageAsync("/admin/audit")).QuerySelector(".rows").Reads()).Append((await manager.PageAsync("/find/looks")).QuerySelector("main").Reads())
            .Append((await (await site.SignInAsync(worker.Account)).PageAsync($"/young-people/{young.YoungPerson}")).QuerySelector("main").Reads()))
            Assert.DoesNotContain("forum", told, StringComparison.OrdinalIgnoreCase);

        // Nor does a gap in the chain of what they do read.
        foreach (var (who, role) in new[] { (boss, Roles.Manager), (head, Roles.Administrator) })
            Assert.Equal("young-person true", await ReadAsAsync(who, role,
                $"select string_agg(distinct l.what || ' ' || (l.previous_hash = l.before)::text, ',') from (select *, lag(hash, 1, '\\x'::bytea) over (order by id) as before from pledge.record_look where young_person_id = '{young.YoungPerson}') l"));
        Assert.Equal("4", await ReadAsAsync(young, Roles.YoungPerson, "select count(*)::text from pledge.record_look"));
    }

    [Fact]
    public async Task The_check_of_the_trails_finds_a_changed_or_missing_look_at_words()
    {
        var (worker, young, matter) = await RaisedAsync();
        var manager = await site.SignInAsync((await site.Arrange.ManagerOfAsync(site, worker)).Account);
        var administrator = await site.SignInAsync((await site.Arrange.StaffAsync(young.Authority, Roles.Administrator)).Account);
        for (var time = 0; time < 3; time++)
        {
            await manager.PageAsync($"/forum/{matter}");
            await manager.PageAsync($"/young-people/{young.YoungPerson}");
        }
        async Task<string> CheckAsync() => (await (await administrator.PostFormAsync("/admin/audit", "/admin/audit")).DocumentAsync()).Body.Reads();

        Assert.Contains("as it was written", await CheckAsync(), StringComparison.Ordinal);
        await site.ExecuteAsync("update pledge.record_look set apart = false where id = (select max(id) from pledge.record_look where young_person_id = $1 and apart)", young.YoungPerson);
        Assert.Contains("not as they were written", await CheckAsync(), StringComparison.Ordinal);
        await site.ExecuteAsync("update pledge.record_look set apart = true where young_person_id = $1 and what = 'forum-matter'", young.YoungPerson);
        Assert.Contains("as it was written", await CheckAsync(), StringComparison.Ordinal);
        await site.ExecuteAsync("delete from pledge.record_look where id = (select min(id) from pledge.record_look where young_person_id = $1 and apart)", young.YoungPerson);
        Assert.Contains("1 lines are not as they were written", await CheckAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_copy_of_the_record_says_who_opened_it()
    {
        var (worker, young, matter) = await RaisedAsync();
        await (await site.SignInAsync((await site.Arrange.ManagerOfAsync(site, worker)).Account)).PageAsync($"/forum/{matter}");
        var visitor = await site.SignInAsync(young.Account);
        await visitor.SubmitFormAsync("/record/download", "ask");
        var copy = await site.SqlAsync<Guid>("select id from pledge.record_download where young_person_id = $1", young.YoungPerson);
        await site.RunJobAsync<MakeDownloads>(job => job.RunAsync(copy, CancellationToken.None));

        using var zip = new ZipArchive(await (await visitor.GetAsync($"/record/download/{copy}/file")).Content.ReadAsStreamAsync());
        using var page = new StreamReader(zip.GetEntry("pages/record-look.html")!.Open());
        var told = await page.ReadToEndAsync();
        Assert.Contains("Opened what you told the forum.", told, StringComparison.Ordinal);
        Assert.Contains("Mo Manager", told, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync(worker.Account)).GetAsync($"/record/download/{copy}/file")).StatusCode);
    }

    [Fact]
    public async Task An_answer_with_a_name_is_told_when_it_is_opened_and_one_without_is_nobodys()
    {
        var asked = await AskedPeople.MakeAsync(site, 10);
        var manager = await site.SignInAsync(asked.Manager.Account);
        foreach (var named in new[] { false, true })
        {
            var consultation = await asked.AskAsync(isNamed: named);
            for (var person = 0; person < 10; person++)
                await asked.AnswerAsync(consultation, person, why: person == 0 ? Words : "");
            await asked.CloseAsync(consultation);
            var address = $"/consultations/{consultation}/words";
            await manager.PageAsync($"/consultations/{consultation}");
            Assert.Equal(0L, await LooksAsync(asked.People[0]));

            Assert.Contains(Words, (await manager.PageAsync(address)).Body.Reads(), StringComparison.Ordinal);
            Assert.Equal(named ? 1L : 0L, await LooksAsync(asked.People[0]));
            await manager.SubmitAsync(address, ("Shown", ""), ("release", "true"));
            Assert.Equal(named ? 3L : 0L, await LooksAsync(asked.People[0]));
            await manager.SubmitAsync(address, ("Shown", ""), ("release", "false"));
            var decided = await manager.PageAsync(address);
            Assert.Equal("The last bus goes at nine, so…", decided.QuerySelector(".rows .row__title").Reads());
            Assert.DoesNotContain("comes to the group", decided.Source.Text, StringComparison.Ordinal);
            Assert.Equal(named ? 4L : 0L, await LooksAsync(asked.People[0]));
        }

        Assert.Equal(0L, await site.SqlAsync<long>("select count(*) from pledge.record_look where what = 'consultation-answer' and young_person_id <> $1", asked.People[0].YoungPerson));
        var line = (await (await site.SignInAsync(asked.People[0].Account)).PageAsync("/record")).QuerySelector(".rows li")!;
        Assert.Equal("Opened an answer you gave with your name.", line.QuerySelector(".row__said").Reads());
        Assert.Equal(Words, line.QuerySelector(".quote").Reads());
        var administrator = await site.SignInAsync((await site.Arrange.StaffAsync(asked.Manager.Authority, Roles.Administrator)).Account);
        Assert.Empty((await administrator.PageAsync("/admin/audit?show=looks")).QuerySelectorAll(".rows li"));
    }

    private async Task<(Someone Worker, Someone Young, Guid Matter)> RaisedAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker, "Ash");
        await (await site.SignInAsync(young.Account)).SubmitAsync("/have-my-say/raise", ("Words", Words), ("MayBeShown", "false"));
        return (worker, young, await site.SqlAsync<Guid>("select id from pledge.forum_matter where young_person_id = $1", young.YoungPerson));
    }

    private Task<long> LooksAsync(Someone person) =>
        site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and act = 'looked' and what in ('forum-matter', 'consultation-answer', 'form')", person.YoungPerson);

    private Task<object?> LookAsync(Someone who, string role, Guid words) => ReadAsAsync(who, role, $"select pledge.look_at_words('{words}', now())::text");

    private async Task<object?> ReadAsAsync(Someone who, string role, string sql)
    {
        var stamp = await site.SqlAsync<string>("select security_stamp from identity.account where id = $1", who.Account);
        await using var connection = new NpgsqlConnection(site.Database.App);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var enter = new NpgsqlCommand("select pledge.enter($1, $2, $3, $4, $5, date '2026-11-22')", connection)
        {
            Parameters = { new() { Value = role }, new() { Value = who.Account }, new() { Value = stamp }, new() { Value = who.Authority }, new() { Value = (object?)who.YoungPerson ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid } },
        };
        Assert.NotEqual(false, await enter.ExecuteScalarAsync());
        await using var command = new NpgsqlCommand(sql, connection);
        var read = await command.ExecuteScalarAsync();
        await transaction.CommitAsync();
        return read;
    }
}

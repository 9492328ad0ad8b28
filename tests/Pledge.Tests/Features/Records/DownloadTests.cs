using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Pledge.Tests.Support;
using Pledge.Web.Features.Records.Copies;

namespace Pledge.Tests.Features.Records;

public sealed class DownloadTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_copy_is_made_in_the_background_told_by_a_neutral_mail_and_taken_by_nobody_else()
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        await site.Arrange.FactAsync(young, "home", "U", new(2024, 1, 1));
        await site.Arrange.ContactAsync(worker, young, new(2026, 11, 2), note: "Talked about <b>cats</b>");
        await site.Arrange.ContactAsync(worker, await site.Arrange.TheirsAsync(worker, "Bo"), new(2026, 11, 3), note: "Somebody else’s");
        await (await site.SignInAsync(worker.Account)).SubmitAsync($"/young-people/{young.YoungPerson}/notes/new",
            ("Text", "A relative rang"), ("KeepBack.On", "true"), ("KeepBack.Reason", "The family tells them first"), ("KeepBack.ReviewOn.Day", "1"), ("KeepBack.ReviewOn.Month", "12"), ("KeepBack.ReviewOn.Year", "2026"));
        var promise = (await site.Arrange.EditionAsync(young.Authority, "home"))[0];
        await site.Arrange.AnswerAsync(young, promise, "home", "true", site.Clock.GetUtcNow());
        var visitor = await site.SignInAsync(young.Account);

        var asked = await visitor.SubmitFormAsync("/record/download", "ask");
        Assert.Equal("/record/download", asked.Headers.Location!.ToString());
        var waiting = await visitor.PageAsync("/record/download");
        Assert.Equal("Making your copy: 0 out of 100 done", waiting.QuerySelector("#copy .card__title").Reads());
        Assert.Equal("/record/download", waiting.QuerySelector("#copy a")!.GetAttribute("href"));
        var id = await site.SqlAsync<Guid>("select id from pledge.record_download where young_person_id = $1", young.YoungPerson);
        await MakeAsync(id);

        Assert.Equal("Your copy is ready.", (await visitor.PageAsync("/record/download")).QuerySelector("#copy .card__title").Reads());
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1 and rule = 'record-ready'", young.Account));
        Assert.Equal("The copy of your record is ready", (await visitor.PageAsync("/")).QuerySelector(".card--next a[href='/record/download']").Reads());
        var file = await visitor.GetAsync($"/record/download/{id}/file");
        Assert.Null((await visitor.PageAsync("/")).QuerySelector(".card--next a[href='/record/download']"));
        Assert.Equal("application/zip", file.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("attachment", file.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        using var zip = new ZipArchive(await file.Content.ReadAsStreamAsync());
        using var json = JsonDocument.Parse(await ReadAsync(zip, "data/record.json"));
        Assert.Equal("Talked about <b>cats</b>", Assert.Single(json.RootElement.GetProperty("contact").EnumerateArray()).GetProperty("note").GetString());
        Assert.Equal("Sam Worker", json.RootElement.GetProperty("staff").GetProperty(worker.Account.ToString()).GetString());
        var contacts = await ReadAsync(zip, "pages/contact.html");
        Assert.Contains("Talked about &lt;b&gt;cats&lt;/b&gt;", contacts, StringComparison.Ordinal);
        Assert.Contains("2 November 2026", contacts, StringComparison.Ordinal);
        Assert.Contains("Sam Worker", contacts, StringComparison.Ordinal);
        Assert.Contains("href=\"pages/fact.html\"", await ReadAsync(zip, "index.html"), StringComparison.Ordinal);
        // What is kept back is not in it, and that is said.
        Assert.Contains("Kept from you for now: notes 1, documents 0.", await ReadAsync(zip, "index.html"), StringComparison.Ordinal);
        Assert.Contains($"<dd dir=\"auto\">{System.Net.WebUtility.HtmlEncode(await site.SqlAsync<string>("select statement from pledge.promise where id = $1", promise))}</dd>", await ReadAsync(zip, "pages/answer.html"), StringComparison.Ordinal);
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.EndsWith(".html", StringComparison.Ordinal)))
            Assert.DoesNotMatch("Somebody else’s|A relative rang", await ReadAsync(zip, entry.FullName));

        // On disk it is sealed, and no other account gets it.
        Assert.NotEqual((byte)'P', (await site.SqlAsync<byte[]>("select content from pledge.record_download where id = $1", id))[0]);
        var other = await site.SignInAsync((await site.Arrange.YoungPersonAsync(young.Authority)).Account);
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync($"/record/download/{id}/file")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync(worker.Account)).GetAsync($"/record/download/{id}/file")).StatusCode);
    }

    [Fact]
    public async Task Asked_twice_there_is_one_and_made_twice_it_is_the_same_one()
    {
        var young = await site.Arrange.YoungAsync();
        var visitor = await site.SignInAsync(young.Account);
        var ask = await visitor.FillAsync("/record/download", "ask");
        await ask();
        await ask();
        var id = await site.SqlAsync<Guid>("select id from pledge.record_download where young_person_id = $1", young.YoungPerson);

        await Task.WhenAll(MakeAsync(id), MakeAsync(id));
        await MakeAsync(id);

        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.record_download where young_person_id = $1 and state = 'ready'", young.YoungPerson));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.message where account_id = $1 and rule = 'record-ready'", young.Account));
    }

    [Fact]
    public async Task A_record_of_thousands_of_rows_is_whole()
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        await site.ExecuteAsync(
            """
            insert into pledge.contact (id, authority_id, young_person_id, group_id, outcome, channel, started_by, occurred_on, note, recorded_at, recorded_by)
            select gen_random_uuid(), $1, $2, gen_random_uuid(), 'made', 'phone', 'worker', date '2020-01-01' + n / 4, 'Call ' || n, now(), $3 from generate_series(1, 6000) n
            """, young.Authority, young.YoungPerson, worker.Account);
        var visitor = await site.SignInAsync(young.Account);
        await visitor.SubmitFormAsync("/record/download", "ask");
        var id = await site.SqlAsync<Guid>("select id from pledge.record_download where young_person_id = $1", young.YoungPerson);

        await MakeAsync(id);

        using var zip = new ZipArchive(await (await visitor.GetAsync($"/record/download/{id}/file")).Content.ReadAsStreamAsync());
        using var json = JsonDocument.Parse(await ReadAsync(zip, "data/record.json"));
        Assert.Equal(6000, json.RootElement.GetProperty("contact").GetArrayLength());
    }

    [Fact]
    public async Task What_was_asked_stands_beside_each_answer_words_beside_what_the_board_read_and_codes_in_words()
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        var consultation = Guid.CreateVersion7();
        await site.ExecuteAsync(
            """
            insert into pledge.consultation (id, authority_id, title, why, is_named, opens_on, closes_on, questions, state, asked_at, asked_by, changed_at, changed_by)
            values ($1, $2, 'Our summer day', 'There is money', true, '2026-11-01', '2026-11-20', $3::jsonb, 'asked', now(), $4, now(), $4)
            """, consultation, young.Authority, """[{"kind":"choice","asks":"Where shall we go?","options":["The sea","The zoo"]},{"kind":"scale","asks":"Was it good?","options":[]},{"kind":"words","asks":"What else?","options":[]}]""", worker.Account);
        await site.ExecuteAsync("insert into pledge.consultation_asked (consultation_id, authority_id, young_person_id, age_band, answered) values ($1, $2, $3, '18-20', true)", consultation, young.Authority, young.YoungPerson);
        foreach (var (number, said, words) in new (int, int?, string?)[] { (1, 2, null), (2, 4, null), (3, null, "Bring the dogs") })
            await site.ExecuteAsync("insert into pledge.consultation_answer (authority_id, consultation_id, number, said, words, young_person_id, called) values ($1, $2, $3, $4, $5, $6, 'Ash')", young.Authority, consultation, number, said, words, young.YoungPerson);
        var promise = (await site.Arrange.EditionAsync(young.Authority, "home"))[0];
        foreach (var (words, shown, reason) in new (string, string?, string?)[] { ("Kim helped me", "Somebody helped me", null), ("My street is loud", null, "It names a place") })
        {
            await site.Arrange.AnswerAsync(young, promise, "home", "true", site.Clock.GetUtcNow(), words);
            await site.ExecuteAsync(
                """
                insert into pledge.board_words (id, authority_id, young_person_id, answer_id, promise_key, given_at, decision, shown, reason, decided_at, decided_by)
                select gen_random_uuid(), a.authority_id, a.young_person_id, a.id, 'home', now(), $3, $4, $5, now(), $2 from pledge.answer a where a.words = $1
                """, words, worker.Account, shown is null ? "held-back" : "released", shown, reason);
        }
        await site.ExecuteAsync("insert into pledge.oc3_row (authority_id, young_person_id, collection_year, birthday, in_touch, activity, home, loaded_at) values ($1, $2, 2025, '2025-01-01', 'YES', 'G5', 'B2', now())", young.Authority, young.YoungPerson);
        var visitor = await site.SignInAsync(young.Account);
        await visitor.SubmitFormAsync("/record/download", "ask");
        var id = await site.SqlAsync<Guid>("select id from pledge.record_download where young_person_id = $1", young.YoungPerson);
        await MakeAsync(id);
        using var zip = new ZipArchive(await (await visitor.GetAsync($"/record/download/{id}/file")).Content.ReadAsStreamAsync());
        async Task SaysAsync(string page, params string[] rows)
        {
            var html = await ReadAsync(zip, $"pages/{page}.html");
            foreach (var row in rows)
                Assert.Contains(row, WebUtility.HtmlDecode(html).Replace("</dt><dd dir=\"auto\">", ": ", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        await SaysAsync("consultation-asked", "What it was about: Our summer day");
        await SaysAsync("consultation-answer", "Question: Where shall we go?", "What you said: The zoo", "Question: Was it good?", "What you said: Mostly", "Question: What else?", "What you wrote: Bring the dogs", "What it was about: Our summer day");
        await SaysAsync("board-words", "What you wrote: Kim helped me", "How the board read it: Somebody helped me", "What you wrote: My street is loud", "Shown to the board: no", "Why it was not shown to the board: It names a place");
        await SaysAsync("oc3-row", "Where you lived: With a parent or someone in your family. We said this home is not right for you.", "What you did: Not in work or college right now", "In touch: We are in touch");
    }

    [Fact]
    public async Task Nobody_enters_a_download_that_nobody_is_making()
    {
        var young = await site.Arrange.YoungAsync();
        var visitor = await site.SignInAsync(young.Account);
        await visitor.SubmitFormAsync("/record/download", "ask");
        var id = await site.SqlAsync<Guid>("select id from pledge.record_download where young_person_id = $1", young.YoungPerson);

        Assert.False(await site.SqlAsync<bool>("select pledge.enter_download($1, date '2026-11-22')", id));
        await site.ExecuteAsync("update pledge.record_download set state = 'making' where id = $1", id);
        Assert.True(await site.SqlAsync<bool>("select pledge.enter_download($1, date '2026-11-22')", id));
        await site.ExecuteAsync("update identity.account set closed_at = now() where id = $1", young.Account);
        Assert.False(await site.SqlAsync<bool>("select pledge.enter_download($1, date '2026-11-22')", id));
    }

    [Fact]
    public async Task Every_table_about_a_young_person_is_in_the_copy_or_left_out_with_a_reason()
    {
        var tables = (await site.SqlAsync<string>(
            """
            select string_agg(n.nspname || '.' || c.relname, ',' order by 1) from pg_attribute a
            join pg_class c on c.oid = a.attrelid and c.relkind = 'r' join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('pledge', 'identity')
            where a.attname = 'young_person_id' and not a.attisdropped
            """)).Split(',');

        Assert.Empty(tables.Except(RecordTable.All.Select(table => table.Name)).Except(RecordTable.Exceptions.Keys));
        Assert.Empty(RecordTable.Exceptions.Keys.Intersect(RecordTable.All.Select(table => table.Name)));
        Assert.Empty(RecordTable.Exceptions.Keys.Except(tables));
        Assert.DoesNotContain(RecordTable.Exceptions.Values, string.IsNullOrWhiteSpace);
    }

    [Fact]
    public async Task Every_table_and_column_of_the_copy_has_words()
    {
        var words = new System.Resources.ResourceManager(typeof(RecordBookText));
        foreach (var table in RecordTable.All)
        {
            Assert.True(words.GetString($"Table_{table.ShortName}", System.Globalization.CultureInfo.InvariantCulture) is not null, table.Name);
            var columns = table.Only ?? (await site.SqlAsync<string>(
                "select string_agg(attname, ',') from pg_attribute where attrelid = $1::text::regclass and attnum > 0 and not attisdropped and atttypid <> 'uuid'::regtype", table.Name)).Split(',').Except(table.LeftOut);
            foreach (var column in columns.Concat(table.Added.Select(added => added.Column)))
                Assert.True(words.GetString($"Column_{column}", System.Globalization.CultureInfo.InvariantCulture) is not null, $"{table.Name}.{column}");
        }
    }

    private Task MakeAsync(Guid id) => site.RunJobAsync<MakeDownloads>(job => job.RunAsync(id, CancellationToken.None));

    private static async Task<string> ReadAsync(ZipArchive zip, string path)
    {
        using var reader = new StreamReader(zip.GetEntry(path)!.Open());
        return await reader.ReadToEndAsync();
    }
}

using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Documents;

public sealed class DocumentTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_worker_attaches_one_and_both_open_it_and_both_looks_name_it()
    {
        var (worker, person) = await ArrangeAsync();
        var home = await site.Arrange.FactAsync(person, "home", "U", new(2026, 3, 1));
        var visitor = await site.SignInAsync(worker.Account);
        var here = $"/young-people/{person.YoungPerson}/documents";

        var sent = await visitor.UploadAsync($"{here}/new", "Ténancy \u202Eagreement.exe", Uploads.Pdf, ("Form.Title", "Tenancy agreement"), ("Form.Fact", home.ToString()));

        Assert.Equal(here, sent.Headers.Location?.ToString());
        var list = await visitor.PageAsync(here);
        Assert.Matches("Home: .+, since 1 March 2026", list.QuerySelector(".rows").Reads());
        Assert.Contains("They can see this", list.QuerySelector(".rows").Reads(), StringComparison.Ordinal);
        var young = await site.SignInAsync(person.Account);
        var mine = (await young.PageAsync("/record/documents")).QuerySelector<IHtmlAnchorElement>(".rows a")!;
        Assert.Equal("Tenancy agreement", mine.Reads());
        foreach (var (who, address) in new[] { (visitor, list.QuerySelector(".rows a")!.GetAttribute("href")!), (young, mine.GetAttribute("href")!) })
        {
            var file = await who.GetAsync(address);
            Assert.Equal(Uploads.Pdf, await file.Content.ReadAsByteArrayAsync());
            Assert.Equal("application/pdf", file.Content.Headers.ContentType!.ToString());
            Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Equal("Ténancy agreement.pdf", file.Content.Headers.ContentDisposition.FileNameStar);
            Assert.Equal("nosniff", string.Join("", file.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("sandbox; default-src 'none'", string.Join("", file.Headers.GetValues("Content-Security-Policy")));
            Assert.True(file.Headers.CacheControl!.NoStore);
        }
        var looks = (await young.PageAsync("/record")).QuerySelectorAll("#looks ~ ul li").Select(look => look.Reads()).ToList();
        Assert.Contains(looks, look => look.StartsWith("Sam Worker", StringComparison.Ordinal) && look.Contains("Opened one of your documents. Tenancy agreement", StringComparison.Ordinal));
        Assert.Contains(looks, look => look.StartsWith("You", StringComparison.Ordinal) && look.Contains("Opened one of your documents. Tenancy agreement", StringComparison.Ordinal));
        Assert.Contains(looks, look => look.Contains("Added a document. Tenancy agreement", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_picture_is_not_kept_by_the_browser_either()
    {
        var (worker, person) = await ArrangeAsync();
        var id = await AttachAsync(worker, person, "me.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16]);

        var file = await (await site.SignInAsync(person.Account)).GetAsync($"/record/documents/{id}");

        Assert.Equal("image/jpeg", file.Content.Headers.ContentType!.ToString());
        Assert.True(file.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("", "#Form-Title-error", "Say what the document is")]
    [InlineData("Letter", "#File-error", "This is not a PDF, JPEG, PNG, Word (DOCX), ODT or plain text file. Save it as one of these, or take a picture of it")]
    public async Task What_is_wrong_is_said_beside_the_field_and_what_was_typed_is_kept(string title, string field, string message)
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);

        var response = await visitor.UploadAsync($"/young-people/{person.YoungPerson}/documents/new", "letter.pdf", title.Length == 0 ? Uploads.Pdf : [1, 2, 3],
            ("Form.Title", title), ("Form.KeepBack.Reason", "Why not"), ("Form.KeepBack.ReviewOn.Day", "1"), ("Form.KeepBack.ReviewOn.Month", "12"), ("Form.KeepBack.ReviewOn.Year", "2026"));

        var page = await response.DocumentAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.Equal($"Error: {message}", page.QuerySelector(field).Reads());
        Assert.Equal(title, page.QuerySelector<IHtmlInputElement>("#Form-Title")!.Value);
        Assert.Equal("Why not", page.QuerySelector<IHtmlTextAreaElement>("#Form-KeepBack-Reason")!.Value);
        Assert.Equal(0L, await CountAsync(person));
    }

    [Fact]
    public async Task No_file_an_empty_one_and_one_too_large_are_told_apart()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);
        async Task<string> ErrorAsync(string? name, byte[] content) =>
            (await (await visitor.UploadAsync($"/young-people/{person.YoungPerson}/documents/new", name, content, ("Form.Title", "Letter"))).DocumentAsync()).QuerySelector("#File-error").Reads();

        Assert.Equal("Error: Choose a file", await ErrorAsync(null, []));
        Assert.Equal("Error: This file is empty. Choose another", await ErrorAsync("letter.txt", []));
        Assert.Equal("Error: This file is larger than 10 MB. Make it smaller, or choose another", await ErrorAsync("letter.txt", [.. Enumerable.Repeat((byte)'a', 10 * 1024 * 1024 + 1)]));
        Assert.Equal("Error: This file is larger than 10 MB. Make it smaller, or choose another", await ErrorAsync("letter.txt", [.. Enumerable.Repeat((byte)'a', 12 * 1024 * 1024)]));
        Assert.Equal(0L, await CountAsync(person));
    }

    [Fact]
    public async Task The_largest_allowed_comes_back_as_it_was()
    {
        var (worker, person) = await ArrangeAsync();
        var content = Enumerable.Range(0, 10 * 1024 * 1024).Select(i => (byte)('a' + i % 23)).ToArray();

        var id = await AttachAsync(worker, person, "long.txt", content);

        Assert.Equal(content, await (await (await site.SignInAsync(worker.Account)).GetAsync($"/young-people/{person.YoungPerson}/documents/{id}")).Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task One_changed_behind_our_back_is_not_given_out()
    {
        var (worker, person) = await ArrangeAsync();
        var id = await AttachAsync(worker, person);
        await site.ExecuteAsync("update pledge.document_chunk set content = convert_to('Dear Bo', 'UTF8') where document_id = $1", id);
        var visitor = await site.SignInAsync(worker.Account);

        var response = await visitor.GetAsync($"/young-people/{person.YoungPerson}/documents/{id}");

        Assert.Equal($"/young-people/{person.YoungPerson}/documents", response.Headers.Location?.ToString());
        Assert.Contains("cannot be opened just now", (await visitor.PageAsync($"/young-people/{person.YoungPerson}/documents")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_finds_nothing_and_can_add_nothing()
    {
        var (worker, person) = await ArrangeAsync();
        var id = await AttachAsync(worker, person);
        var (other, otherPerson) = await ArrangeAsync();
        var colleague = await site.Arrange.StaffAsync(worker.Authority, Roles.Adviser, await site.Arrange.TeamAsync(worker.Authority, "South"));
        var here = $"/young-people/{person.YoungPerson}/documents";

        foreach (var account in new[] { other.Account, colleague.Account })
        {
            var visitor = await site.SignInAsync(account);
            foreach (var address in new[] { here, $"{here}/new", $"{here}/{id}", $"{here}/{id}/withdraw", $"{here}/{id}/sharing" })
                Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(address)).StatusCode);
        }
        // Through the address of one's own young person, too.
        var mine = await site.SignInAsync(other.Account);
        Assert.Equal(HttpStatusCode.NotFound, (await mine.GetAsync($"/young-people/{otherPerson.YoungPerson}/documents/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(otherPerson.Account)).GetAsync($"/record/documents/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignInAsync(person.Account)).GetAsync($"{here}/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await site.Visit().GetAsync($"{here}/{id}")).StatusCode);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);

        var response = await visitor.UploadAsync($"/young-people/{person.YoungPerson}/documents/new", "a.pdf", Uploads.Pdf, ("Form.Title", "Letter"), ("__RequestVerificationToken", "x"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0L, await CountAsync(person));
    }

    [Fact]
    public async Task Pressed_twice_there_is_one_and_two_different_ones_at_once_are_two()
    {
        var (worker, person) = await ArrangeAsync();
        var page = $"/young-people/{person.YoungPerson}/documents/new";

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i => await (await site.SignInAsync(worker.Account)).UploadAsync(page, "a.txt", Encoding.UTF8.GetBytes($"Letter {i / 2}"), ("Form.Title", "Letter"))));

        Assert.All(sent, response => Assert.Equal(HttpStatusCode.Redirect, response.StatusCode));
        Assert.Equal(2L, await CountAsync(person));
    }

    [Fact]
    public async Task A_record_has_room_for_so_many_even_when_two_come_at_once()
    {
        var (worker, person) = await ArrangeAsync();
        await site.ExecuteAsync(
            """
            insert into pledge.document (id, authority_id, young_person_id, title, file_name, type, bytes, digest, place, key, added_at, added_by)
            select gen_random_uuid(), $1, $2, 'Letter', 'letter.txt', 'text', 2, sha256('Hi'), 'database', replace(gen_random_uuid()::text, '-', ''), now(), $3 from generate_series(1, 199)
            """, person.Authority, person.YoungPerson, worker.Account);
        var visitor = await site.SignInAsync(worker.Account);
        var page = $"/young-people/{person.YoungPerson}/documents/new";

        var sent = await Task.WhenAll(Enumerable.Range(0, 3).Select(async i => await (await site.SignInAsync(worker.Account)).UploadAsync(page, "a.txt", Encoding.UTF8.GetBytes($"Letter {i}"), ("Form.Title", "Letter"))));

        Assert.Equal(1, sent.Count(response => response.StatusCode == HttpStatusCode.Redirect));
        Assert.Contains("There are already 200 documents", (await sent.First(response => response.StatusCode == HttpStatusCode.OK).DocumentAsync()).QuerySelector("#File-error").Reads(), StringComparison.Ordinal);
        Assert.Equal(200L, await CountAsync(person));
        await site.ExecuteAsync("update pledge.document set bytes = 50 * 1024 * 1024 where id = (select id from pledge.document where young_person_id = $1 and title = 'Letter' limit 1)", person.YoungPerson);
        await site.ExecuteAsync("delete from pledge.document_chunk where young_person_id = $1", person.YoungPerson);
        await site.ExecuteAsync("delete from pledge.document where young_person_id = $1 and bytes < 100", person.YoungPerson);
        Assert.Contains("larger than 50 MB together", (await (await visitor.UploadAsync(page, "a.txt", "Hello"u8.ToArray(), ("Form.Title", "Letter"))).DocumentAsync()).QuerySelector("#File-error").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_kept_back_is_not_there_for_the_young_person_who_is_told_that_there_is_one()
    {
        var (worker, person) = await ArrangeAsync();
        var id = await AttachAsync(worker, person, more:
            [("Form.KeepBack.On", "true"), ("Form.KeepBack.Reason", "The family tells them first"), ("Form.KeepBack.ReviewOn.Day", "1"), ("Form.KeepBack.ReviewOn.Month", "12"), ("Form.KeepBack.ReviewOn.Year", "2026")]);
        var (visitor, young) = (await site.SignInAsync(worker.Account), await site.SignInAsync(person.Account));
        await visitor.GetAsync($"/young-people/{person.YoungPerson}/documents/{id}");

        var mine = await young.PageAsync("/record/documents");
        Assert.DoesNotContain("Letter", mine.QuerySelector("main").Reads(), StringComparison.Ordinal);
        Assert.Contains("There is 1 document you cannot see for now", mine.QuerySelector(".govuk-inset-text").Reads(), StringComparison.Ordinal);
        var record = (await young.PageAsync("/record")).QuerySelector("main").Reads();
        Assert.Contains("Opened one of your documents.", record, StringComparison.Ordinal);
        Assert.DoesNotContain("Letter", record, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await young.GetAsync($"/record/documents/{id}")).StatusCode);

        var sharing = $"/young-people/{person.YoungPerson}/documents/{id}/sharing";
        var share = (await visitor.PageAsync(sharing)).QuerySelector("form[action*='Share']")!;
        await visitor.PostFormAsync(sharing, share.GetAttribute("action")!, ("Version", share.QuerySelector("[name=Version]")!.GetAttribute("value")!));
        Assert.Equal(HttpStatusCode.OK, (await young.GetAsync($"/record/documents/{id}")).StatusCode);
        Assert.Equal([1L, 0L], await site.RowAsync("select count(*), count(*) filter (where ended_at is null) from pledge.document_hiding where document_id = $1", id));
    }

    [Fact]
    public async Task Whoever_decides_second_sees_the_decision_before()
    {
        var (worker, person) = await ArrangeAsync();
        var id = await AttachAsync(worker, person);
        var manager = await site.Arrange.StaffAsync(worker.Authority, Roles.Manager, await site.SqlAsync<Guid>("select team_id from pledge.staff_member where id = $1", worker.Account), "Bo Manager");
        var sharing = $"/young-people/{person.YoungPerson}/documents/{id}/sharing";
        (string, string)[] Fields(string reason) => [("Reason", reason), ("ReviewOn.Day", "1"), ("ReviewOn.Month", "12"), ("ReviewOn.Year", "2026")];
        var send = await (await site.SignInAsync(worker.Account)).FillAsync(sharing, "keep-back", Fields("My reason"));
        Assert.Equal(HttpStatusCode.Redirect, (await (await site.SignInAsync(manager.Account)).SubmitFormAsync(sharing, "keep-back", Fields("Bo's reason"))).StatusCode);

        var page = await (await send()).DocumentAsync();

        Assert.Contains("Bo Manager", page.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Contains("My reason", page.QuerySelector(".merge__one--mine").Reads(), StringComparison.Ordinal);
        Assert.Equal("Bo's reason", await site.SqlAsync<string>("select reason from pledge.document_hiding where document_id = $1 and ended_at is null", id));
    }

    [Fact]
    public async Task One_taken_out_is_gone_for_the_young_person_and_stays_for_staff_with_the_reason()
    {
        var (worker, person) = await ArrangeAsync();
        var id = await AttachAsync(worker, person);
        var visitor = await site.SignInAsync(worker.Account);
        var here = $"/young-people/{person.YoungPerson}/documents";

        var missing = await (await visitor.SubmitAsync($"{here}/{id}/withdraw", ("Reason", ""))).DocumentAsync();
        Assert.Equal("Error: Say why you are changing this", missing.QuerySelector("#Reason-error").Reads());
        await visitor.SubmitAsync($"{here}/{id}/withdraw", ("Reason", "About somebody else"));

        Assert.Contains("About somebody else", (await visitor.PageAsync(here)).QuerySelector(".rows").Reads(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"{here}/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{here}/{id}/withdraw")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignInAsync(person.Account)).GetAsync($"/record/documents/{id}")).StatusCode);
    }

    [Fact]
    public async Task A_newer_one_takes_the_place_of_an_older_one_with_a_reason_and_only_once()
    {
        var (worker, person) = await ArrangeAsync();
        var old = await AttachAsync(worker, person);
        var visitor = await site.SignInAsync(worker.Account);
        var page = $"/young-people/{person.YoungPerson}/documents/new?replaces={old}";
        Assert.Equal("Letter", (await visitor.PageAsync(page)).QuerySelector<IHtmlInputElement>("#Form-Title")!.Value);

        var missing = await (await visitor.UploadAsync(page, "b.txt", "Dear Bo"u8.ToArray(), ("Form.Title", "Letter, signed"), ("Form.ReplaceReason", ""))).DocumentAsync();
        Assert.Equal("Error: Say why you are changing this", missing.QuerySelector("#Form-ReplaceReason-error").Reads());
        var sent = await visitor.UploadAsync(page, "b.txt", "Dear Bo"u8.ToArray(), ("Form.Title", "Letter, signed"), ("Form.ReplaceReason", "Now it is signed"));

        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal(["Now it is signed", true], await site.RowAsync("select d.supersede_reason, exists (select from pledge.document n where n.replaces_id = d.id) from pledge.document d where d.id = $1", old));
        Assert.Equal(["Letter, signed"], (await (await site.SignInAsync(person.Account)).PageAsync("/record/documents")).QuerySelectorAll(".rows a").Select(link => link.Reads()));
        Assert.Contains("Replaced", (await visitor.PageAsync($"/young-people/{person.YoungPerson}/documents")).QuerySelector(".rows").Reads(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(page)).StatusCode);
    }

    [Fact]
    public async Task What_takes_the_place_of_something_kept_back_is_kept_back_unless_somebody_says_otherwise()
    {
        var (worker, person) = await ArrangeAsync();
        var old = await AttachAsync(worker, person, more:
            [("Form.KeepBack.On", "true"), ("Form.KeepBack.Reason", "The family tells them first"), ("Form.KeepBack.ReviewOn.Day", "1"), ("Form.KeepBack.ReviewOn.Month", "12"), ("Form.KeepBack.ReviewOn.Year", "2026")]);

        var page = await (await site.SignInAsync(worker.Account)).PageAsync($"/young-people/{person.YoungPerson}/documents/new?replaces={old}");

        Assert.True(page.QuerySelector<IHtmlInputElement>("[name='Form.KeepBack.On'][type=checkbox]")!.IsChecked);
        Assert.Equal("The family tells them first", page.QuerySelector<IHtmlTextAreaElement>("#Form-KeepBack-Reason")!.Value);
        Assert.Equal(["1", "12", "2026"], new[] { "Day", "Month", "Year" }.Select(part => page.QuerySelector<IHtmlInputElement>($"[name='Form.KeepBack.ReviewOn.{part}']")!.Value));
    }

    [Fact]
    public async Task The_decision_is_in_the_list_of_what_is_kept_back_and_on_the_caseload_when_its_day_has_come()
    {
        var (worker, person) = await ArrangeAsync();
        var id = await AttachAsync(worker, person, more:
            [("Form.KeepBack.On", "true"), ("Form.KeepBack.Reason", "The family tells them first"), ("Form.KeepBack.ReviewOn.Day", "1"), ("Form.KeepBack.ReviewOn.Month", "12"), ("Form.KeepBack.ReviewOn.Year", "2026")]);
        var visitor = await site.SignInAsync(worker.Account);
        Assert.DoesNotContain("kept back, to look at again", (await visitor.PageAsync("/caseload")).QuerySelector("main").Reads(), StringComparison.Ordinal);
        await site.ExecuteAsync("update pledge.document_hiding set decided_at = '2026-01-01Z', review_on = '2026-02-01' where document_id = $1", id);
        var administrator = await site.SignInAsync((await site.Arrange.StaffAsync(worker.Authority, Roles.Administrator)).Account);

        foreach (var who in new[] { visitor, administrator })
            Assert.Contains("The family tells them first", (await who.PageAsync("/notes/kept-back")).QuerySelector("tbody").Reads(), StringComparison.Ordinal);
        Assert.Equal($"/young-people/{person.YoungPerson}/documents/{id}/sharing", (await visitor.PageAsync("/notes/kept-back")).QuerySelector("tbody td a")!.GetAttribute("href"));
        Assert.Empty((await administrator.PageAsync("/notes/kept-back")).QuerySelectorAll("tbody a"));
        Assert.Contains("1 thing kept back, to look at again", (await visitor.PageAsync("/caseload")).QuerySelector("main").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_many_is_read_in_as_many_statements_as_a_list_of_none()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);
        async Task<int> CountStatementsAsync()
        {
            using var statements = new Statements(site);
            await visitor.PageAsync($"/young-people/{person.YoungPerson}/documents");
            return statements.Sent.Count;
        }
        var none = await CountStatementsAsync();
        await site.ExecuteAsync(
            """
            insert into pledge.document (id, authority_id, young_person_id, title, file_name, type, bytes, digest, place, key, added_at, added_by)
            select gen_random_uuid(), $1, $2, 'Letter', 'letter.txt', 'text', 2, sha256('Hi'), 'database', replace(gen_random_uuid()::text, '-', ''), now(), $3 from generate_series(1, 60)
            """, person.Authority, person.YoungPerson, worker.Account);

        Assert.Equal(none, await CountStatementsAsync());
        Assert.Equal(10, (await visitor.PageAsync($"/young-people/{person.YoungPerson}/documents?number=3")).QuerySelectorAll(".rows > li").Length);
    }

    private async Task<(Someone Worker, Someone Person)> ArrangeAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (worker, await site.Arrange.TheirsAsync(worker));
    }

    private Task<long> CountAsync(Someone person) => site.SqlAsync<long>("select count(*) from pledge.document where young_person_id = $1", person.YoungPerson);

    private async Task<Guid> AttachAsync(Someone worker, Someone person, string name = "letter.txt", byte[]? content = null, (string, string)[]? more = null)
    {
        var response = await (await site.SignInAsync(worker.Account)).UploadAsync($"/young-people/{person.YoungPerson}/documents/new", name, content ?? "Dear Al"u8.ToArray(), [("Form.Title", "Letter"), .. more ?? []]);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return await site.SqlAsync<Guid>("select id from pledge.document where young_person_id = $1 order by added_at desc limit 1", person.YoungPerson);
    }
}

using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Pledge.Tests.Support;
using Pledge.Web.Features.Documents;
using Pledge.Web.Features.Records.Copies;

namespace Pledge.Tests.Features.Documents;

public sealed class DocumentStoreTests(DocumentSite site) : IClassFixture<DocumentSite>
{
    [Fact]
    public async Task In_a_folder_a_file_has_a_name_that_says_nothing_and_is_scanned_as_it_came()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);

        var sent = await AttachAsync(visitor, person, "Ash Reed.pdf", Uploads.Pdf);
        Assert.Equal("", (await sent.DocumentAsync()).QuerySelector("#File-error").Reads());

        var row = await site.RowAsync("select key, place, scanned_at, id, (select count(*) from pledge.document_chunk where young_person_id = $1) from pledge.document where young_person_id = $1", person.YoungPerson);
        Assert.Equal(("folder", 0L), (row[1], row[4]));
        Assert.NotNull(row[2]);
        var key = (string)row[0]!;
        var path = Path.Combine(site.Folder.FullName, key[..2], key);
        Assert.Equal(Uploads.Pdf, await File.ReadAllBytesAsync(path));
        Assert.Equal(Uploads.Pdf, site.Scanner.Received);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(Uploads.Pdf, await (await visitor.GetAsync($"/young-people/{person.YoungPerson}/documents/{row[3]}")).Content.ReadAsByteArrayAsync());

        File.Delete(path);
        Assert.Equal("text/html", (await visitor.GetAsync($"/young-people/{person.YoungPerson}/documents/{row[3]}")).Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_virus_is_refused_and_nothing_is_kept()
    {
        var (worker, person) = await ArrangeAsync();
        var before = Files();

        var page = await (await AttachAsync(await site.SignInAsync(worker.Account), person, "a.txt", Encoding.UTF8.GetBytes(ClamdServer.Eicar))).DocumentAsync();

        Assert.StartsWith("Error: Our virus scanner found something harmful", page.QuerySelector("#File-error").Reads(), StringComparison.Ordinal);
        Assert.Equal(0L, await CountAsync(person));
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task A_scanner_that_says_nothing_or_has_enough_lets_nothing_through()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);
        async Task<string> ErrorAsync() => (await (await AttachAsync(visitor, person, "a.txt", [.. Enumerable.Repeat((byte)'a', 3_000_000)])).DocumentAsync()).QuerySelector("#File-error").Reads();
        try
        {
            site.Scanner.StreamMaxLength = 1000;
            Assert.StartsWith("Error: We could not check this file for viruses", await ErrorAsync(), StringComparison.Ordinal);
            (site.Scanner.StreamMaxLength, site.Scanner.Silent) = (int.MaxValue, true);
            Assert.StartsWith("Error: We could not check this file for viruses", await ErrorAsync(), StringComparison.Ordinal);
        }
        finally
        {
            (site.Scanner.StreamMaxLength, site.Scanner.Silent) = (int.MaxValue, false);
        }
        Assert.Equal(0L, await CountAsync(person));
    }

    [Fact]
    public async Task Two_gigabytes_are_refused_before_they_arrive_and_what_was_typed_is_kept()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);
        var address = $"/young-people/{person.YoungPerson}/documents/new";
        var token = (await visitor.PageAsync(address)).QuerySelector<IHtmlInputElement>("form[enctype] [name=__RequestVerificationToken]")!.Value;
        var start = string.Join("\r\n", "--b", "Content-Disposition: form-data; name=\"__RequestVerificationToken\"", "", token,
            "--b", "Content-Disposition: form-data; name=\"Form.Title\"", "", "My film", "--b", "Content-Disposition: form-data; name=\"File\"; filename=\"film.mp4\"", "Content-Type: video/mp4", "", "abc");
        using var socket = new TcpClient();
        await socket.ConnectAsync(site.ClientOptions.BaseAddress.Host, site.ClientOptions.BaseAddress.Port);
        await using var stream = socket.GetStream();

        await stream.WriteAsync(Encoding.UTF8.GetBytes(
            $"POST {address} HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: {2L * 1024 * 1024 * 1024}\r\nCookie: {string.Join("; ", visitor.Client.DefaultRequestHeaders.GetValues("Cookie"))}\r\n\r\n{start}"));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var reader = new StreamReader(stream);
        var answer = new StringBuilder();
        while (!answer.ToString().Contains("</html>", StringComparison.Ordinal) && await reader.ReadLineAsync(limit.Token) is { } line)
            answer.AppendLine(line);

        Assert.StartsWith("HTTP/1.1 200", answer.ToString(), StringComparison.Ordinal);
        Assert.Contains("This file is larger than 10 MB", answer.ToString(), StringComparison.Ordinal);
        Assert.Contains("value=\"My film\"", answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_drops_half_way_leaves_nothing()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);
        var token = (await visitor.PageAsync($"/young-people/{person.YoungPerson}/documents/new")).QuerySelector<IHtmlInputElement>("form[enctype] [name=__RequestVerificationToken]")!.Value;
        using var body = new StringContent(string.Join("\r\n", "--b", "Content-Disposition: form-data; name=\"__RequestVerificationToken\"", "", token, "--b", "Content-Disposition: form-data; name=\"File\"; filename=\"a.txt\"", "", "Dear Al, yo"));
        body.Headers.Remove("Content-Type");
        body.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");

        var response = await visitor.Client.PostAsync(new Uri($"/young-people/{person.YoungPerson}/documents/new", UriKind.Relative), body);

        Assert.Equal("Error: The file did not arrive whole. Try again", (await response.DocumentAsync()).QuerySelector("#File-error").Reads());
        Assert.Equal(0L, await CountAsync(person));
    }

    [Fact]
    public async Task Files_without_a_document_are_swept_after_a_day_and_no_others()
    {
        var (worker, person) = await ArrangeAsync();
        await AttachAsync(await site.SignInAsync(worker.Account), person, "a.pdf", Uploads.Pdf);
        var key = await site.SqlAsync<string>("select key from pledge.document where young_person_id = $1", person.YoungPerson);
        var (kept, old, young) = (Path.Combine(site.Folder.FullName, key[..2], key), Orphan(-25), Orphan(-23));
        File.SetLastWriteTimeUtc(kept, site.Clock.GetUtcNow().AddDays(-9).UtcDateTime);

        await site.RunJobAsync<SweepDocuments>(job => job.RunAsync(CancellationToken.None));

        Assert.Equal((true, false, true), (File.Exists(kept), File.Exists(old), File.Exists(young)));
        File.Delete(young);
    }

    [Fact]
    public async Task The_copy_of_the_record_holds_the_documents_they_can_see()
    {
        var (worker, person) = await ArrangeAsync();
        var visitor = await site.SignInAsync(worker.Account);
        await AttachAsync(visitor, person, "a #1.txt", "Dear Al"u8.ToArray());
        await visitor.UploadAsync($"/young-people/{person.YoungPerson}/documents/new", "b.txt", "Not yet"u8.ToArray(), ("Form.Title", "Later"), ("Form.KeepBack.Reason", "Family first"),
            ("Form.KeepBack.ReviewOn.Day", "1"), ("Form.KeepBack.ReviewOn.Month", "12"), ("Form.KeepBack.ReviewOn.Year", "2026"));
        Assert.Equal(2L, await CountAsync(person));
        var young = await site.SignInAsync(person.Account);
        await young.SubmitFormAsync("/record/download", "ask");
        var id = await site.SqlAsync<Guid>("select id from pledge.record_download where young_person_id = $1", person.YoungPerson);

        await site.RunJobAsync<MakeDownloads>(job => job.RunAsync(id, CancellationToken.None));

        using var zip = new ZipArchive(await (await young.GetAsync($"/record/download/{id}/file")).Content.ReadAsStreamAsync());
        var entry = Assert.Single(zip.Entries, entry => entry.FullName.StartsWith("documents/", StringComparison.Ordinal));
        Assert.Equal("documents/001-a #1.txt", entry.FullName);
        using var content = new StreamReader(entry.Open());
        Assert.Equal("Dear Al", await content.ReadToEndAsync());
        using var index = new StreamReader(zip.GetEntry("index.html")!.Open());
        Assert.Contains("href=\"documents/001-a%20%231.txt\"", await index.ReadToEndAsync(), StringComparison.Ordinal);
        using var page = new StreamReader(zip.GetEntry("pages/document.html")!.Open());
        Assert.DoesNotContain("Later", await page.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private string Orphan(int hours)
    {
        var key = Guid.NewGuid().ToString("N");
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(site.Folder.FullName, key[..2])).FullName, key);
        File.WriteAllText(path, "x");
        File.SetLastWriteTimeUtc(path, site.Clock.GetUtcNow().AddHours(hours).UtcDateTime);
        return path;
    }

    private int Files() => site.Folder.EnumerateFiles("*", SearchOption.AllDirectories).Count();

    private Task<long> CountAsync(Someone person) => site.SqlAsync<long>("select count(*) from pledge.document where young_person_id = $1", person.YoungPerson);

    private static Task<HttpResponseMessage> AttachAsync(Visitor visitor, Someone person, string name, byte[] content) =>
        visitor.UploadAsync($"/young-people/{person.YoungPerson}/documents/new", name, content, ("Form.Title", "Letter"));

    private async Task<(Someone Worker, Someone Person)> ArrangeAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        return (worker, await site.Arrange.TheirsAsync(worker));
    }
}

using System.IO.Compression;
using System.Net;
using System.Text;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Features.Meetings.Packs;

namespace Pledge.Tests.Features.Meetings;

public sealed class MeetingPackTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_pack_is_made_in_the_background_and_the_same_data_give_the_same_bytes()
    {
        var (authority, runner, board) = await ArrangeAsync();
        var address = $"{await MeetingAsync(runner)}/pack";
        await PublishAsync(authority, "2026-09-30");
        Assert.Equal("Make the pack", (await board.PageAsync(address)).QuerySelector("form#make button").Reads());

        await board.SubmitFormAsync(address, "make");
        await runner.PostFormAsync(address, address);
        Assert.Equal("Making the pack: 0 of 4 steps done", (await board.PageAsync(address)).QuerySelector("#pack .card__title").Reads());
        var first = await MakeAsync(authority);
        await MakeAgainAsync(first);
        var (pdf, zip) = await TakeAsync(board, address);
        var text = Encoding.Latin1.GetString(pdf);
        foreach (var says in (string[])[@"/Marked true", @"/StructTreeRoot \d+ 0 R", @"/Lang \(en-GB\)", @"/Title ", @"/Outlines \d+ 0 R", @"/S /TH\b", @"/CreationDate \(D:20261009000000\+00'00'\)"])
            Assert.Matches(says, text);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(text, @"/S /H1\b"));

        // As the same for whoever reads it, and not made again.
        site.Clock.Advance(TimeSpan.FromHours(3));
        board = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Board)).Account);
        runner = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Manager)).Account);
        Assert.Null((await runner.PageAsync(address)).QuerySelector("form#make"));
        // Made once more, hours later.
        await site.ExecuteAsync("update pledge.board_pack set state = 'gone', pdf = null, tables = null where authority_id = $1", authority);
        await board.SubmitFormAsync(address, "make");
        await MakeAsync(authority);
        var again = await TakeAsync(runner, address);
        Assert.True(pdf.AsSpan().SequenceEqual(again.Pdf), "the PDF differs");
        Assert.True(zip.AsSpan().SequenceEqual(again.Tables), "the tables differ");

        using var files = new ZipArchive(new MemoryStream(zip));
        Assert.Equal(["figures.csv", "definitions.csv", "answers.csv", "commitments.csv", "actions.csv"], files.Entries.Select(entry => entry.FullName));
        var (figures, answers, actions) = (await ReadAsync(files, "figures.csv"), await ReadAsync(files, "answers.csv"), await ReadAsync(files, "actions.csv"));
        Assert.Contains("2026-09-30,,Everybody,88.0,83.0,93.0,175,fewer than 8,fewer than 8,200,85.0,3.0,", figures, StringComparison.Ordinal);
        Assert.Contains("Statement of home,45.0,", answers, StringComparison.Ordinal);
        Assert.Contains("'=Find more flats", actions, StringComparison.Ordinal);
        Assert.Contains("\r\n", figures, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_meeting_keeps_its_pack_whatever_is_published_since_and_words_taken_back_go()
    {
        var (authority, runner, board) = await ArrangeAsync();
        var meeting = await MeetingAsync(runner);
        await PublishAsync(authority, "2026-06-30");
        await SendAsync(runner, $"{meeting}/write", "write", ("Present", "Ann"));
        await SendAsync(runner, $"{meeting}/write", "write#Close");
        await MakeAsync(authority);
        var before = await TakeAsync(board, $"{meeting}/pack");
        await PublishAsync(authority, "2026-09-30");

        Assert.Contains("figures of 30 June 2026", (await board.PageAsync($"{meeting}/pack")).Body.Reads(), StringComparison.Ordinal);
        Assert.True((await TakeAsync(board, $"{meeting}/pack")).Pdf.AsSpan().SequenceEqual(before.Pdf), "the PDF differs");
        Assert.Null((await board.PageAsync($"{meeting}/pack")).QuerySelector("form#make"));

        // What the young person took back is in no pack any more; the next one is without it.
        var young = await site.Arrange.YoungPersonAsync(authority);
        var promise = await site.SqlAsync<Guid>("select id from pledge.promise where authority_id = $1 and key = 'home'", authority);
        await site.Arrange.AnswerAsync(young, promise, "home", "true", site.Clock.GetUtcNow(), "My flat");
        await site.ExecuteAsync("insert into pledge.board_words (id, authority_id, young_person_id, answer_id, promise_key, given_at, decision, shown, decided_at, decided_by) select gen_random_uuid(), $1, young_person_id, id, 'home', answered_at, 'released', words, answered_at - interval '1 hour', $1 from pledge.answer where young_person_id = $2", authority, young.YoungPerson);
        await site.ExecuteAsync("update pledge.board_words set taken_back_at = now() where authority_id = $1", authority);
        Assert.Equal(HttpStatusCode.NotFound, (await board.GetAsync($"{meeting}/pack?handler=Pdf")).StatusCode);
        await board.SubmitFormAsync($"{meeting}/pack", "make");
        await MakeAsync(authority);
        Assert.True((await TakeAsync(board, $"{meeting}/pack")).Tables.AsSpan().SequenceEqual(before.Tables), "the tables differ");

        // Its links lead to what it read, whatever was put right and published again since.
        await site.PublishAsync(authority, "2026-06-30", [("CL-ACC-1921", null, 100, 200, 50, "85", "grey")], number: 138);
        site.Clock.Advance(TimeSpan.FromDays(1));
        (board, runner) = (await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Board)).Account), await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Administrator)).Account));
        Assert.Contains("50%", (await board.PageAsync("/board/figures/CL-ACC-1921?On=2026-06-30")).QuerySelector(".lead").Reads(), StringComparison.Ordinal);
        var read = await board.PageAsync((await board.PageAsync(meeting)).QuerySelector("a[href^='/board?']")!.GetAttribute("href")!);
        Assert.Contains("As the board read it at its meeting of 20 November 2026", read.Body.Reads(), StringComparison.Ordinal);
        var figure = read.QuerySelector("a[href^='/board/figures/CL-ACC-1921']")!;
        Assert.Contains("88%", figure.Closest("tr").Reads(), StringComparison.Ordinal);
        Assert.Contains("88% on 30 June 2026", (await board.PageAsync(figure.GetAttribute("href")!)).QuerySelector(".lead").Reads(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await board.GetAsync($"/board?meeting={authority}")).StatusCode);
    }

    [Fact]
    public async Task What_nobody_makes_is_asked_for_again_and_what_failed_says_so()
    {
        var (authority, runner, board) = await ArrangeAsync();
        var address = $"{await MeetingAsync(runner)}/pack";
        Assert.Contains("No figures are published yet", (await board.PageAsync(address)).QuerySelector(".empty").Reads(), StringComparison.Ordinal);
        await PublishAsync(authority, "2026-09-30");
        await board.SubmitFormAsync(address, "make");
        await site.ExecuteAsync("update pledge.board_pack set state = 'making', steps_done = 2 where authority_id = $1", authority);

        site.Clock.Advance(TimeSpan.FromMinutes(31));
        await site.RunJobAsync<MakePacks>(job => job.SweepAsync(CancellationToken.None));
        board = await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Board)).Account);
        var page = await board.PageAsync(address);
        Assert.Contains("could not be made", page.QuerySelector("#pack").Reads(), StringComparison.Ordinal);
        Assert.Equal("Try again", page.QuerySelector("form#make button").Reads());
        var elsewhere = await site.SignInAsync((await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Manager)).Account);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"{address}?handler=Pdf")).StatusCode);
    }

    private Task<int> PublishAsync(Guid authority, string on) => site.PublishAsync(authority, on,
    [
        ("CL-ACC-1921", null, 175, 200, 88, "85", "green"), ("CL-TOUCH", null, 300, 400, 75, null, "grey"), ("CL-VOICE", null, 90, 200, 45, null, "grey"), ("CL-VOICE", "home", 90, 200, 45, null, "grey"),
    ]);

    private async Task<Guid> MakeAsync(Guid authority)
    {
        var id = await site.SqlAsync<Guid>("select id from pledge.board_pack where authority_id = $1 and state = 'asked'", authority);
        await MakeAgainAsync(id);
        return id;
    }

    private Task MakeAgainAsync(Guid id) => site.RunJobAsync<MakePacks>(job => job.RunAsync(id, CancellationToken.None));

    private static async Task<(byte[] Pdf, byte[] Tables)> TakeAsync(Visitor visitor, string address)
    {
        var page = await visitor.PageAsync(address);
        async Task<byte[]> FileAsync(string handler)
        {
            Assert.True(page.QuerySelector($"#pack a[href='{address}?handler={handler}']") is not null, page.QuerySelector("#pack").Reads());
            using var file = await visitor.GetAsync($"{address}?handler={handler}");
            return await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        }
        return (await FileAsync("Pdf"), await FileAsync("Tables"));
    }

    private static async Task<string> ReadAsync(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static async Task SendAsync(Visitor visitor, string address, string form, params (string Name, string Value)[] fields)
    {
        using var answer = await visitor.SubmitFormAsync(address, form, fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static async Task<string> MeetingAsync(Visitor runner)
    {
        using var answer = await runner.SubmitAsync("/board/meetings/new", ("HeldOn.Day", "20"), ("HeldOn.Month", "11"), ("HeldOn.Year", "2026"));
        return answer.Headers.Location!.OriginalString[..^"/write".Length];
    }

    private async Task<(Guid Authority, Visitor Runner, Visitor Board)> ArrangeAsync()
    {
        var authority = await site.Arrange.AuthorityAsync();
        await site.Arrange.EditionAsync(authority, "home");
        await site.ExecuteAsync("insert into pledge.board_action (id, authority_id, what, promise_key, owner_id, owner_name, due_on, state, raised_at, raised_by, changed_at, changed_by) values ($1, $1, '=Find more flats', 'home', $1, 'Bea', '2026-11-12', 'open', '2025-09-20Z', $1, '2025-09-20Z', $1)", authority);
        await site.ExecuteAsync("insert into pledge.board_action_update (id, authority_id, action_id, state, owner_name, due_on, said_at, said_by) values ($1, $1, $1, 'open', 'Bea', '2026-11-12', '2025-09-20Z', $1)", authority);
        return (authority, await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Administrator)).Account), await site.SignInAsync((await site.Arrange.StaffAsync(authority, Roles.Board)).Account));
    }
}

using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Pledge.Domain.Facts;
using Pledge.Tests.Support;
using Pledge.Web.Data;
using Pledge.Web.Features.Facts;
using Pledge.Web.Features.Records;

namespace Pledge.Tests.Features.Records;

public sealed partial class MyRecordTests(Site site) : IClassFixture<Site>
{
    private static readonly ResourceManager Words = new("Pledge.Web.Features.Records.RecordsText", typeof(RecordsText).Assembly);

    [Fact]
    public async Task A_new_record_says_that_nobody_looked()
    {
        var page = await PageAsync(await site.Arrange.YoungAsync());

        Assert.Equal("Nobody has looked at your record yet.", page.QuerySelector(".empty").Reads());
        Assert.Equal(["We have not written this down yet.", "We have not written this down yet.", "0", "0", "0"], page.QuerySelectorAll(".days dd").Select(kept => kept.Reads()));
    }

    [Fact]
    public async Task It_says_who_reads_what_they_raise_and_what_they_let_the_board_read()
    {
        var page = (await PageAsync(await site.Arrange.YoungAsync())).Body.Reads();

        foreach (var said in new[]
        {
            "They cannot see your answers, what you say in “Have my say”", "Managers read what you raise with the forum", "The board is councillors and others", "words that people let them read, without a name",
            "someone who helps the board reads them first",
        })
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain("only see numbers", page, StringComparison.Ordinal);
        Assert.Contains("use “Get help” below", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_look_says_who_what_and_when_newest_first()
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        var summer = new DateTimeOffset(2026, 7, 3, 9, 5, 0, TimeSpan.Zero);
        await site.Arrange.LookAsync(worker, "adviser", young, "looked", "young-person", summer);
        await site.Arrange.LookAsync(young, "young-person", young, "wrote", "answer", summer.AddMonths(1));
        await site.Arrange.LookAsync(worker, "manager", young, "looked", "a-page-of-tomorrow", summer.AddMonths(2));

        var page = await PageAsync(young);

        Assert.Equal(["Sam Worker, manager", "You", "Sam Worker, worker"], page.QuerySelectorAll(".rows .row__title").Select(who => who.Reads()));
        Assert.Equal(["Looked at your record.", "Answered a promise.", "Looked at your page."], page.QuerySelectorAll(".rows .row__said").Select(what => what.Reads()));
        Assert.Equal(["Thursday 3 September 2026", "Monday 3 August 2026", "Friday 3 July 2026"], page.QuerySelectorAll("h3").Select(day => day.Reads()));
        Assert.Equal(["at 10:05am Your worker then.", "at 10:05am", "at 10:05am Your worker then."], page.QuerySelectorAll(".rows .row__meta").Select(when => when.Reads()));
    }

    [Fact]
    public async Task Looks_are_read_25_at_a_time_and_only_mine()
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        for (var number = 0; number < 27; number++)
            await site.Arrange.LookAsync(worker, "adviser", young, "looked", "young-person", site.Clock.GetUtcNow());
        await site.Arrange.LookAsync(worker, "adviser", await site.Arrange.TheirsAsync(worker, "Bo"), "looked", "young-person", site.Clock.GetUtcNow());
        var visitor = await site.SignInAsync(young.Account);

        Assert.Equal(25, (await visitor.PageAsync("/record")).QuerySelectorAll(".rows li").Length);
        var second = await visitor.PageAsync("/record?number=2");
        Assert.Equal(2, second.QuerySelectorAll(".rows li").Length);
        Assert.Equal("?number=1", second.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task What_is_kept_is_summed_up_and_listed_in_plain_words()
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        await site.Arrange.FactAsync(young, "home", "B", new(2024, 1, 1), new(2025, 3, 1));
        await site.Arrange.FactAsync(young, "home", "X", new(2025, 3, 1), suitable: false);
        await site.Arrange.FactAsync(young, "activity", "G5", new(2025, 9, 1));
        await site.Arrange.ContactAsync(worker, young, new(2026, 11, 2));
        await site.Arrange.ContactAsync(worker, young, new(2026, 11, 3), outcome: "attempted");
        var visitor = await site.SignInAsync(young.Account);

        var short_ = await visitor.PageAsync("/record");
        var kept = await visitor.PageAsync("/record/kept");

        Assert.Equal(["In prison or a secure place", "Not in work or college right now", "1", "0", "0"], short_.QuerySelectorAll(".days dd").Select(line => line.Reads()));
        Assert.Equal(["In prison or a secure place", "With a parent or someone in your family", "Not in work or college right now"], kept.QuerySelectorAll(".timeline .row__title").Select(line => line.Reads()));
        Assert.Equal("From 1 January 2024 to 28 February 2025", kept.QuerySelectorAll(".timeline li")[1].QuerySelector(".row__meta").Reads());
        Assert.Contains("We said this home is not right for you.", kept.QuerySelector(".timeline").Reads(), StringComparison.Ordinal);
        Assert.Contains("Ash Reed", kept.QuerySelector(".days").Reads(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_code_has_plain_words()
    {
        var keys = AccommodationCode.All.Select(code => $"Home_{code.Base}").Append($"Home_{AccommodationCode.NotKnown}")
            .Concat(ActivityCode.All.Select(code => $"Activity_{code.Code}")).Concat(InTouchCode.All.Select(code => $"InTouch_{code.Code}"));

        Assert.DoesNotContain(keys, key => Words.GetString(key, CultureInfo.InvariantCulture) is null);
    }

    [Fact]
    public void Every_trace_the_program_leaves_has_words()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "../../../../../src/Pledge.Web");
        string[] acts = ["sent", "withdrawn", "interview-yes", "interview-no", "accepted", "declined"];
        var traces = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Trace().Matches(File.ReadAllText(file))).Select(trace => $"{(trace.Groups[1].Value == "Looked" ? "Looked" : "Wrote")}_{trace.Groups[2].Value}")
            .Concat(Enum.GetValues<FactKind>().Select(Kebab.Of).SelectMany(kind => new[] { $"Looked_record-{kind}", $"Wrote_{kind}" }))
            .Concat(acts.Select(act => $"Wrote_application-{act}")).Append("Looked_forum-matter").Append("Looked_consultation-answer").ToList();

        Assert.NotEmpty(traces);
        Assert.DoesNotContain(traces, trace => Words.GetString(trace, CultureInfo.InvariantCulture) is null);
    }

    [GeneratedRegex(@"\b(?:db\.(Looked|Wrote)Async\([^;]*?|await SaveAsync\()""([a-z-]+)""")]
    private static partial Regex Trace();

    private async Task<IDocument> PageAsync(Someone young) => await (await site.SignInAsync(young.Account)).PageAsync("/record");
}

using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Domain.Indicators;
using Pledge.Domain.Organisations;
using Pledge.Domain.Publications;
using Pledge.Tests.Support;
using Pledge.Web.Data;
using Pledge.Web.Demonstration;
using Pledge.Web.Features.Figures;
using Pledge.Web.Features.Publications;

namespace Pledge.Tests.Features.Publications;

/// <summary>A small city of the demonstration, whose last quarter ends are published.</summary>
public sealed class PublishedCity : Site
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Demo.LoadAsync(Database.Owner, new(11, new DateOnly(2026, 11, 22), 150, 1), _ => { }, CancellationToken.None);
    }

    public Task<Guid> StaffAsync(string role) => SqlAsync<Guid>($"select id from pledge.staff_member where role = '{role}' and left_on is null order by id limit 1");

    public async Task<Visitor> SignInAsync(string role) => await SignInAsync(await StaffAsync(role));
}

public sealed partial class PublicationTests(PublishedCity city) : IClassFixture<PublishedCity>
{
    private static readonly DateOnly[] Days = [new(2025, 3, 31), new(2025, 12, 31), new(2026, 3, 31), new(2026, 9, 30)];
    private const string Unpublished = "/publications/2024-06-30";

    /// <summary>Reads all that a board can, and tries to work out every count of 1 to 5.</summary>
    [Fact]
    public async Task Nobody_works_out_a_small_number_from_all_that_the_board_can_read()
    {
        var board = await city.SignInAsync(Roles.Board);
        Dictionary<Seen, string> told = [];
        Dictionary<(DateOnly Day, string Code, string Group), string> shares = [];
        foreach (var (day, indicator) in from day in Days from indicator in Indicator.All select (day, indicator))
        {
            var csv = await board.GetAsync($"/board/figures/{indicator.Code}?handler=List&On={day:yyyy-MM-dd}");
            Assert.Equal(HttpStatusCode.OK, csv.StatusCode);
            Read(await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), told, shares);
        }
        // Pages say nothing that the files do not.
        var values = told.Values.ToHashSet();
        List<string> addresses = ["/publications", .. Days.Select(day => $"/publications/{day:yyyy-MM-dd}"), .. from day in Days from indicator in Indicator.All select $"/board/figures/{indicator.Code}?On={day:yyyy-MM-dd}"];
        addresses.AddRange(from dimension in Enum.GetValues<Dimension>() from code in (string[])["CL-EET-1921", "CL-TOUCH", "CL-VOICE"] select $"/board/figures/{code}?On=2026-09-30&By={Kebab.Of(dimension)}");
        foreach (var address in addresses)
        {
            var page = await board.PageAsync(address);
            foreach (var cell in page.QuerySelectorAll("main td.number").Select(cell => cell.Reads()).Where(cell => !cell.Contains('%', StringComparison.Ordinal) && !cell.Contains('.', StringComparison.Ordinal)))
                Assert.True(values.Contains(cell) || cell is "–" or "too few to say", $"{address}: {cell}");
        }
        foreach (var day in Days)
            SaysWhatTheFilesSay(await board.PageAsync($"/board?on={day:yyyy-MM-dd}"), day, values, shares);
        Assert.All(values, value => Assert.True(value is "not shown" or "fewer than 8" or "" || (int.Parse(value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) is var number && number >= 10 && number % 5 == 0), value));

        var truth = await TruthAsync();
        Assert.All(told.Keys.Where(seen => Days.Contains(seen.Day)), seen => Assert.True(truth.ContainsKey(seen), seen.ToString()));
        var possible = Attacker.WorkOut(told, truth, WholeOf, Told.FewestPossible);
        Assert.True(possible.Count > 100, $"{possible.Count}");
        Assert.All(possible, pair => Assert.True(pair.Value.Count >= Told.FewestPossible, $"{pair.Key} is {truth[pair.Key]}: {string.Join(' ', pair.Value.Order())}"));
    }

    [Fact]
    public async Task A_quarter_is_published_by_a_person_once_every_red_figure_has_an_action()
    {
        var (officer, board) = (await city.SignInAsync(Roles.DataOfficer), await city.SignInAsync(Roles.Board));
        await city.ExecuteAsync("update pledge.board_action set state = 'done'");
        Assert.Equal(HttpStatusCode.NotFound, (await board.GetAsync(Unpublished)).StatusCode);

        var red = (await officer.PageAsync(Unpublished)).QuerySelectorAll("main a[href^='/board/actions/new?about=']").Select(link => link.GetAttribute("href")!).ToList();
        Assert.NotEmpty(red);
        Assert.Contains("is far from its target", (await (await officer.SubmitFormAsync(Unpublished, "publish")).DocumentAsync()).Body.Reads(), StringComparison.Ordinal);
        foreach (var action in red)
            await officer.SubmitAsync(action, ("What", "Find out why"), ("Owner", (await city.StaffAsync(Roles.Manager)).ToString()), ("DueOn.Day", "20"), ("DueOn.Month", "12"), ("DueOn.Year", "2026"));
        const string since = "Somebody published this day after you opened the page";
        var manager = await city.SignInAsync(Roles.Manager);
        var first = await manager.FillAsync(Unpublished, "publish");
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SubmitFormAsync(Unpublished, "publish")).StatusCode);
        Assert.Contains(since, await (await first()).ErrorAsync(), StringComparison.Ordinal);

        Assert.Contains("Published on 22 November 2026", (await board.PageAsync(Unpublished)).Body.Reads(), StringComparison.Ordinal);
        Assert.DoesNotContain("Publish for the board", (await board.PageAsync(Unpublished)).Body.Reads(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await board.PostFormAsync("/publications", Unpublished)).StatusCode);

        // Again: first what would change, then why.
        const string again = $"{Unpublished}?Again=true";
        Assert.Contains("No figure of everybody would be told otherwise.", (await officer.PageAsync(again)).Body.Reads(), StringComparison.Ordinal);
        await city.ExecuteAsync("update pledge.indicator_target set tolerance = tolerance + 0.5 where indicator = 'CL-TOUCH'");
        Assert.Contains("Figures of everybody that would be told otherwise: 1.", (await officer.PageAsync(again)).Body.Reads(), StringComparison.Ordinal);
        await city.ExecuteAsync("update pledge.indicator_target set tolerance = tolerance - 0.5 where indicator = 'CL-TOUCH'");
        Assert.Equal("Error: Say why the figures are published again", (await (await officer.SubmitFormAsync(again, "publish")).DocumentAsync()).QuerySelector("#Reason-error").Reads());
        await officer.SubmitFormAsync(again, "publish", ("Reason", "A team recorded late"));
        Assert.Equal("A team recorded late", (await board.PageAsync(Unpublished)).QuerySelector(".quote").Reads());
        // Nobody publishes on top of what they have not seen, or as known before it, and one form sent twice is one publication.
        var (mine, theirs) = (await officer.FillAsync(again, "publish", ("Reason", "Another team did")), await manager.FillAsync(again, "publish", ("Reason", "So did a third")));
        Assert.All(await Task.WhenAll(mine(), mine()), answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        var refused = await (await theirs()).DocumentAsync();
        Assert.Contains(since, refused.QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
        Assert.Equal(("4", "So did a third"), (refused.QuerySelector("[name=Number]")!.GetAttribute("value"), refused.QuerySelector("#Reason")!.TextContent.Trim()));
        Assert.Contains(since, await (await officer.SubmitFormAsync(again, "publish", ("Reason", "Back"), ("KnownAt", $"{city.Clock.GetUtcNow().AddHours(-1).UtcTicks}"))).ErrorAsync(), StringComparison.Ordinal);
        Assert.Equal(3L, await city.SqlAsync<long>("select count(*) from pledge.publication where on_day = '2024-06-30'"));
        // What is published stays: nothing is changed, removed, added, or red without an action.
        foreach (var (sql, rule) in new[]
        {
            ("update pledge.publication set is_stale = true", "publication_stays"), ("delete from pledge.published_figure", "publication_stays"),
            ("insert into pledge.published_figure (id, authority_id, publication_id, indicator, dimension, group_name, left_out_reasons, left_out, status) select gen_random_uuid(), authority_id, id, 'CL-TOUCH', 'sex', 'Z', '{}', '{}', 'grey' from pledge.publication limit 1", "publication_is_whole"),
            ("update pledge.board_action set state = 'done'; insert into pledge.published_figure (id, authority_id, publication_id, indicator, left_out_reasons, left_out, status, target, tolerance) select gen_random_uuid(), authority_id, id, 'CL-RED', '{}', '{}', 'red', 1, 1 from pledge.publication limit 1", "red_has_an_action"),
        })
            Assert.Equal(rule, (await Assert.ThrowsAsync<PostgresException>(() => city.ExecuteAsync(sql))).ConstraintName);
    }

    [Fact]
    public async Task Counted_again_as_known_then_a_publication_is_the_same()
    {
        await using var db = await AsDataOfficerAsync();
        foreach (var publication in await db.Publications.AsNoTracking().Where(publication => publication.OnDay == new DateOnly(2026, 6, 30)).OrderBy(publication => publication.Number).ToListAsync(TestContext.Current.CancellationToken))
        {
            var then = await db.PublishedFigures.AsNoTracking().Where(figure => figure.PublicationId == publication.Id).ToListAsync(TestContext.Current.CancellationToken);
            var again = (await db.PrepareAsync(publication.AuthorityId, publication.OnDay, publication.KnownAt, TestContext.Current.CancellationToken)).Figures;

            Assert.Equal(Lines(then), Lines(again));
        }

        static IEnumerable<string> Lines(IEnumerable<PublishedFigure> figures) =>
            figures.Select(figure => $"{figure.Indicator} {figure.GroupName} {figure.Met} {figure.NotMet} {figure.NoInformation} {figure.Base} {figure.Value:0.#} {figure.Status}").Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_fact_that_only_ended_after_a_day_was_not_put_right_for_it()
    {
        var officer = await city.StaffAsync(Roles.DataOfficer);
        await using var owner = new NpgsqlConnection(city.Database.Owner);
        await owner.OpenAsync(TestContext.Current.CancellationToken);
        await using var undone = await owner.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await RunAsync($"select set_config('pledge.actor', 'data-officer', true), set_config('pledge.authority_id', authority_id::text, true) from pledge.staff_member where id = '{officer}'");
        Assert.Equal(0, await CorrectedAsync());

        await WriteAnewAsync("code");
        Assert.Equal(0, await CorrectedAsync());
        await WriteAnewAsync("case code when 'G4' then 'G5' else 'G4' end");
        Assert.Equal(2, await CorrectedAsync());

        async Task<object?> RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, owner);
            return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        }
        async Task<int> CorrectedAsync() => (int)(await RunAsync("select pledge.facts_corrected('2026-06-30', '2026-11-22 12:30Z', '2026-11-22 14:00Z')"))!;
        async Task WriteAnewAsync(string code)
        {
            var fact = await RunAsync("select id from pledge.fact where kind = 'activity' and superseded_at is null and period_to is null and period_from < '2026-01-01' and recorded_at < '2026-11-22' order by id limit 1");
            await RunAsync($"update pledge.fact set superseded_at = '2026-11-22 13:00Z', superseded_by = '{officer}', supersede_reason = 'ended' where id = '{fact}'");
            await RunAsync($"insert into pledge.fact (id, authority_id, young_person_id, kind, period_from, period_to, code, source, recorded_at, recorded_by) select gen_random_uuid(), authority_id, young_person_id, kind, period_from, '2026-11-01', {code}, source, '2026-11-22 13:00Z', '{officer}' from pledge.fact where id = '{fact}'");
        }
    }

    private string? WholeOf(string ethnicity)
    {
        var texts = city.Services.GetRequiredService<IStringLocalizer<FiguresText>>();
        return EthnicityCode.All.FirstOrDefault(code => code.Meaning == ethnicity) is { } found ? texts.GroupOf(Dimension.EthnicGroup, found.BroadGroup.ToLowerInvariant()) : texts.GroupOf(Dimension.EthnicGroup, FigureCell.Unknown);
    }

    // Each figure on the board page is its file's, and each number of people is one that was told.
    private static void SaysWhatTheFilesSay(IDocument page, DateOnly day, HashSet<string> told, Dictionary<(DateOnly Day, string Code, string Group), string> shares)
    {
        var rows = page.QuerySelectorAll(".board-figures tbody tr");
        Assert.True(rows.Length > 10, $"{rows.Length}");
        foreach (var row in rows)
        {
            var code = row.QuerySelector("a")!.GetAttribute("href")!["/board/figures/".Length..].Split('?')[0];
            var shown = row.QuerySelector("td.number")!.FirstChild!.TextContent.Trim();
            Assert.Equal(Short(shares[(day, code, "")], shown), shown);
        }
        var said = shares.Where(share => share.Key.Day == day && share.Key.Code is "CL-VOICE" or "CL-VIEW" && share.Value.Length > 0).Select(share => Short(share.Value, "0%")).ToHashSet();
        foreach (var cell in page.QuerySelectorAll(".glance__table td.number").Select(cell => cell.Reads()).Where(cell => cell.EndsWith('%')))
            Assert.Contains(cell, said);
        foreach (Match people in PeopleSaid().Matches(page.Body.Reads()))
            Assert.Contains(people.Groups[1].Value, told);

        // As on the page, whose figures are shorter than the file's.
        static string Short(string value, string shown) => value.Length == 0
            ? shown is "–" or "fewer than 8" or "too few to say" ? shown : "nothing"
            : decimal.Parse(value, CultureInfo.InvariantCulture).ToString(shown.EndsWith('%') ? "0\\%" : "0.#", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\babout ([\d,]+)\b")]
    private static partial Regex PeopleSaid();

    private static void Read(string text, Dictionary<Seen, string> told, Dictionary<(DateOnly Day, string Code, string Group), string> shares)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => FieldsOf(line.TrimEnd('\r'))).ToList();
        var numbers = lines[0].Index().Where(heading => heading.Item is Attacker.Met or Attacker.NotMet or Attacker.Unknown or Attacker.Base || heading.Index > lines[0].IndexOf("Status")).ToList();
        string Of(List<string> line, string heading) => line[lines[0].IndexOf(heading)];
        foreach (var line in lines.Skip(1))
        {
            var (day, dimension) = (DateOnly.ParseExact(Of(line, "Day"), "yyyy-MM-dd", CultureInfo.InvariantCulture), Of(line, "Told apart by"));
            if (dimension is "" or "Promise or partner")
                shares[(day, Of(line, "Code"), dimension.Length == 0 ? "" : Of(line, "Group"))] = Of(line, "Value");
            foreach (var (place, number) in numbers.Where(number => line[number.Index].Length > 0))
                told[new(day, Of(line, "Code"), dimension, dimension.Length == 0 ? "" : Of(line, "Group"), number)] = line[place];
        }
    }

    private static List<string> FieldsOf(string line)
    {
        List<string> fields = [""];
        var quoted = false;
        foreach (var letter in line)
        {
            if (letter == '"')
                quoted = !quoted;
            else if (letter == ',' && !quoted)
                fields.Add("");
            else
                fields[^1] += letter;
        }
        return fields;
    }

    /// <summary>Every number of every group as it was known when each day was published.</summary>
    private async Task<Dictionary<Seen, int>> TruthAsync()
    {
        var texts = city.Services.GetRequiredService<IStringLocalizer<FiguresText>>();
        Dictionary<Seen, int> truth = [];
        await using var db = await AsDataOfficerAsync();
        foreach (var day in Days)
        {
            var known = await db.Publications.Where(publication => publication.OnDay == day).MaxAsync(publication => publication.KnownAt);
            foreach (var figure in ExactFigure.Of(day, await db.ReadEveryCellAsync(day, known, CancellationToken.None)))
            {
                void Add(string number, int count) => truth[new(day, figure.Indicator.Code, figure.Dimension is { } dimension ? texts[$"By_{dimension}"] : "", figure.Dimension is { } of ? texts.GroupOf(of, figure.Group!) : "", number)] = count;
                Add(Attacker.Met, figure.Result.Met);
                Add(Attacker.Base, figure.Result.Denominator);
                if (figure.Indicator.HasOthers)
                {
                    Add(Attacker.NotMet, figure.Result.NotMet);
                    Add(Attacker.Unknown, figure.Result.NoInformation);
                }
                foreach (var (reason, people) in figure.Result.Excluded)
                    Add(texts[$"Excluded_{reason}"], people);
            }
        }
        return truth;
    }

    private async Task<PledgeDb> AsDataOfficerAsync()
    {
        var db = new PledgeDb(new DbContextOptionsBuilder<PledgeDb>().UseNpgsql(city.Database.Owner).UseSnakeCaseNamingConvention().Options);
        await db.Database.OpenConnectionAsync();
        var authority = await city.SqlAsync<Guid>("select id from pledge.authority");
        await db.Database.ExecuteSqlAsync($"select set_config('pledge.actor', 'data-officer', false), set_config('pledge.authority_id', {authority.ToString()}, false)");
        return db;
    }
}

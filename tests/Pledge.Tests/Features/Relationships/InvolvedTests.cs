using System.Net;
using AngleSharp.Dom;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Relationships;

public sealed class InvolvedTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task A_worker_sees_whom_the_young_person_shares_and_nobody_else()
    {
        var worker = await site.Arrange.AdviserAsync("Rosa Okafor");
        var young = await site.Arrange.TheirsAsync(worker);
        foreach (var (name, seenBy) in new[] { ("Nan", "worker"), ("Coach", "both"), ("Dev", "nobody"), ("Mo", "mentor") })
            await site.Arrange.RelationshipAsync(young, name, seenBy);
        var visitor = await site.SignInAsync(worker.Account);

        var page = await visitor.PageAsync($"/young-people/{young.YoungPerson}/people");

        Assert.Equal(["Nan", "Coach"], page.QuerySelectorAll("#shared ~ .rows .row__title").Select(name => name.Reads()));
        Assert.Equal("Closest: \u2068Nan\u2069, \u2068Coach\u2069.", page.QuerySelector("svg.circles desc").Reads());
        var details = (await visitor.PageAsync($"/young-people/{young.YoungPerson}")).QuerySelector("#people + .rows").Reads();
        Assert.Contains("Rosa Okafor", details, StringComparison.Ordinal);
        Assert.Contains("Nan", details, StringComparison.Ordinal);
        Assert.DoesNotContain("Dev", details, StringComparison.Ordinal);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and act = 'looked' and what = 'people'", young.YoungPerson));
    }

    [Fact]
    public async Task Adding_a_professional_asks_what_the_young_person_agreed_and_they_read_it()
    {
        var worker = await site.Arrange.AdviserAsync("Rosa Okafor");
        var young = await site.Arrange.TheirsAsync(worker);
        var visitor = await site.SignInAsync(worker.Account);
        Assert.Empty((await visitor.PageAsync(New(young))).QuerySelectorAll("[name='Form.Agreed'][checked]"));

        var added = await visitor.SubmitAsync(New(young), Fields(("Form.Agreed", "not-asked-yet"), ("Form.Because", "Referred by the hospital")));

        Assert.Equal($"/young-people/{young.YoungPerson}/people", added.Headers.Location!.OriginalString);
        var row = (await visitor.PageAsync(added.Headers.Location.OriginalString)).QuerySelector("#professionals + .rows li").Reads();
        Assert.Contains("Ms Hall Not asked yet", row, StringComparison.Ordinal);
        Assert.Contains("Recorded by Rosa Okafor on 22 November 2026", row, StringComparison.Ordinal);
        var own = (await (await site.SignInAsync(young.Account)).PageAsync("/my-people")).QuerySelector("#others ~ .rows li").Reads();
        Assert.Contains("Nobody has asked you yet.", own, StringComparison.Ordinal);
        Assert.Contains("Referred by the hospital", own, StringComparison.Ordinal);
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and act = 'wrote' and what = 'professional'", young.YoungPerson));
    }

    [Theory]
    [InlineData("Form.Name", "", "Form-Name", "Type their name")]
    [InlineData("Form.Role", " ", "Form-Role", "Type what they do, like social worker or youth justice officer")]
    [InlineData("Form.Organisation", "", "Form-Organisation", "Type where they work")]
    [InlineData("Form.Agreed", "maybe", "Form-Agreed", "Answer this question")]
    [InlineData("Form.Because", "", "Form-Because", "Say why they are involved, or why the young person has not been asked")]
    [InlineData("Form.Since.Year", "2027", "Form-Since", "Enter today or a day before today")]
    [InlineData("Form.CheckIssuedOn.Year", "2027", "Form-CheckIssuedOn", "Enter today or a day before today, as on the certificate")]
    [InlineData("Form.CheckAgainBy.Year", "2033", "Form-CheckAgainBy", "Enter a day within 5 years of the certificate")]
    [InlineData("Form.Check", "none", "Form-Check", "Say which check you saw, or leave both days empty")]
    [InlineData("Form.Check", "golden", "Form-Check", "Say which check you saw, or leave both days empty")]
    public async Task What_cannot_be_kept_is_said_beside_the_field(string name, string value, string field, string message)
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        var fields = Fields([("Form.Agreed", "does-not-want"), ("Form.Because", "The court ordered it"), .. Enhanced]).Select(pair => pair.Name == name ? (name, value) : pair).ToArray();

        var page = await (await (await site.SignInAsync(worker.Account)).SubmitAsync(New(young), fields)).DocumentAsync();

        Assert.Equal($"Error: {message}", page.QuerySelector($"#{field}-error").Reads());
        Assert.Equal("01632 960000", page.QuerySelector("[name='Form.Phone']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_background_check_is_kept_with_its_days_and_the_young_person_reads_until_when_it_is_good()
    {
        var worker = await site.Arrange.AdviserAsync("Rosa Okafor");
        var young = await site.Arrange.TheirsAsync(worker);
        var visitor = await site.SignInAsync(worker.Account);

        await visitor.SubmitAsync(New(young), Fields([("Form.Agreed", "agreed"), .. Enhanced]));

        var row = (await visitor.PageAsync($"/young-people/{young.YoungPerson}/people")).QuerySelector("#professionals + .rows li").Reads();
        Assert.Contains("Background check: Enhanced, of 1 December 2023, good until 1 December 2026 Check runs out soon", row, StringComparison.Ordinal);
        Assert.Contains("Check runs out soon", (await visitor.PageAsync($"/young-people/{young.YoungPerson}")).QuerySelector("#people + .rows").Reads(), StringComparison.Ordinal);
        var own = (await (await site.SignInAsync(young.Account)).PageAsync("/my-people")).QuerySelector("#others ~ .rows li").Reads();
        Assert.Contains("Your worker saw their background check. It is good until 1 December 2026.", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_corrects_or_ends_second_sees_what_the_first_saved_and_nothing_is_lost()
    {
        var worker = await site.Arrange.AdviserAsync("Rosa Okafor");
        var manager = await site.Arrange.ManagerOfAsync(site, worker);
        var young = await site.Arrange.TheirsAsync(worker);
        var address = $"/young-people/{young.YoungPerson}/people/{await site.Arrange.ProfessionalAsync(worker, young, "Ms Hal")}";
        var (mine, theirs) = (await site.SignInAsync(worker.Account), await site.SignInAsync(manager.Account));
        var correct = await mine.FillAsync($"{address}/correct", null, ("Form.Name", "Ms Hall"));
        var end = await mine.FillAsync($"{address}/end", "end", ("Reason", "The order ended"));
        await theirs.SubmitAsync($"{address}/correct", ("Form.Role", "Social worker"));

        var page = await (await correct()).DocumentAsync();
        var ending = await (await end()).DocumentAsync();

        Assert.Contains("Mo Manager saved it", page.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Contains("What they do You wrote Youth worker Mo Manager wrote Social worker", page.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Equal("Ms Hall", page.QuerySelector("[name='Form.Name']")!.GetAttribute("value"));
        Assert.Contains("Mo Manager wrote Social worker", ending.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Equal("The order ended", ending.QuerySelector("[name='Reason']")!.TextContent.Trim());

        var shown = page.QuerySelector("[name='Version']")!.GetAttribute("value")!;
        await mine.SubmitAsync($"{address}/correct", ("Version", shown), ("Form.Name", "Ms Hall"), ("Form.Role", "Social worker"));
        var late = await mine.FillAsync($"{address}/correct", null, ("Form.Name", "Ms Hallam"));
        await theirs.SubmitFormAsync($"{address}/end", "end", ("Reason", "The order ended"));
        var gone = await (await late()).DocumentAsync();

        Assert.Contains("Somebody else has taken this back already", gone.QuerySelector(".govuk-error-summary").Reads(), StringComparison.Ordinal);
        Assert.Equal("Ms Hallam", gone.QuerySelector("[name='Form.Name']")!.GetAttribute("value"));
        Assert.Equal(["Ms Hall", "Social worker", "no-longer-involved"], await site.RowAsync(
            "select name, role, superseded_as from pledge.involved_professional where young_person_id = $1 and superseded_as <> 'corrected'", young.YoungPerson));
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_professional()
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        var send = await (await site.SignInAsync(worker.Account)).FillAsync(New(young), null, Fields(("Form.Agreed", "agreed")));

        await Task.WhenAll(send(), send());

        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.involved_professional where young_person_id = $1", young.YoungPerson));
    }

    [Fact]
    public async Task A_correction_supersedes_and_an_end_has_a_reason_and_both_stay_readable()
    {
        var worker = await site.Arrange.AdviserAsync("Rosa Okafor");
        var young = await site.Arrange.TheirsAsync(worker);
        var key = await site.Arrange.ProfessionalAsync(worker, young, "Ms Hal");
        var visitor = await site.SignInAsync(worker.Account);
        var people = $"/young-people/{young.YoungPerson}/people";

        await visitor.SubmitAsync($"{people}/{key}/correct", ("Form.Name", "Ms Hall"));
        var refused = await (await visitor.SubmitFormAsync($"{people}/{key}/end", "end", ("Reason", " "))).DocumentAsync();
        await visitor.SubmitFormAsync($"{people}/{key}/end", "end", ("Reason", "The order ended"));

        Assert.Equal("Error: Say why you are changing this", refused.QuerySelector("#Reason-error").Reads());
        var page = await visitor.PageAsync(people);
        Assert.Equal("No other professional is on record.", page.QuerySelector("#professionals + .empty").Reads());
        Assert.Equal(["Ms Hall", "Ms Hal"], page.QuerySelectorAll("#before ~ .timeline .row__title").Select(name => name.Reads()).Order(StringComparer.Ordinal).Reverse());
        Assert.Contains("The order ended", page.QuerySelector("#before ~ .timeline").Reads(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{people}/{key}/correct")).StatusCode);
    }

    [Fact]
    public async Task Anothers_young_person_is_not_found()
    {
        var worker = await site.Arrange.AdviserAsync();
        var young = await site.Arrange.TheirsAsync(worker);
        var key = await site.Arrange.ProfessionalAsync(worker, young, "Ms Hall");
        var stranger = await site.SignInAsync((await site.Arrange.StaffAsync(worker.Authority, Roles.Adviser)).Account);

        foreach (var page in new[] { "", "/new", $"/{key}/correct", $"/{key}/end" })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/young-people/{young.YoungPerson}/people{page}")).StatusCode);
    }

    [Fact]
    public async Task The_number_of_statements_does_not_grow()
    {
        var worker = await site.Arrange.AdviserAsync();
        var (bare, full) = (await site.Arrange.TheirsAsync(worker), await site.Arrange.TheirsAsync(worker, "Bo"));
        for (var number = 0; number < 20; number++)
        {
            await site.Arrange.RelationshipAsync(full, $"Friend {number}");
            await site.Arrange.ProfessionalAsync(worker, full, $"Professional {number}");
        }
        var visitor = await site.SignInAsync(worker.Account);
        async Task<int> CountAsync(Someone person)
        {
            await visitor.PageAsync($"/young-people/{person.YoungPerson}/people");
            using var statements = new Statements(site);
            await visitor.PageAsync($"/young-people/{person.YoungPerson}/people");
            return statements.Sent.Count;
        }

        Assert.Equal(await CountAsync(bare), await CountAsync(full));
    }

    private static readonly (string, string)[] Enhanced =
    [
        ("Form.Check", "enhanced"), ("Form.CheckIssuedOn.Day", "1"), ("Form.CheckIssuedOn.Month", "12"), ("Form.CheckIssuedOn.Year", "2023"),
        ("Form.CheckAgainBy.Day", "1"), ("Form.CheckAgainBy.Month", "12"), ("Form.CheckAgainBy.Year", "2026"),
    ];

    private static string New(Someone young) => $"/young-people/{young.YoungPerson}/people/new";

    private static (string Name, string Value)[] Fields(params (string, string)[] more) =>
    [
        ("Form.Name", "Ms Hall"), ("Form.Role", "Nurse"), ("Form.Organisation", "The clinic"), ("Form.Phone", "01632 960000"),
        ("Form.Since.Day", "1"), ("Form.Since.Month", "10"), ("Form.Since.Year", "2026"), .. more,
    ];
}

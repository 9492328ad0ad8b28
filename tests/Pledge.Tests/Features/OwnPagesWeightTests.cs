using System.IO.Compression;
using Pledge.Domain.Promises;
using Pledge.Tests.Support;

namespace Pledge.Tests.Features;

/// <summary>A young person's pages stay quick and easy to read, however much there is on them.</summary>
public sealed class OwnPagesWeightTests(Site site) : IClassFixture<Site>
{
    private const double AgeBudget = 11;
    private const int FirstViewBudget = 60 * 1024;

    public static TheoryData<string> Pages => ["/", "/pledge", "/pledge/home", "/plan", "/plan/review", "/plan/dates", "/plan/versions", "/welcome-to-pledge", "/messages", "/messages/new", "/messages/new?kind=good-news", "/messages/new?about=home", "/messages/{conversation}", "/my-people", "/my-people/new", "/my-people/before", "/reminders", "/record", "/record/kept", "/record/notes", "/opportunities/national"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_number_of_statements_does_not_grow(string address)
    {
        var bare = await site.Arrange.YoungAsync();
        await site.Arrange.EditionAsync(bare.Authority, "home");
        await site.Arrange.ConversationAsync(bare, bare, "Hello", site.Clock.GetUtcNow(), (true, "Hi"));
        // A page about a plan asks what is in it only where there is one.
        await site.Arrange.SharedVersionAsync(bare, bare);
        var full = await FullAsync();
        foreach (var number in Enumerable.Range(0, 200))
            await site.Arrange.AnswerAsync(full.Person, full.Promises[number % 11], Edition.DefaultPledge[number % 11].Key, "getting-there", site.Clock.GetUtcNow().AddDays(-number), "My words");

        Assert.Equal(await StatementsAsync(bare.Account, address), await StatementsAsync(full.Person.Account, address));
    }

    [Fact]
    public async Task My_pledge_is_one_statement_beside_the_door()
    {
        var full = await FullAsync();
        var visitor = await site.SignInAsync(full.Person.Account);
        await visitor.PageAsync("/pledge");

        using var statements = new Statements(site);
        await visitor.PageAsync("/pledge");

        Assert.Single(statements.Sent, sent => sent.Contains("pledge.promise", StringComparison.Ordinal));
        Assert.DoesNotContain(statements.Sent, sent => !sent.Contains("pledge.promise", StringComparison.Ordinal) && !sent.Contains("pledge.enter", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_child_of_eleven_can_read_it(string address)
    {
        var empty = await site.Arrange.YoungAsync();
        await site.Arrange.EditionAsync(empty.Authority, "home");
        await site.Arrange.ConversationAsync(empty, empty, "Hello", site.Clock.GetUtcNow(), (true, "Hi"));
        var full = await FullAsync();

        foreach (var account in new[] { empty.Account, full.Person.Account })
        {
            var page = await (await site.SignInAsync(account)).PageAsync(await FilledAsync(address, account));
            var age = ReadingAge.Of(page);
            Assert.True(age <= AgeBudget, $"{address} reads at {age:0.0}:\n{string.Join('\n', ReadingAge.SentencesOf(page))}");
        }
    }

    [Fact]
    public async Task The_first_view_of_my_pledge_is_light()
    {
        var full = await FullAsync();
        var visitor = await site.SignInAsync(full.Person.Account);
        var page = await visitor.PageAsync("/pledge");

        var files = page.QuerySelectorAll("script[src]").Select(script => script.GetAttribute("src")!)
            .Concat(page.QuerySelectorAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href")!));
        var bytes = 0;
        foreach (var address in files.Prepend("/pledge"))
            bytes += await CompressedAsync(visitor, address);

        Assert.InRange(bytes, 1, FirstViewBudget);
    }

    private static async Task<int> CompressedAsync(Visitor visitor, string address)
    {
        using var packed = new MemoryStream();
        await using (var zip = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            await zip.WriteAsync(await visitor.Client.GetByteArrayAsync(new Uri(address, UriKind.Relative)));
        return (int)packed.Length;
    }

    private async Task<int> StatementsAsync(Guid account, string address)
    {
        var visitor = await site.SignInAsync(account);
        address = await FilledAsync(address, account);
        await visitor.PageAsync(address);
        using var statements = new Statements(site);
        await visitor.PageAsync(address);
        return statements.Sent.Count;
    }

    private async Task<string> FilledAsync(string address, Guid account) => !address.Contains("{conversation}", StringComparison.Ordinal) ? address
        : address.Replace("{conversation}", (await site.SqlAsync<Guid>(
            "select c.id from pledge.conversation c join identity.account a on a.young_person_id = c.young_person_id where a.id = $1 order by c.last_message_at limit 1", account)).ToString(),
            StringComparison.Ordinal);

    /// <summary>Somebody with something on every page.</summary>
    private async Task<(Someone Person, Guid[] Promises)> FullAsync()
    {
        var worker = await site.Arrange.AdviserAsync();
        var person = await site.Arrange.TheirsAsync(worker);
        var promises = await site.Arrange.DefaultPledgeAsync(person.Authority);
        await site.Arrange.AnswerAsync(person, promises[1], "home", "not-yet", site.Clock.GetUtcNow().AddDays(-40), "It is cold here.");
        await site.Arrange.AnswerAsync(person, promises[1], "home", "getting-there", site.Clock.GetUtcNow().AddDays(-3));
        await site.Arrange.ViewAsync(worker, person, promises[1], "home", "true", site.Clock.GetUtcNow().AddDays(-9), "You told me you like it.");
        await site.Arrange.SharedVersionAsync(worker, person);
        var plan = await site.Arrange.PlanAsync(person, new(2026, 1, 12));
        await site.Arrange.ReviewAsync(person, plan, new(2026, 7, 3));
        await site.Arrange.ActionAsync(person, "Look at a flat", new(2026, 12, 1));
        await site.Arrange.ActionAsync(person, "Call the bank", new(2026, 10, 1), worker);
        await site.Arrange.ActionAsync(person, "Fix the window", new(2026, 12, 20), someoneElse: "Green Homes");
        await site.Arrange.FactAsync(person, "home", "D", new(2025, 3, 1));
        await site.Arrange.FactAsync(person, "activity", "F2", new(2025, 9, 1));
        await site.Arrange.FactAsync(person, "in-touch", "YES", new(2025, 9, 1));
        await site.Arrange.ContactAsync(worker, person, new(2026, 11, 2));
        await site.Arrange.ConversationAsync(worker, person, "My room", site.Clock.GetUtcNow().AddDays(-9), (true, "It is cold."), (false, "I will ring them."), (true, "Thank you."));
        foreach (var number in Enumerable.Range(1, 8))
            await site.Arrange.ConversationAsync(worker, person, $"Talk {number}", site.Clock.GetUtcNow().AddDays(-number), (true, "Hi."), (false, "Hello."));
        foreach (var number in Enumerable.Range(1, 14))
            await site.Arrange.RelationshipAsync(person, $"Friend {number}", new[] { "worker", "mentor", "both", "nobody" }[number % 4], forLife: number % 3 == 0, phone: "07700 900123", ringFor: "When I am sad");
        await site.ExecuteAsync("update pledge.relationship set superseded_at = now(), superseded_as = 'taken-away' where young_person_id = $1 and name = 'Friend 14'", person.YoungPerson);
        foreach (var agreed in new[] { "agreed", "does-not-want", "not-asked-yet" })
            await site.Arrange.ProfessionalAsync(worker, person, "Ms Hall", agreed, agreed == "agreed" ? null : "It is safer for now");
        foreach (var (state, number) in new[] { "queued", "sent", "failed", "dropped", "in-doubt" }.Select((state, index) => (state, index)))
            await site.Arrange.MessageAsync(person, "plan-review-due", $"{number}", state, site.Clock.GetUtcNow().AddDays(-number));
        foreach (var what in new[] { "young-person", "history" })
            await site.Arrange.LookAsync(worker, "adviser", person, "looked", what, site.Clock.GetUtcNow());
        foreach (var what in new[] { "home", "contact", "worker-view", "plan-action" })
            await site.Arrange.LookAsync(worker, "adviser", person, "wrote", what, site.Clock.GetUtcNow());
        return (person, promises);
    }
}

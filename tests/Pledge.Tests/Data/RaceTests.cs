using System.Net;
using AngleSharp.Html.Dom;
using Pledge.Tests.Support;

namespace Pledge.Tests.Data;

/// <summary>Two people save at the same moment: one is kept whole, the other is told, and nothing overlaps.</summary>
public sealed class RaceTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData(false)] // both add the first row: only the exclusion constraint can tell
    [InlineData(true)]  // both replace the same row: its row version tells
    public async Task Of_two_simultaneous_recordings_one_is_kept_and_one_shows_both(bool somethingIsOnRecord)
    {
        var worker = await site.Arrange.AdviserAsync();
        var person = await site.Arrange.TheirsAsync(worker);
        if (somethingIsOnRecord)
            await site.Arrange.FactAsync(person, "activity", "G5", new(2026, 1, 1));
        var address = $"/young-people/{person.YoungPerson}/activity";
        var posts = new List<Func<Task<HttpResponseMessage>>> { await OpenedAsync(worker, address, "F2"), await OpenedAsync(worker, address, "F5") };

        HttpResponseMessage[] answers;
        // Both requests write their trace last; holding its lock lets both get that far before either commits.
        await using (var gate = await Gate.HoldAsync(site, "select pg_advisory_xact_lock(hashtextextended($1::text, 903))", $"{person.YoungPerson}"))
        {
            var both = posts.Select(post => post()).ToList();
            await gate.WhenWaitingAsync(2);
            await gate.OpenAsync();
            answers = await Task.WhenAll(both);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Redirect], answers.Select(answer => answer.StatusCode).Order());
        var lost = await answers.Single(answer => answer.StatusCode == HttpStatusCode.OK).DocumentAsync();
        Assert.StartsWith("Error: ", lost.Title, StringComparison.Ordinal);
        Assert.Contains("Somebody else saved this first", lost.QuerySelector(".merge").Reads(), StringComparison.Ordinal);
        Assert.Equal(1L, await site.SqlAsync<long>(
            "select count(*) from pledge.fact where young_person_id = $1 and superseded_at is null and period_to is null", person.YoungPerson));
        Assert.Equal(1L, await site.SqlAsync<long>("select count(*) from pledge.record_look where young_person_id = $1 and act = 'wrote'", person.YoungPerson));
    }

    /// <summary>The form as one worker has it open, ready to send.</summary>
    private async Task<Func<Task<HttpResponseMessage>>> OpenedAsync(Someone worker, string address, string code)
    {
        var visitor = await site.SignInAsync(worker.Account);
        var page = await (await visitor.SubmitAsync(address, ("Form.Code", ""))).DocumentAsync();
        var token = ((IHtmlInputElement)page.QuerySelector("main [name=__RequestVerificationToken]")!).Value;
        var form = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = token,
            ["Version"] = ((IHtmlInputElement)page.QuerySelector("main [name=Version]")!).Value,
            ["Form.Code"] = code,
            ["Form.From.Day"] = "20",
            ["Form.From.Month"] = "11",
            ["Form.From.Year"] = "2026",
        };
        return () => visitor.Client.PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent(form));
    }
}
